"""Yearly staffing returns: who works where, as the enterprise itself reports it.

The categories follow the municipality's own account. Section 8 of the RSV act does not
require this breakdown, so it is local, voluntary data.
"""

from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from common.quantities import Qualifier, Quantity, QuantityColumns, Unit

from .enterprise import Enterprise
from .periods import PeriodQuerySet


class StaffingCategory(models.Model):
    """A kind of staff. Rows, not columns: the law renames and abolishes them."""

    class Group(models.TextChoices):
        """How the account groups staff; volunteers are never part of a total."""

        ORDINARY = "ordinaer", "Ordinært ansatte"
        SPECIAL_TERMS = "saerlige", "Ansatte på særlige vilkår"
        COURSE = "forloeb", "I etablerede forløb"
        VOLUNTEERS = "frivillige", "Frivillige"

    slug = models.SlugField("nøgle", max_length=40, unique=True)
    name = models.CharField("navn", max_length=80, unique=True)
    explanation = models.CharField("forklaring", max_length=200, blank=True)
    group = models.CharField("gruppe", max_length=10, choices=Group)
    is_sensitive = models.BooleanField(
        "beskyt små tal",
        default=False,
        help_text=(
            "Vis “under 5” i stedet for 1–4 i én virksomhed, fordi tallet kan røbe, "
            "hvilken ydelse et menneske får."
        ),
    )
    active_from_date = models.DateField("brugt fra", null=True, blank=True)
    active_to_date = models.DateField("brugt til og med", null=True, blank=True)
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "personalekategori"
        verbose_name_plural = "personalekategorier"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    group__in=["ordinaer", "saerlige", "forloeb", "frivillige"]
                ),
                name="enterprises_staffingcategory_group_known",
                violation_error_message="Vælg en gruppe fra listen.",
            ),
            models.CheckConstraint(
                condition=Q(active_to_date__isnull=True)
                | Q(active_from_date__isnull=True)
                | Q(active_to_date__gte=models.F("active_from_date")),
                name="enterprises_staffingcategory_period",
                violation_error_message="Slutdatoen ligger før startdatoen.",
            ),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class StaffingReturnQuerySet(models.QuerySet):
    """Yearly returns."""

    def approved(self) -> Self:
        """Return those the editor has approved."""
        return self.filter(status=StaffingReturn.Status.APPROVED)

    def ever_approved(self) -> Self:
        """Return also those that were public until they were corrected."""
        return self.filter(approved_at__isnull=False)

    def published(self) -> Self:
        """Return approved returns of enterprises that anyone may see."""
        return self.approved().filter(enterprise__in=Enterprise.objects.published())

    def until(self, on: date) -> Self:
        """Return those that describe a day no later than the given one."""
        return self.filter(as_of_date__lte=on)


