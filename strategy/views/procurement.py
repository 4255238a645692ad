"""Buying from social enterprises, and the RSV scheme."""

from django.views.generic import TemplateView

from strategy.models import Initiative

from .shared import SECTION, page_texts


class ProcurementView(TemplateView):
    """Buying from social enterprises: the municipality's line, and the law's."""

    template_name = "strategy/procurement.html"
    extra_context = SECTION

    def get_context_data(self, **kwargs):
        """Add the three texts and the initiatives about buying and social value."""
        texts = page_texts("indkoeb", "rsv", "mervaerdi")
        kinds = (Initiative.Kind.PROCUREMENT, Initiative.Kind.DOCUMENTATION)
        initiatives = Initiative.objects.published().filter(kind__in=kinds)
        return super().get_context_data(
            page=texts.get("indkoeb"),
            rsv=texts.get("rsv"),
            social_value=texts.get("mervaerdi"),
            initiatives=initiatives,
            **kwargs,
        )
