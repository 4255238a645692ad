"""What the public says in a hearing, and how a strategy came about."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from .strategy import Strategy, StrategySection

# How long a remark waits at most, and how long one that was put aside is kept.
RETENTION = timedelta(days=180)
KEPT_WHEN_ASIDE = timedelta(days=30)


def hearing_deletion_date() -> date:
    """Return the day on which what is personal in a remark is deleted at the latest."""
    return timezone.localdate() + RETENTION


class HearingRemarkQuerySet(models.QuerySet):
    """Remarks from the public."""

    def published(self) -> Self:
        """Return what the editor has made public, of strategies anyone may read."""
        return self.filter(
            state=HearingRemark.State.PUBLISHED,
            strategy__in=Strategy.objects.published(),
        )

    def waiting(self) -> Self:
        """Return those that the editor has not looked at."""
        return self.filter(state=HearingRemark.State.NEW)

    def overdue(self, on: date) -> Self:
        """Return those that were not published and whose day has come."""
        return self.exclude(state=HearingRemark.State.PUBLISHED).filter(
            delete_on_date__lte=on
        )

    def overdue_names(self, on: date) -> Self:
        """Return those that stay, with a name that nobody may see and may not stay."""
        return self.filter(
            state=HearingRemark.State.PUBLISHED,
            show_name=False,
            delete_on_date__lte=on,
        ).exclude(name="")


class HearingRemark(models.Model):
    """What somebody writes in a hearing. Public only once the editor has looked.

    Personal data: what is not published is deleted on a fixed day, and so is the name
    of somebody who did not want to be named.
    """

    class State(models.TextChoices):
        """Where it stands."""

        NEW = "ny", "Venter"
        PUBLISHED = "offentlig", "Offentlig"
        ASIDE = "lagt_vaek", "Ikke offentliggjort"

    strategy = models.ForeignKey(
        Strategy,
        models.CASCADE,
        verbose_name="strategi",
        related_name="hearing_remarks",
    )
    section = models.ForeignKey(
        StrategySection,
        models.SET_NULL,
        verbose_name="afsnit",
        related_name="hearing_remarks",
        null=True,
        blank=True,
    )
    text = models.TextField("høringssvar", max_length=4000)
    name = models.CharField("navn", max_length=120, blank=True)
    show_name = models.BooleanField("vil have navnet vist", default=False)
    state = models.CharField("status", max_length=9, choices=State, default=State.NEW)
    answer = models.TextField("kommunens svar", max_length=4000, blank=True)
    note = models.TextField("bemærkning", max_length=1000, blank=True)
    received_at = models.DateTimeField("modtaget", auto_now_add=True)
    decided_at = models.DateTimeField("set igennem", null=True, blank=True)
    delete_on_date = models.DateField("slettes", default=hearing_deletion_date)
    # The form that it came in: sent twice, it is still one.
    sending_key = models.CharField("aftryk", max_length=64, unique=True, editable=False)

    objects = HearingRemarkQuerySet.as_manager()

    class Meta:
        verbose_name = "høringssvar"
        verbose_name_plural = "høringssvar"
        ordering = ["received_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="strategy_hearingremark_says_something",
                violation_error_message="Skriv dit høringssvar.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["ny", "offentlig", "lagt_vaek"]),
                name="strategy_hearingremark_state_known",
                violation_error_message="Vælg en status fra listen.",
            ),
            models.CheckConstraint(
                condition=Q(state="ny", decided_at__isnull=True)
                | (~Q(state="ny") & Q(decided_at__isnull=False)),
                name="strategy_hearingremark_decided_is_dated",
                violation_error_message="Et svar, der er set igennem, har en dato.",
            ),
            models.CheckConstraint(
                condition=~Q(state="lagt_vaek") | ~Q(note=""),
                name="strategy_hearingremark_aside_has_reason",
                violation_error_message="Skriv, hvorfor det ikke bliver offentligt.",
            ),
            models.CheckConstraint(
                condition=Q(show_name=False) | ~Q(name=""),
                name="strategy_hearingremark_shown_name_is_there",
                violation_error_message="Skriv navnet, eller lad være med at vise det.",
            ),
        ]

    def __str__(self) -> str:
        """Name the remark without personal data, since this reaches logs."""
        return f"Høringssvar {self.pk}"

    @property
    def public_name(self) -> str:
        """The name, where its owner wants it shown."""
        return self.name if self.show_name else ""


class OriginStepQuerySet(models.QuerySet):
    """Steps on the way to a strategy."""

    def published(self) -> Self:
        """Return those of strategies that anyone may read."""
        return self.filter(strategy__in=Strategy.objects.published())

    def with_hearing_counts(self) -> Self:
        """Add how many remarks each hearing brought that are public."""
        remarks = HearingRemark.objects.filter(
            strategy=OuterRef("strategy"), state=HearingRemark.State.PUBLISHED
        )
        counted = remarks.order_by().values("strategy").annotate(n=Count("pk"))
        return self.annotate(heard=Coalesce(Subquery(counted.values("n")), 0))


class OriginStep(models.Model):
    """Somebody who was involved in a strategy: kinds, dates and counts, no names."""

    class Kind(models.TextChoices):
        """How they were involved."""

        BOARD = "board", "Advisory Board"
        INTERVIEW = "interview", "Interview"
        MEETING = "moede", "Møde"
        WORKSHOP = "workshop", "Workshop"
        HEARING = "hoering", "Høring"

    strategy = models.ForeignKey(
        Strategy, models.CASCADE, verbose_name="strategi", related_name="origin_steps"
    )
    kind = models.CharField("hvordan", max_length=9, choices=Kind)
    who = models.CharField(
        "hvem",
        max_length=160,
        blank=True,
        help_text="Fx “Ledere i ni virksomheder”. Ingen navne uden samtykke.",
    )
    start_date = models.DateField("fra")
    end_date = models.DateField("til", null=True, blank=True)
    times = models.PositiveSmallIntegerField("antal gange", null=True, blank=True)
    people = models.PositiveSmallIntegerField(
        "antal deltagere",
        null=True,
        blank=True,
        help_text="En høring tæller portalen selv.",
    )
    changed = models.TextField("hvad det ændrede", blank=True)

    objects = OriginStepQuerySet.as_manager()

    class Meta:
        verbose_name = "skridt på vejen"
        verbose_name_plural = "sådan blev den til"
        ordering = ["start_date", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=["board", "interview", "moede", "workshop", "hoering"]
                ),
                name="strategy_originstep_kind_known",
                violation_error_message="Vælg fra listen, hvordan de var med.",
            ),
            models.CheckConstraint(
                condition=Q(end_date__isnull=True) | Q(end_date__gte=F("start_date")),
                name="strategy_originstep_period",
                violation_error_message="Slutdatoen ligger før startdatoen.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="hoering")
                | Q(times__isnull=True, people__isnull=True),
                name="strategy_originstep_hearing_is_counted",
                violation_error_message="En høring tæller portalen selv.",
            ),
        ]

    def __str__(self) -> str:
        """Return how."""
        return self.get_kind_display()