class StaffingReturn(models.Model):
    """What one enterprise reported about its staff for one year."""

    class Status(models.TextChoices):
        """Where the return is on its way to approval."""

        DRAFT = "kladde", "Kladde"
        PENDING = "afventer", "Afventer godkendelse"
        RETURNED = "retur", "Sendt retur"
        APPROVED = "godkendt", "Godkendt"
        # Approved once, and then corrected: another return of the year took its place.
        SUPERSEDED = "afloest", "Afløst"

    enterprise = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        verbose_name="virksomhed",
        related_name="staffing_returns",
    )
    year = models.PositiveSmallIntegerField("år")
    as_of_date = models.DateField("opgjort pr.")
    status = models.CharField(
        "status", max_length=8, choices=Status, default=Status.DRAFT
    )
    reason = models.TextField(
        "begrundelse",
        blank=True,
        help_text="Hvorfor indberetningen er sendt retur. Virksomheden læser den.",
    )
    approved_at = models.DateTimeField("godkendt", null=True, blank=True)
    # The links themselves are deleted when they have been dead for a while.
    invited_at = models.DateTimeField(
        "sidst inviteret", null=True, blank=True, editable=False
    )
    opened_at = models.DateTimeField(
        "link åbnet", null=True, blank=True, editable=False
    )
    note = models.TextField("bemærkning fra virksomheden", blank=True)
    reported_total = models.DecimalField(
        "oplyst i alt",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Det tal, virksomheden selv skriver. Summen regner portalen ud.",
    )
    reported_total_qualifier = models.CharField(
        "hvor præcist",
        max_length=10,
        choices=Qualifier,
        default=Qualifier.EXACT,
    )

    objects = StaffingReturnQuerySet.as_manager()

    class Meta:
        verbose_name = "indberetning"
        verbose_name_plural = "indberetninger"
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "year"],
                condition=Q(status__in=["kladde", "afventer", "retur"]),
                name="enterprises_staffingreturn_one_open_a_year",
                violation_error_message=(
                    "Virksomheden har allerede en indberetning for det år."
                ),
            ),
            models.UniqueConstraint(
                fields=["enterprise", "year"],
                condition=Q(status="godkendt"),
                name="enterprises_staffingreturn_one_approved_a_year",
                violation_error_message=(
                    "Virksomheden har allerede en godkendt indberetning for det år."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["kladde", "afventer", "retur", "godkendt", "afloest"]
                ),
                name="enterprises_staffingreturn_status_known",
                violation_error_message="Vælg en status fra listen.",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["godkendt", "afloest"], approved_at__isnull=False
                )
                | (
                    ~Q(status__in=["godkendt", "afloest"]) & Q(approved_at__isnull=True)
                ),
                name="enterprises_staffingreturn_approved_is_dated",
                violation_error_message=(
                    "En godkendt indberetning har en godkendelsesdato, andre har ikke."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(status="retur") | ~Q(reason=""),
                name="enterprises_staffingreturn_returned_has_reason",
                violation_error_message=(
                    "Skriv, hvorfor indberetningen sendes retur, så virksomheden ved, "
                    "hvad den skal rette."
                ),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100),
                name="enterprises_staffingreturn_year",
                violation_error_message="Skriv årstallet med fire cifre.",
            ),
            models.CheckConstraint(
                condition=Q(reported_total__isnull=True) | Q(reported_total__gte=0),
                name="enterprises_staffingreturn_total_not_negative",
                violation_error_message="Et antal kan ikke være mindre end nul.",
            ),
            models.CheckConstraint(
                condition=Q(reported_total_qualifier__in=Qualifier.values),
                name="enterprises_staffingreturn_total_qualifier_known",
                violation_error_message="Vælg, hvor præcist tallet i alt er.",
            ),
        ]

    def __str__(self) -> str:
        """Name enterprise and year."""
        return f"{self.enterprise}, {self.year}"

    @property
    def is_locked(self) -> bool:
        """Whether approval has locked the return."""
        return self.status in (self.Status.APPROVED, self.Status.SUPERSEDED)

    def clean(self) -> None:
        """Send whoever begins a second return for a year to the first.

        Raises:
            ValidationError: that year's return is approved.
        """
        super().clean()
        if self._state.adding and self.status == self.Status.DRAFT:
            others = StaffingReturn.objects.approved().filter(
                enterprise_id=self.enterprise_id, year=self.year
            )
            if others.exists():
                raise ValidationError(
                    "Indberetningen for det år er godkendt. Find den i listen, og "
                    "genåbn den, hvis tallene skal rettes."
                )

    @property
    def total_as_reported(self) -> Quantity:
        """The total the enterprise itself wrote, kept apart from the sum."""
        return Quantity(
            self.reported_total, Qualifier(self.reported_total_qualifier), Unit.PERSONS
        )


