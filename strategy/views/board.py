"""The Advisory Board."""

from collections import defaultdict
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone
from django.views.generic import TemplateView

from strategy.models import (
    Advice,
    BoardMeeting,
    BoardSeat,
    MeetingPaper,
)

from .shared import (
    SECTION,
    page_texts,
    public_documents,
    public_goals,
)


class BoardView(TemplateView):
    """The Advisory Board: seats, meetings, advice."""

    template_name = "strategy/board.html"
    extra_context = SECTION

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Seat the seven sectors as they are today."""
        today = timezone.localdate()
        seats = (
            BoardSeat.objects.published()
            .filter(
                Q(start_date__isnull=True) | Q(start_date__lte=today),
                Q(end_date__isnull=True) | Q(end_date__gte=today),
            )
            .select_related("source")
        )
        by_sector = defaultdict(list)
        for seat in seats:
            by_sector[seat.sector].append(seat)
        meetings = BoardMeeting.objects.published().prefetch_related(
            Prefetch("papers", MeetingPaper.objects.published()),
            Prefetch(
                "advice",
                Advice.objects.published().prefetch_related(
                    Prefetch("goal", public_goals())
                ),
            ),
            public_documents(),
        )
        later = [meeting for meeting in meetings if meeting.date > today]
        return super().get_context_data(
            page=page_texts("advisory-board").get("advisory-board"),
            sectors=[
                {"name": sector.label, "seats": by_sector[sector]}
                for sector in BoardSeat.Sector
            ],
            sources={seat.source for seat in seats if seat.source},
            former_seats=BoardSeat.objects.published().former(today),
            upcoming=later[::-1],
            meetings=[meeting for meeting in meetings if meeting.date <= today],
            **kwargs,
        )
