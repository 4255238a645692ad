"""Corrections of what was decided: they can be added, and nothing else."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from common.admin import BlockInline
from strategy.models import Erratum


class ErratumInline(BlockInline):
    """Corrections beside what was decided; the portal dates them."""

    model = Erratum
    fields = ("date", "text", "reason")
    readonly_fields = ("date",)
    open_when_locked = True
    verbose_name_plural = (
        "Rettelser: Kan ikke ændres, når du har gemt. Er en forkert, så skriv en ny"
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch what is shown; Django would ask about it without the parent."""
        return Erratum.objects.order_by("date", "pk")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Correct only what is decided: the rest can still be changed itself."""
        is_decided = obj is not None and obj.is_locked
        return is_decided and super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Add only where there is something to correct."""
        is_decided = obj is not None and obj.is_locked
        return is_decided and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let nobody change what was said."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let nobody take it back."""
        return False