class StaffingReturnStep(models.Model):
    """One step of a return: who did what to it, and when. Never changed."""

    class Actor(models.TextChoices):
        """Which side took the step; no names are kept here."""

        ENTERPRISE = "virksomhed", "Virksomheden"
        EDITOR = "redaktion", "Redaktionen"

    staffing_return = models.ForeignKey(
        StaffingReturn,
        models.CASCADE,
        verbose_name="indberetning",
        related_name="steps",
    )
    status = models.CharField("blev til", max_length=8, choices=StaffingReturn.Status)
    actor = models.CharField("hvem", max_length=10, choices=Actor)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="bruger",
        related_name="+",
        null=True,
        blank=True,
    )
    reason = models.TextField("begrundelse", blank=True)
    at = models.DateTimeField("hvornår", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "trin"
        verbose_name_plural = "trin"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=["kladde", "afventer", "retur", "godkendt", "afloest"]
                ),
                name="enterprises_staffingreturnstep_status_known",
                violation_error_message="Vælg en status fra listen.",
            ),
            models.CheckConstraint(
                condition=Q(actor__in=["virksomhed", "redaktion"]),
                name="enterprises_staffingreturnstep_actor_known",
                violation_error_message="Vælg, hvem der tog skridtet.",
            ),
            models.CheckConstraint(
                condition=~Q(status="retur") | ~Q(reason=""),
                name="enterprises_staffingreturnstep_returned_has_reason",
                violation_error_message="Skriv, hvorfor indberetningen sendes retur.",
            ),
        ]

    def __str__(self) -> str:
        """Return status and side."""
        return f"{self.get_status_display()} ({self.get_actor_display()})"


class StaffingCount(QuantityColumns):
    """How many of one kind of staff a return reports."""

    staffing_return = models.ForeignKey(
        StaffingReturn,
        models.CASCADE,
        verbose_name="indberetning",
        related_name="counts",
    )
    category = models.ForeignKey(
        StaffingCategory,
        models.PROTECT,
        verbose_name="kategori",
        related_name="counts",
    )
    unit = models.CharField("enhed", max_length=10, choices=Unit, default=Unit.PERSONS)

    class Meta(QuantityColumns.Meta):
        verbose_name = "antal"
        verbose_name_plural = "antal"
        constraints = [
            *QuantityColumns.Meta.constraints,
            models.UniqueConstraint(
                fields=["staffing_return", "category"],
                name="enterprises_staffingcount_one_per_category",
                violation_error_message="Kategorien står der allerede.",
            ),
            models.CheckConstraint(
                condition=Q(unit=Unit.PERSONS),
                name="enterprises_staffingcount_in_persons",
                violation_error_message="Personale tælles i personer.",
            ),
        ]

    def __str__(self) -> str:
        """Return category and number."""
        return f"{self.category}: {self.quantity}"


# How long a link that does not work any more is kept.
DEAD_LINKS_KEPT = timedelta(days=30)


class ReturnInvitationQuerySet(models.QuerySet):
    """Links to returns."""

    def expired(self, now: datetime) -> Self:
        """Return links that were used, called back or too old so long ago."""
        limit = now - DEAD_LINKS_KEPT
        return self.filter(
            Q(expires_at__lte=limit) | Q(used_at__lte=limit) | Q(revoked_at__lte=limit)
        )


class ReturnInvitation(models.Model):
    """An expiring link that lets one enterprise fill in one return.

    Only the hash of the link's token is kept, so a copy of the database opens nothing.
    """

    staffing_return = models.ForeignKey(
        StaffingReturn,
        models.CASCADE,
        verbose_name="indberetning",
        related_name="invitations",
    )
    token_hash = models.CharField("aftryk", max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("oprettet", auto_now_add=True)
    expires_at = models.DateTimeField("udløber")
    opened_at = models.DateTimeField("åbnet", null=True, blank=True)
    used_at = models.DateTimeField("brugt", null=True, blank=True)
    revoked_at = models.DateTimeField("trukket tilbage", null=True, blank=True)

    objects = ReturnInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "indberetningslink"
        verbose_name_plural = "indberetningslinks"
        constraints = [
            models.CheckConstraint(
                condition=Q(token_hash__length=64),
                name="enterprises_returninvitation_hash_length",
                violation_error_message="Aftrykket skal have 64 tegn.",
            ),
            models.UniqueConstraint(
                fields=["staffing_return"],
                condition=Q(revoked_at__isnull=True, used_at__isnull=True),
                name="enterprises_returninvitation_one_open",
                violation_error_message="Virksomheden har allerede et åbent link.",
            ),
        ]

    def __str__(self) -> str:
        """Name the return the link opens."""
        return f"Link til {self.staffing_return}"
