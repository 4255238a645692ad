"""Den Socialøkonomiske Pris, year by year."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from common.publication import Publishable, PublishableQuerySet
from common.richtext import RichTextField
from common.uploads import PictureField

from .board import BoardSeat


class AwardYearQuerySet(PublishableQuerySet):
    """Years of the award."""

    def taking_nominations(self) -> Self:
        """Return public years whose deadline is today or later and have no winner."""
        return (
            self.published()
            .filter(deadline_date__gte=timezone.localdate())
            .exclude(nominees__is_winner=True)
        )


AwardYearManager = models.Manager.from_queryset(AwardYearQuerySet)


class AwardYear(Publishable):
    """One year of the award: call, criteria, nominees, winner."""

    year = models.PositiveSmallIntegerField("år", unique=True)
    call = RichTextField("opslag", blank=True)
    criteria = RichTextField("kriterier", blank=True)
    deadline_date = models.DateField("frist for indstilling", null=True, blank=True)
    ceremony_date = models.DateField("uddelt den", null=True, blank=True)
    picture = PictureField("billede", blank=True)
    picture_text = models.CharField(
        "billedtekst til skærmlæsere", max_length=160, blank=True
    )
    is_example = models.BooleanField("eksempel", default=False)

    objects = AwardYearManager()

    class Meta(Publishable.Meta):
        verbose_name = "prisår"
        verbose_name_plural = "Den Socialøkonomiske Pris"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100),
                name="strategy_awardyear_year",
                violation_error_message="Skriv årstallet med fire cifre.",
            ),
            models.CheckConstraint(
                condition=Q(picture="") | ~Q(picture_text=""),
                name="strategy_awardyear_picture_described",
                violation_error_message="Fortæl, hvad billedet viser.",
            ),
        ]

    def __str__(self) -> str:
        """Name the award and its year."""
        return f"Den Socialøkonomiske Pris {self.year}"

    def get_absolute_url(self) -> str:
        """Return its place on the page of the award."""
        return f"{reverse('strategy:award')}#aar-{self.year}"

    @property
    def takes_nominations(self) -> bool:
        """Whether anybody may nominate today."""
        return bool(
            self.is_published
            and self.deadline_date
            and self.deadline_date >= timezone.localdate()
            and self.winner() is None
        )

    def winner(self) -> "Nominee | None":
        """Return who won; nobody while the year is open."""
        return next((n for n in self.nominees.all() if n.is_winner), None)

    def others(self) -> list["Nominee"]:
        """Return those who were put forward and did not win."""
        return [nominee for nominee in self.nominees.all() if not nominee.is_winner]


class Juror(models.Model):
    """A seat in the jury of a year: whom it speaks for, and who only with consent."""

    award_year = models.ForeignKey(
        AwardYear, models.CASCADE, verbose_name="prisår", related_name="jury"
    )
    role = models.CharField(
        "rolle", max_length=200, help_text="Fx “Formand” eller “Sidste års vinder”."
    )
    sector = models.CharField(
        "område", max_length=12, choices=BoardSeat.Sector, blank=True
    )
    name = models.CharField("navn", max_length=120, blank=True)
    consent_date = models.DateField(
        "samtykke til at vise navnet", null=True, blank=True
    )
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)

    class Meta:
        verbose_name = "plads i juryen"
        verbose_name_plural = "juryen"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(role=""),
                name="strategy_juror_has_role",
                violation_error_message="Skriv rollen i juryen.",
            ),
            models.CheckConstraint(
                condition=Q(sector__in=["", *BoardSeat.Sector.values]),
                name="strategy_juror_sector_known",
                violation_error_message="Vælg et område fra listen.",
            ),
            models.CheckConstraint(
                condition=Q(name="") | Q(consent_date__isnull=False),
                name="strategy_juror_named_with_consent",
                violation_error_message=(
                    "Skriv kun et navn, når personen har sagt ja, og skriv dagen."
                ),
            ),
        ]

    def __str__(self) -> str:
        """Return the role."""
        return self.role


class NomineeQuerySet(models.QuerySet):
    """Nominees."""

    def published(self) -> Self:
        """Return nominees of public award years."""
        return self.filter(award_year__in=AwardYear.objects.published())


class Nominee(models.Model):
    """Somebody put forward for the award."""

    award_year = models.ForeignKey(
        AwardYear, models.CASCADE, verbose_name="prisår", related_name="nominees"
    )
    enterprise = models.ForeignKey(
        "enterprises.Enterprise",
        models.SET_NULL,
        verbose_name="virksomhed",
        related_name="nominations",
        null=True,
        blank=True,
    )
    name = models.CharField("navn", max_length=120)
    motivation = models.TextField("begrundelse", blank=True)
    is_winner = models.BooleanField("vinder", default=False)

    objects = NomineeQuerySet.as_manager()

    class Meta:
        verbose_name = "nomineret"
        verbose_name_plural = "nominerede"
        ordering = ["-is_winner", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["award_year"],
                condition=Q(is_winner=True),
                name="strategy_nominee_one_winner",
                violation_error_message="Året har allerede en vinder.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="strategy_nominee_named",
                violation_error_message="Skriv navnet.",
            ),
            models.CheckConstraint(
                condition=Q(is_winner=False) | ~Q(motivation=""),
                name="strategy_nominee_winner_has_motivation",
                violation_error_message="Skriv, hvorfor vinderen fik prisen.",
            ),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name
