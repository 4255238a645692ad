"""The Advisory Board for Social Economy: its seats, meetings and advice."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.publication import Publishable, PublishableManager
from common.richtext import RichTextField
from common.uploads import PdfField

from .goal import Goal


class BoardSeatQuerySet(models.QuerySet):
    """Seats on the board."""

    def published(self) -> Self:
        """Return all seats: that a sector is represented is public."""
        return self.all()

    def former(self, on: date) -> Self:
        """Return seats whose term is over."""
        return self.filter(end_date__lt=on, is_vacant=False).order_by("-end_date")

    def filled(self, on: date) -> Self:
        """Return seats that were taken on a day."""
        return self.filter(
            Q(start_date__isnull=True) | Q(start_date__lte=on),
            Q(end_date__isnull=True) | Q(end_date__gte=on),
            is_vacant=False,
        )


class BoardSeat(models.Model):
    """A seat on the board for one of the seven sectors."""

    class Sector(models.TextChoices):
        """Whom the seat speaks for, in the order of the municipality's account."""

        BUSINESS = "erhvervsliv", "Erhvervslivet"
        SOCIAL_ENTERPRISES = "virksomheder", "Socialøkonomiske virksomheder"
        CULTURE = "kulturliv", "Kulturlivet"
        EDUCATION = "uddannelse", "Uddannelsesinstitutioner"
        CIVIL_SOCIETY = "civilsamfund", "Civilsamfundet"
        COUNCIL = "byraad", "Byrådet"
        MUNICIPALITY = "kommune", "Kommunen"

    sector = models.CharField("område", max_length=12, choices=Sector)
    organisation = models.CharField("organisation", max_length=120, blank=True)
    holder_name = models.CharField("navn", max_length=120, blank=True)
    consent_date = models.DateField(
        "samtykke til at vise navnet", null=True, blank=True
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="konto",
        related_name="board_seats",
        null=True,
        blank=True,
        help_text="Den, der kan logge ind og læse kladder, så længe pladsen er besat.",
    )
    start_date = models.DateField("fra", null=True, blank=True)
    end_date = models.DateField("til og med", null=True, blank=True)
    is_vacant = models.BooleanField("ledig", default=False)
    is_example = models.BooleanField("eksempel", default=False)
    source = models.ForeignKey(
        "enterprises.Source",
        models.PROTECT,
        verbose_name="kilde",
        related_name="board_seats",
        null=True,
        blank=True,
    )
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)

    objects = BoardSeatQuerySet.as_manager()

    class Meta:
        verbose_name = "plads i Advisory Board"
        verbose_name_plural = "pladser i Advisory Board"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    sector__in=[
                        *("erhvervsliv", "virksomheder", "kulturliv", "uddannelse"),
                        *("civilsamfund", "byraad", "kommune"),
                    ]
                ),
                name="strategy_boardseat_sector_known",
                violation_error_message="Vælg et af de syv områder.",
            ),
            models.CheckConstraint(
                condition=Q(start_date__isnull=True)
                | Q(end_date__isnull=True)
                | Q(end_date__gte=models.F("start_date")),
                name="strategy_boardseat_period",
                violation_error_message="Slutdatoen ligger før startdatoen.",
            ),
            models.CheckConstraint(
                condition=Q(is_vacant=False) | Q(holder_name=""),
                name="strategy_boardseat_vacant_has_no_name",
                violation_error_message="En ledig plads har ikke et navn.",
            ),
            models.CheckConstraint(
                condition=Q(is_vacant=False) | Q(user__isnull=True),
                name="strategy_boardseat_vacant_has_no_account",
                violation_error_message="En ledig plads har ikke en konto.",
            ),
        ]

    def __str__(self) -> str:
        """Return the sector."""
        return self.get_sector_display()

    @property
    def public_name(self) -> str:
        """The holder's name where there is consent to show it, else nothing."""
        return self.holder_name if self.consent_date else ""

    @property
    def is_told(self) -> bool:
        """Whether anybody has said who sits there."""
        return bool(self.holder_name or self.organisation or self.user_id)


class BoardMeeting(Publishable):
    """A meeting of the board."""

    title = models.CharField("titel", max_length=120)
    date = models.DateField("dato")
    start_time = models.TimeField("klokken", null=True, blank=True)
    place = models.CharField("sted", max_length=160, blank=True)
    agenda = RichTextField("dagsorden", blank=True)
    minutes = RichTextField("referat", blank=True)
    is_example = models.BooleanField("eksempel", default=False)

    objects = PublishableManager()

    class Meta(Publishable.Meta):
        verbose_name = "møde i Advisory Board"
        verbose_name_plural = "møder i Advisory Board"
        ordering = ["-date", "-id"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(title=""),
                name="strategy_boardmeeting_titled",
                violation_error_message="Giv mødet en titel.",
            ),
        ]

    def __str__(self) -> str:
        """Return title and day."""
        return f"{self.title}, {self.date:%d.%m.%Y}"


class MeetingPaperQuerySet(models.QuerySet):
    """Papers for meetings."""

    def published(self) -> Self:
        """Return papers for public meetings, but those that are for the board only."""
        return self.filter(
            meeting__in=BoardMeeting.objects.published(), is_for_board=False
        )


class MeetingPaper(models.Model):
    """A paper to read before a meeting."""

    meeting = models.ForeignKey(
        BoardMeeting, models.CASCADE, verbose_name="møde", related_name="papers"
    )
    title = models.CharField("titel", max_length=120)
    summary = models.TextField(
        "kort fortalt",
        blank=True,
        help_text="En PDF kan ikke læses af alle. Fortæl her, hvad der står i den.",
    )
    file = PdfField("fil")
    is_for_board = models.BooleanField(
        "kun for boardet",
        default=False,
        help_text="Vises heller ikke, når mødet er offentligt.",
    )
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)

    objects = MeetingPaperQuerySet.as_manager()

    class Meta:
        verbose_name = "bilag"
        verbose_name_plural = "bilag"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(file=""),
                name="strategy_meetingpaper_complete",
                violation_error_message="Giv bilaget en titel og en fil.",
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class AdviceQuerySet(models.QuerySet):
    """Advice of the board."""

    def published(self) -> Self:
        """Return advice from public meetings."""
        return self.filter(meeting__in=BoardMeeting.objects.published())


class Advice(models.Model):
    """What the board advised, and what became of it."""

    meeting = models.ForeignKey(
        BoardMeeting, models.CASCADE, verbose_name="møde", related_name="advice"
    )
    goal = models.ForeignKey(
        Goal,
        models.SET_NULL,
        verbose_name="mål",
        related_name="advice",
        null=True,
        blank=True,
    )
    text = models.TextField("råd")
    outcome = models.TextField("hvad blev der af det", blank=True)

    objects = AdviceQuerySet.as_manager()

    class Meta:
        verbose_name = "råd"
        verbose_name_plural = "råd"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="strategy_advice_not_empty",
                violation_error_message="Skriv, hvad boardet rådede til.",
            ),
        ]

    def __str__(self) -> str:
        """Return the advice, shortened."""
        return self.text[:80]
