"""Public pages of the programme: strategies, evaluations and what follows from them."""

from collections import defaultdict

from django.db.models import Count, F, OuterRef, Prefetch, Q, Subquery
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView, TemplateView

from common.downloads import upload_response
from network.figures import NAMED_FIGURES as NETWORK_FIGURES
from network.figures import PROMISED_MEETINGS

from .charts import indicator_chart
from .comparisons import goal_rows
from .models import (
    Advice,
    AwardYear,
    BoardMeeting,
    BoardSeat,
    Document,
    Evaluation,
    Goal,
    Indicator,
    Initiative,
    ProgrammePage,
    Screening,
    ScreeningStep,
    Strategy,
)
from .services import frozen_key

SECTION = {"section": "strategi"}
NEWEST_EVALUATIONS = 5


def page_texts(*places: str) -> dict[str, ProgrammePage]:
    """Return the published texts of some places, by place."""
    pages = ProgrammePage.objects.published().select_related("source")
    return {page.place: page for page in pages.filter(place__in=places)}


def overdue_evaluations():
    """Return evaluations that the public was promised and that are not there."""
    return (
        Evaluation.objects.overdue(timezone.localdate())
        .filter(strategy__in=Strategy.objects.published())
        .select_related("strategy")
        .order_by("strategy_id", "year")
    )


def public_goals():
    """Return goals that may be named and linked to, with their strategy."""
    return Goal.objects.published().select_related("strategy")


def table_of_contents(blocks):
    """Return the contents of a page from (id, title, whether it is there)."""
    return [{"id": anchor, "title": title} for anchor, title, there in blocks if there]


class ProgrammeView(ListView):
    """The way in: every strategy, the newest evaluations and the rest of the work."""

    queryset = Strategy.objects.published().newest_first().select_related("source")
    template_name = "strategy/programme.html"
    context_object_name = "strategies"
    extra_context = SECTION

    def get_context_data(self, **kwargs):
        """Add the text, the evaluations and those that are missing."""
        evaluations = Evaluation.objects.published().select_related("strategy")
        return super().get_context_data(
            page=page_texts("programmet").get("programmet"),
            examples=[strategy for strategy in self.object_list if strategy.is_example],
            evaluations=evaluations.order_by("-year", "-pk")[:NEWEST_EVALUATIONS],
            overdue=overdue_evaluations(),
            **kwargs,
        )


class StrategyView(DetailView):
    """One strategy: its text, goals, indicators and evaluations."""

    template_name = "strategy/strategy.html"
    context_object_name = "strategy"
    extra_context = SECTION

    def get_queryset(self):
        """Fetch the strategy with everything below it that is public."""
        goals = Goal.objects.prefetch_related(
            "un_goals",
            "indicators__measurements",
            Prefetch("initiatives", Initiative.objects.published()),
            Prefetch("advice", Advice.objects.published().select_related("meeting")),
        )
        return (
            Strategy.objects.published()
            .select_related("source")
            .prefetch_related(
                "sections",
                "errata",
                Prefetch("goals", goals),
                Prefetch(
                    "evaluations",
                    Evaluation.objects.published().order_by("-year"),
                    to_attr="public_evaluations",
                ),
                Prefetch(
                    "documents",
                    Document.objects.published().select_related("source"),
                    to_attr="public_documents",
                ),
            )
        )

    def get_context_data(self, **kwargs):
        """Add neighbours, charts and the table of contents."""
        strategy = self.object
        goals = list(strategy.goals.all())
        for goal in goals:
            for number, indicator in enumerate(goal.indicators.all(), start=1):
                measurements = list(indicator.measurements.all())
                indicator.latest = measurements[-1] if measurements else None
                indicator.chart = indicator_chart(
                    indicator, f"{goal.anchor}-indikator-{number}"
                )
        overdue = overdue_evaluations().filter(strategy=strategy)
        return super().get_context_data(
            goals=goals,
            overdue=overdue,
            predecessor=Strategy.objects.published().filter(successor=strategy).first(),
            successor=Strategy.objects.published().filter(predecessor=strategy).first(),
            contents=self._contents(goals),
            **kwargs,
        )

    def _contents(self, goals):
        strategy = self.object
        contents = [
            {"id": section.anchor, "title": section.heading}
            for section in strategy.sections.all()
        ]
        blocks = [
            ("strategiens-maal", "Mål", goals),
            ("strategiens-evalueringer", "Evalueringer", True),
            (
                "strategiens-dokumenter",
                "Dokumenter",
                strategy.document or strategy.public_documents,
            ),
            ("saadan-blev-den-til", "Sådan blev den til", strategy.origin),
            ("strategiens-rettelser", "Rettelser", strategy.errata.all()),
        ]
        return contents + table_of_contents(blocks)


