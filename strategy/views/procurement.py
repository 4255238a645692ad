"""Buying from social enterprises, and the RSV scheme."""

from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView

from enterprises import figures
from strategy.models import Initiative

from .shared import SECTION, page_texts

# What the registry calls an enterprise that is registered.
REGISTERED = "registreret"


class ProcurementView(TemplateView):
    """Buying from social enterprises: the municipality's line, and the law's."""

    template_name = "strategy/procurement.html"
    extra_context = SECTION

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the texts, the initiatives about it, and who says yes to § 54."""
        texts = page_texts("indkoeb", "rsv", "mervaerdi")
        kinds = (Initiative.Kind.PROCUREMENT, Initiative.Kind.DOCUMENTATION)
        initiatives = Initiative.objects.published().filter(kind__in=kinds)
        today = timezone.localdate()
        return super().get_context_data(
            page=texts.get("indkoeb"),
            rsv=texts.get("rsv"),
            social_value=texts.get("mervaerdi"),
            initiatives=initiatives,
            declared=figures.declared_reserved_contracts(today),
            today=today,
            **kwargs,
        )


class RsvView(TemplateView):
    """The RSV scheme: what it is, the municipality's line, and how many there are."""

    template_name = "strategy/rsv.html"
    extra_context = SECTION

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the text and today's number."""
        numbers = figures.count_by_rsv(timezone.localdate())
        return super().get_context_data(
            page=page_texts("rsv").get("rsv"),
            registered=next(
                figure for status, figure in numbers.items() if status == REGISTERED
            ),
            **kwargs,
        )
