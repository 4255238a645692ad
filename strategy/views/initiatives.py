"""What the municipality does, and how to take part."""

from collections import defaultdict
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.views.generic import ListView

from strategy.models import Initiative, InitiativePeriod
from strategy.screenings import confidential_counts, opened_screenings

from .shared import (
    SECTION,
    page_texts,
    public_documents,
    public_goals,
    table_of_contents,
)

GROUPS = (
    (Initiative.Stage.RUNNING, "Det er i gang"),
    (Initiative.Stage.PLANNED, "Det kommer"),
    (Initiative.Stage.DONE, "Det er gennemført"),
)


class InitiativesView(ListView):
    """What the municipality does, and how to take part."""

    template_name = "strategy/initiatives.html"
    context_object_name = "initiatives"
    extra_context = SECTION

    def get_queryset(self) -> QuerySet[Initiative]:
        """Fetch public initiatives with their runs and the public goals they serve."""
        return (
            Initiative.objects.published()
            .select_related("source")
            .prefetch_related(
                Prefetch(
                    "goals", public_goals().order_by("-strategy__pk", "number", "pk")
                ),
                Prefetch("periods", InitiativePeriod.objects.select_related("source")),
                public_documents(),
            )
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Group by how far each is, and count the screenings."""
        today = timezone.localdate()
        by_stage = defaultdict(list)
        for initiative in self.object_list:
            by_stage[initiative.stage].append(initiative)
        groups = [
            {"id": stage.value, "title": title, "initiatives": by_stage[stage]}
            for stage, title in GROUPS
            if by_stage[stage]
        ]
        screenings = confidential_counts(today)
        open_screenings = opened_screenings(today)
        return super().get_context_data(
            page=page_texts("indsatser").get("indsatser"),
            groups=groups,
            contents=_contents(groups, bool(screenings or open_screenings)),
            screenings=screenings,
            open_screenings=open_screenings,
            today=today,
            **kwargs,
        )


def _contents(
    groups: list[dict[str, Any]], has_screenings: bool
) -> list[dict[str, Any]]:
    """Return the contents of the page: each initiative below how far it is."""
    contents = [
        {
            "id": group["id"],
            "title": group["title"],
            "children": [
                {"id": initiative.slug, "title": initiative.title}
                for initiative in group["initiatives"]
            ],
        }
        for group in groups
    ]
    screenings = ("screeninger", "Screeninger for afknopning", has_screenings)
    return contents + table_of_contents([screenings])
