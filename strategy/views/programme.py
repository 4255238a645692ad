"""The way in, initiatives, procurement, award and documents."""

from collections import defaultdict

from django.db.models import Count, F, OuterRef, Prefetch, Subquery
from django.utils import timezone
from django.views.generic import ListView, TemplateView

from strategy.models import (
    AwardYear,
    Document,
    Evaluation,
    Initiative,
    Screening,
    ScreeningStep,
    Strategy,
)

from .shared import (
    SECTION,
    overdue_evaluations,
    page_texts,
    public_goals,
)

NEWEST_EVALUATIONS = 5


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