class EvaluationView(DetailView):
    """One year's evaluation as the committee saw it."""

    template_name = "strategy/evaluation.html"
    context_object_name = "evaluation"
    extra_context = SECTION

    def get_object(self, queryset=None):
        """Find the evaluation by its strategy and year."""
        return get_object_or_404(
            Evaluation.objects.published()
            .select_related("strategy", "source")
            .prefetch_related("assessments__goal", "figures__goal", "errata"),
            strategy__slug=self.kwargs["slug"],
            year=self.kwargs["year"],
        )

    def get_context_data(self, **kwargs):
        """Add the year before, the other years and what the goals set going."""
        evaluation = self.object
        others = list(
            Evaluation.objects.published()
            .filter(strategy=evaluation.strategy_id)
            .exclude(pk=evaluation.pk)
            .prefetch_related("figures")
            .order_by("-year")
        )
        before = next(
            (
                other
                for other in others
                if other.year < evaluation.year and other.figures.all()
            ),
            None,
        )
        figures = list(evaluation.figures.all())
        rows = goal_rows(evaluation, before)
        initiatives = (
            Initiative.objects.published()
            .filter(goals__in=[row.goal for row in rows])
            .distinct()
        )
        network_figures = self._network_figures(figures)
        blocks = [
            ("sammenfatning", "Sammenfatning", True),
            ("maalene", "Målene", True),
            ("anbefalinger", "Anbefalinger", evaluation.recommendations),
            ("indsatser", "Indsatser", initiatives),
            ("netvaerket", "Netværket", network_figures),
            ("tallene-bag", "Tallene bag", True),
        ]
        return super().get_context_data(
            strategy=evaluation.strategy,
            name=f"Evaluering {evaluation.year}",
            rows=rows,
            before=before,
            others=others,
            figures=figures,
            has_goal_figures=any(row.figures for row in rows),
            includes_examples=any(figure.includes_examples for figure in figures),
            network_figures=network_figures,
            promised_meetings=PROMISED_MEETINGS,
            initiatives=initiatives,
            contents=table_of_contents(blocks),
            **kwargs,
        )

    def _network_figures(self, figures):
        bound = Indicator.objects.filter(
            goal__strategy=self.object.strategy_id, figure_key__in=NETWORK_FIGURES
        ).select_related("goal")
        keys = {frozen_key(indicator) for indicator in bound}
        return [figure for figure in figures if figure.key in keys]


class InitiativesView(ListView):
    """What the municipality does, and how to take part."""

    template_name = "strategy/initiatives.html"
    context_object_name = "initiatives"
    extra_context = SECTION

    def get_queryset(self):
        """Fetch public initiatives with the public goals they serve."""
        return (
            Initiative.objects.published()
            .select_related("source")
            .prefetch_related(
                Prefetch(
                    "goals", public_goals().order_by("-strategy__pk", "number", "pk")
                )
            )
        )

    def get_context_data(self, **kwargs):
        """Group by how far each is, and count the screenings."""
        by_stage = defaultdict(list)
        for initiative in self.object_list:
            by_stage[initiative.stage].append(initiative)
        shown = (
            (Initiative.Stage.RUNNING, "Det er i gang"),
            (Initiative.Stage.PLANNED, "Det kommer"),
            (Initiative.Stage.DONE, "Det er gennemført"),
        )
        return super().get_context_data(
            page=page_texts("indsatser").get("indsatser"),
            groups=[
                {"id": stage.value, "title": title, "initiatives": by_stage[stage]}
                for stage, title in shown
                if by_stage[stage]
            ],
            **self._screenings(),
            **kwargs,
        )

    def _screenings(self):
        today = timezone.localdate()
        latest = ScreeningStep.objects.filter(
            screening=OuterRef("pk"), date__lte=today
        ).order_by("-date", "-pk")
        screenings = Screening.objects.annotate(
            latest_stage=Subquery(latest.values("stage")[:1])
        )
        numbers = dict(
            screenings.exclude(latest_stage=None)
            .values_list("latest_stage")
            .annotate(number=Count("pk"))
            .order_by()
        )
        opened = (
            Screening.objects.published()
            .annotate(latest_stage=Subquery(latest.values("stage")[:1]))
            .order_by("title", "pk")
        )
        stage_names = dict(ScreeningStep.Stage.choices)
        return {
            "screening_counts": [
                (stage.label, numbers[stage.value])
                for stage in ScreeningStep.Stage
                if stage.value in numbers
            ],
            "screening_total": sum(numbers.values()),
            "screenings_include_examples": screenings.filter(
                is_example=True, latest_stage__isnull=False
            ).exists(),
            "open_screenings": [
                (screening, stage_names.get(screening.latest_stage, ""))
                for screening in opened
            ],
            "today": today,
        }


