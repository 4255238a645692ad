"""What the memory of the registry is filled with, read from the database."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from enterprises.models import Enterprise, Location, Offer, SearchText, Sector

from .facets import Value

M = TypeVar("M", bound=Model)


class Rows:
    """All that is public on a day, or what is of some enterprises."""

    def __init__(self, day: date, keys: Collection[int] | None = None) -> None:
        """Choose what to read.

        Args:
            day: the day as of which to read.
            keys: primary keys of the enterprises to read; all without.
        """
        self.day = day
        self.keys = keys

    def enterprises(self) -> Iterable[Enterprise]:
        """Return those who are public, by key, with their ``rsv_status``."""
        followed = Enterprise.objects.published().followed(self.day)
        if self.keys is not None:
            followed = followed.filter(pk__in=self.keys)
        return (
            followed.with_rsv_status(self.day)
            .only(
                *("name", "followed_from_date", "established_date"),
                *("closed_date", "confirmed_at"),
            )
            .order_by("pk")
            .iterator()
        )

    def _of_them(self, queryset: QuerySet[M]) -> QuerySet[M]:
        if self.keys is None:
            return queryset
        return queryset.filter(enterprise__in=self.keys)

    def values(self) -> dict[str, Iterable[Value]]:
        """Return the values of facets that stand in tables of their own.

        There may be values of enterprises that are not public among them.
        """
        places = list(
            self._of_them(Location.objects.order_by()).values_list(
                "enterprise_id", "town", "access"
            )
        )
        return {
            "offer": self._listed(Offer.objects.active(self.day), "kind"),
            "sector": self._listed(
                Enterprise.sectors.through.objects.all(), "sector__slug", "sector__name"
            ),
            "target_group": self._listed(
                Enterprise.target_groups.through.objects.all(),
                *("targetgroup__slug", "targetgroup__name"),
            ),
            "town": (Value(key, town, town) for key, town, _access in places),
            "access": (Value(key, access) for key, _town, access in places),
        }

    def _listed(self, queryset: QuerySet[Any], *fields: str) -> Iterator[Value]:
        rows = self._of_them(queryset.order_by())
        for row in rows.values_list("enterprise_id", *fields).iterator():
            yield Value(*row)

    def texts(self) -> Iterable[tuple[int, int, str]]:
        """Return the texts that can be searched: key, place and terms, by key."""
        active = self._of_them(SearchText.objects.active(self.day))
        return (
            active.order_by("enterprise_id")
            .values_list("enterprise_id", "place", "terms")
            .iterator()
        )

    def motifs(self) -> dict[str, str]:
        """Return the drawing of each field of work, the most important first."""
        return dict(Sector.objects.values_list("slug", "motif"))
