"""The editor's desk: the admin's front page, from what waits to where things are."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode

from .accounts.views import SignOutView
from .waiting import waiting


@dataclass(frozen=True)
class Task:
    """A group of models that one works with together: title, sentence, models."""

    key: str
    name: str
    description: str
    models: tuple[str, ...]


TASKS = (
    Task(
        "virksomheder",
        "Virksomheder",
        "Registret: hvem de er, hvor de er, og hvad man kan få hos dem.",
        (
            "enterprises.enterprise",
            "enterprises.correction",
            "enterprises.rsvstatus",
            "enterprises.tableimport",
            "enterprises.rsvimport",
            "enterprises.sector",
            "enterprises.targetgroup",
            "enterprises.ungoal",
        ),
    ),
    Task(
        "tal",
        "Tal",
        "Virksomhedernes årlige tal, og det andre har offentliggjort om programmet.",
        (
            "enterprises.returnround",
            "enterprises.staffingreturn",
            "enterprises.recordproposal",
            "enterprises.statusreport",
            "enterprises.source",
            "enterprises.staffingcategory",
        ),
    ),
    Task(
        "netvaerk",
        "Netværk",
        "Social Vision Roskilde: møder, medlemmer, emner og klynger.",
        (
            "network.event",
            "network.registration",
            "network.member",
            "network.membermessage",
            "network.topic",
            "network.cluster",
        ),
    ),
    Task(
        "strategi",
        "Strategi",
        "Strategierne og deres mål, den årlige evaluering, boardet og indsatserne.",
        (
            "strategy.strategy",
            "strategy.goal",
            "strategy.indicator",
            "strategy.measurement",
            "strategy.evaluation",
            "strategy.boardmeeting",
            "strategy.boardseat",
            "strategy.remark",
            "strategy.hearingremark",
            "strategy.initiative",
            "strategy.screening",
            "strategy.awardyear",
            "strategy.nomination",
        ),
    ),
    Task(
        "sider",
        "Sider og kontakt",
        "Faste tekster, dokumenter, henvendelser og de roller, man kan skrive til.",
        (
            "network.enquiry",
            "portal.maildelivery",
            "portal.mailtext",
            "portal.linkcheck",
            "strategy.programmepage",
            "strategy.document",
            "portal.contactpoint",
            "portal.formeraddress",
        ),
    ),
    Task(
        "adgang",
        "Brugere og adgang",
        "Hvem der må logge ind her. Giv en redaktør gruppen “Redaktør”.",
        ("auth.user", "auth.group"),
    ),
)


HIDDEN = ("mailer", "account", "mfa", "socialaccount", "usersessions")


class Desk(admin.AdminSite):
    """The admin, arranged by what one comes to do."""

    site_header = "Redaktionens bord"
    site_title = "Redaktionens bord"
    index_title = "Redaktionens bord"
    index_template = "admin/desk.html"
    # The tasks stand in the header instead, so that lists and rows get the width.
    enable_nav_sidebar = False
    empty_value_display = "–"

    def register(self, model_or_iterable: Any, *args: Any, **options: Any) -> None:
        """Leave out what packages would show: letters to others, seeds, sessions."""
        models: list[Any] = (
            [model_or_iterable]
            if isinstance(model_or_iterable, type)
            else list(model_or_iterable)
        )
        ours = [model for model in models if model._meta.app_label not in HIDDEN]
        super().register(ours, *args, **options)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Lead to the portal's own door, which knows second factors and limits."""
        if request.user.is_authenticated:
            if not self.has_permission(request):
                raise PermissionDenied
            return redirect(f"{self.name}:index")
        following = request.GET.get(REDIRECT_FIELD_NAME, "")
        query = f"?{urlencode({REDIRECT_FIELD_NAME: following})}" if following else ""
        return redirect(f"{reverse('account_login')}{query}")

    def logout(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Sign out as everywhere else."""
        return SignOutView.as_view()(request)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Lead to the account."""
        return redirect("account_change_password")

    def get_urls(self) -> list[Any]:
        """Guard the way to a row's page, which every user of the desk may try."""
        way = "r/<path:content_type_id>/<path:object_id>/"
        return [path(way, self.admin_view(self.page_of)), *super().get_urls()]

    def page_of(
        self, request: HttpRequest, content_type_id: str, object_id: str
    ) -> HttpResponseBase:
        """Lead to a row's own page whoever may see the row: an address has its name."""
        kind = get_object_or_404(
            ContentType, pk=content_type_id if content_type_id.isdecimal() else None
        )
        model = kind.model_class()
        registered = self._registry.get(model) if model else None
        if not (registered and registered.has_view_or_change_permission(request)):
            raise Http404
        return shortcut(request, kind.pk, object_id)

    def app_index(
        self,
        request: HttpRequest,
        app_label: str,
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Lead to the task on the front page: packages are no concern of editors."""
        keys = [
            task.key
            for task in TASKS
            for label in task.models
            if label.startswith(f"{app_label}.")
        ]
        if not keys:
            raise Http404
        return redirect(f"{reverse(f'{self.name}:index')}#{keys[0]}")

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[Any]:
        """Group the models by task instead of by package."""
        found = {
            f"{app['app_label']}.{model['object_name'].lower()}": model
            for app in self._build_app_dict(request).values()
            for model in app["models"]
        }
        index = reverse(f"{self.name}:index")
        groups = []
        for task in TASKS:
            models = [found.pop(label) for label in task.models if label in found]
            if models:
                groups.append(self._group(task, models, index))
        if found:
            rest = Task("andet", "Andet", "Det, der ikke hører til andre steder.", ())
            groups.append(self._group(rest, list(found.values()), index))
        return groups

    def _group(self, task: Task, models: list[Any], index: str) -> dict[str, Any]:
        for entry in models:
            entry["purpose"] = getattr(self._registry[entry["model"]], "purpose", "")
            entry["singular"] = entry["model"]._meta.verbose_name
        return {
            "name": task.name,
            "app_label": task.key,
            "app_url": f"{index}#{task.key}",
            "has_module_perms": True,
            "description": task.description,
            "models": models,
        }

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show first what waits; one query for each kind of thing."""
        tasks = self._tasks_of(request)
        context = {"waiting": tasks, "pressing": any(t["is_pressing"] for t in tasks)}
        return super().index(request, context | (extra_context or {}))

    def _tasks_of(self, request: HttpRequest) -> list[dict[str, Any]]:
        found = []
        for task in waiting():
            model = task.rows.model
            if not self._registry[model].has_view_or_change_permission(request):
                continue
            number = task.rows.count()
            if not number:
                continue
            name = f"{self.name}:{model._meta.app_label}_{model._meta.model_name}"
            found.append(
                {
                    "number": number,
                    "label": task.one if number == 1 else task.many,
                    "hint": task.hint,
                    "is_pressing": task.is_pressing,
                    "url": f"{reverse(f'{name}_changelist')}?{task.query}",
                }
            )
        return found