class BoardView(TemplateView):
    """The Advisory Board: seats, meetings, advice."""

    template_name = "strategy/board.html"
    extra_context = SECTION

    def get_context_data(self, **kwargs):
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
            Prefetch(
                "advice",
                Advice.objects.published().prefetch_related(
                    Prefetch("goal", public_goals())
                ),
            )
        )
        return super().get_context_data(
            page=page_texts("advisory-board").get("advisory-board"),
            sectors=[
                {"name": sector.label, "seats": by_sector[sector]}
                for sector in BoardSeat.Sector
            ],
            sources={seat.source for seat in seats if seat.source},
            meetings=meetings,
            **kwargs,
        )


class AwardView(TemplateView):
    """Den Socialøkonomiske Pris: this year's call and everyone who has won."""

    template_name = "strategy/award.html"
    extra_context = SECTION

    def get_context_data(self, **kwargs):
        """Part the year that is open from those that are decided."""
        today = timezone.localdate()
        years = list(
            AwardYear.objects.published()
            .prefetch_related("nominees__enterprise__sectors")
            .order_by("-year")
        )
        current = next((year for year in years if year.winner() is None), None)
        if current and current is not years[0]:
            current = None
        return super().get_context_data(
            page=page_texts("prisen").get("prisen"),
            current=current,
            is_open=bool(
                current and current.deadline_date and current.deadline_date >= today
            ),
            decided=[year for year in years if year is not current],
            **kwargs,
        )


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


class DocumentsView(ListView):
    """Documents to read further in."""

    template_name = "strategy/documents.html"
    context_object_name = "documents"
    extra_context = SECTION

    def get_queryset(self):
        """Newest first; those without a date come last."""
        return (
            Document.objects.published()
            .select_related("source")
            .prefetch_related(Prefetch("strategy", Strategy.objects.published()))
            .order_by(F("date").desc(nulls_last=True), "title", "pk")
        )

    def get_context_data(self, **kwargs):
        """Add the strategies that can be had as a document."""
        strategies = Strategy.objects.published().exclude(document="")
        return super().get_context_data(strategies=strategies.newest_first(), **kwargs)


@require_safe
def document_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a public document's file."""
    document = get_object_or_404(Document.objects.published(), pk=pk)
    return upload_response(document.file, filename=document.title, inline=False)


@require_safe
def strategy_document(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Hand out the document attached to a public strategy."""
    strategy = get_object_or_404(Strategy.objects.published(), slug=slug)
    return upload_response(strategy.document, filename=strategy.title, inline=False)


@require_safe
def board_attachment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out the paper attached to a public meeting."""
    meeting = get_object_or_404(BoardMeeting.objects.published(), pk=pk)
    return upload_response(meeting.attachment, filename=str(meeting), inline=False)


@require_safe
def award_picture(request: HttpRequest, year: int) -> HttpResponseBase:
    """Show the picture of a public award year."""
    award_year = get_object_or_404(AwardYear.objects.published(), year=year)
    return upload_response(award_year.picture, filename=str(award_year), inline=True)
