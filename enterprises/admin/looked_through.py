"""A file on its way in: put into a form, then looked through on pages of its own."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from common.admin import HouseAdmin


class LookedThrough(HouseAdmin):
    """Files that lead from one step to the next and are never changed by hand."""

    add_title: str | None = None

    def next_page(self, obj: Any) -> str:
        """Say which of the kind's own pages a file has come to."""
        raise NotImplementedError

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep the trace of what was taken in; the rest goes by itself."""
        return False

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Offer one button: what follows is the same for each."""
        context: dict[str, Any] = {
            "show_save_and_add_another": False,
            "show_save_and_continue": False,
        }
        if self.add_title:
            context["title"] = self.add_title
        return super().add_view(request, form_url, context | (extra_context or {}))

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: Any = None
    ) -> HttpResponse:
        """Go on to what is to be done with it."""
        return self.onwards(obj)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Lead to the page it has come to; there is no form to change it by hand."""
        return self.onwards(self.asked_for(request, object_id))

    def onwards(self, obj: Any) -> HttpResponseRedirect:
        """Lead to the page that a file has come to."""
        kind = f"{self.opts.app_label}_{self.opts.model_name}"
        name = f"{self.admin_site.name}:{kind}_{self.next_page(obj)}"
        return HttpResponseRedirect(reverse(name, args=[obj.pk]))

    def asked_for(self, request: HttpRequest, object_id: str) -> Any:
        """Return the file that an address names, to those who may take it in.

        Raises:
            Http404: there is none.
            PermissionDenied: the user may not.
        """
        if not self.has_change_permission(request):
            raise PermissionDenied
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        return obj
