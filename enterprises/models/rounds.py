"""The yearly round: when the figures are asked for, and what else came with them."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .enterprise import Enterprise
from .staffing import StaffingReturn


class ReturnRound(models.Model):
    """One year's request to all established enterprises.

    A round and its returns belong together by the year, which both hold only once.
    """

    year = models.PositiveSmallIntegerField("år", unique=True)
    as_of_date = models.DateField(
        "tallene gælder pr.", help_text="Den dag, virksomhederne skal tælle op."
    )
    deadline_date = models.DateField(
        "svarfrist", help_text="Den sidste dag, virksomhederne kan nå at svare."
    )
    text = models.TextField(
        "hilsen til virksomhederne",
        blank=True,
        help_text="Står øverst i mailen. Et par linjer er nok.",
    )
    opened_at = models.DateTimeField(
        "åbnet", null=True, blank=True, editable=False, default=None
    )
    reminded_at = models.DateTimeField(
        "sidst påmindet", null=True, blank=True, editable=False, default=None
    )

    class Meta:
        verbose_name = "indberetningsrunde"
        verbose_name_plural = "indberetningsrunder"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100),
                name="enterprises_returnround_year",
                violation_error_message="Skriv årstallet med fire cifre.",
            ),
            models.CheckConstraint(
                condition=Q(deadline_date__gte=models.F("as_of_date")),
                name="enterprises_returnround_deadline",
                violation_error_message=(
                    "Svarfristen ligger før den dag, tallene gælder. Vælg en senere."
                ),
            ),
        ]

    def __str__(self) -> str:
        """Name the year."""
        return f"Indberetning for {self.year}"

    @property
    def is_open(self) -> bool:
        """Whether the enterprises have been asked."""
        return self.opened_at is not None

    def is_overdue(self, on: date) -> bool:
        """Say whether the deadline has passed."""
        return self.deadline_date < on


class RecordProposal(models.Model):
    """What an enterprise says about its own record, for the editor to decide on.

    ``changes`` holds new words by the name of the enterprise's field, and
    ``statement`` those of a statement of social value; `reporting` lists the only
    names that are ever taken in.
    """

    class Answer(models.TextChoices):
        """Is this still right?"""

        RIGHT = "rigtigt", "Det er stadig rigtigt"
        CORRECT = "ret", "Noget skal rettes"
        CLOSED = "lukket", "Vi er lukket"

    staffing_return = models.OneToOneField(
        StaffingReturn,
        models.CASCADE,
        verbose_name="indberetning",
        related_name="proposal",
    )
    # Empty until the question is answered; the figures may come first.
    answer = models.CharField("svar", max_length=8, choices=Answer, blank=True)
    changes = models.JSONField("rettelser", default=dict, blank=True)
    statement = models.JSONField("merværdi", default=dict, blank=True)
    message = models.TextField("besked til redaktionen", blank=True)
    closed_date = models.DateField("lukket den", null=True, blank=True)
    sent_at = models.DateTimeField("sendt", null=True, blank=True)
    decided_at = models.DateTimeField("behandlet", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="behandlet af",
        related_name="+",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = "forslag fra virksomhed"
        verbose_name_plural = "forslag fra virksomheder"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=["", "rigtigt", "ret", "lukket"]),
                name="enterprises_recordproposal_answer_known",
                violation_error_message="Vælg et af de tre svar.",
            ),
            models.CheckConstraint(
                condition=~Q(answer="lukket") | Q(closed_date__isnull=False),
                name="enterprises_recordproposal_closed_is_dated",
                violation_error_message="Skriv, hvilken dag I lukkede.",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(sent_at__isnull=False),
                name="enterprises_recordproposal_sent_before_decided",
                violation_error_message="Forslaget er ikke sendt endnu.",
            ),
        ]

    def __str__(self) -> str:
        """Name the return it came with."""
        return f"Forslag fra {self.staffing_return}"

    @property
    def enterprise(self) -> Enterprise:
        """Whose record it is about."""
        return self.staffing_return.enterprise

    @property
    def is_locked(self) -> bool:
        """Whether the editor has decided."""
        return self.decided_at is not None

    @property
    def asks_for_something(self) -> bool:
        """Whether there is anything for the editor to decide on."""
        return bool(self.changes or self.statement or self.message or self.closed_date)

    def mark_decided(self, by_id: int | None) -> None:
        """Note who decided, now."""
        self.decided_at = timezone.now()
        self.decided_by_id = by_id
