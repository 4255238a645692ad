"""Readable pages at fixed places, and documents to read further in."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from common.publication import Publishable, PublishableManager
from common.richtext import RichTextField
from common.uploads import PdfField

from .strategy import Strategy


class ProgrammePage(Publishable):
    """The text at a place of the site that the editor writes."""

    class Place(models.TextChoices):
        """Where the text stands."""

        PROGRAMME = "programmet", "Om programmet"
        BOARD = "advisory-board", "Advisory Board"
        AWARD = "prisen", "Den Socialøkonomiske Pris"
        PROCUREMENT = "indkoeb", "Indkøb"
        RSV = "rsv", "RSV-ordningen"
        SOCIAL_VALUE = "mervaerdi", "Merværdi"
        INITIATIVES = "indsatser", "Indsatser"

    place = models.CharField("hvor", max_length=14, choices=Place, unique=True)
    title = models.CharField("overskrift", max_length=120)
    lead = models.TextField("indledning", blank=True)
    body = RichTextField("tekst", blank=True)
    source = models.ForeignKey(
        "enterprises.Source",
        models.PROTECT,
        verbose_name="kilde",
        related_name="programme_pages",
        null=True,
        blank=True,
    )
    updated_at = models.DateTimeField("sidst ændret", auto_now=True)

    objects = PublishableManager()

    class Meta(Publishable.Meta):
        verbose_name = "side"
        verbose_name_plural = "sider"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(title=""),
                name="strategy_programmepage_titled",
                violation_error_message="Giv siden en overskrift.",
            ),
            models.CheckConstraint(
                condition=Q(
                    place__in=[
                        *("programmet", "advisory-board", "prisen", "indkoeb"),
                        *("rsv", "mervaerdi", "indsatser"),
                    ]
                ),
                name="strategy_programmepage_place_known",
                violation_error_message="Vælg, hvor teksten skal stå.",
            ),
        ]

    def __str__(self) -> str:
        """Return the heading."""
        return self.title


class Document(Publishable):
    """A note, report, newsletter or link that belongs to the programme."""

    class Kind(models.TextChoices):
        """What kind of document."""

        NOTE = "notat", "Notat"
        REPORT = "rapport", "Rapport"
        NEWSLETTER = "nyhedsbrev", "Nyhedsbrev"
        ARTICLE = "artikel", "Artikel"
        WEB_PAGE = "side", "Webside"

    title = models.CharField("titel", max_length=160)
    kind = models.CharField("slags", max_length=10, choices=Kind)
    date = models.DateField("dato", null=True, blank=True)
    summary = models.CharField("hvad står der i det", max_length=300)
    file = PdfField("fil", blank=True)
    url = models.URLField("link", blank=True)
    strategy = models.ForeignKey(
        Strategy,
        models.SET_NULL,
        verbose_name="strategi",
        related_name="documents",
        null=True,
        blank=True,
    )
    evaluation = models.ForeignKey(
        "strategy.Evaluation",
        models.SET_NULL,
        verbose_name="evaluering",
        related_name="documents",
        null=True,
        blank=True,
    )
    initiative = models.ForeignKey(
        "strategy.Initiative",
        models.SET_NULL,
        verbose_name="indsats",
        related_name="documents",
        null=True,
        blank=True,
    )
    award_year = models.ForeignKey(
        "strategy.AwardYear",
        models.SET_NULL,
        verbose_name="prisår",
        related_name="documents",
        null=True,
        blank=True,
    )
    meeting = models.ForeignKey(
        "strategy.BoardMeeting",
        models.SET_NULL,
        verbose_name="møde i Advisory Board",
        related_name="documents",
        null=True,
        blank=True,
    )
    source = models.ForeignKey(
        "enterprises.Source",
        models.PROTECT,
        verbose_name="kilde",
        related_name="documents",
        null=True,
        blank=True,
    )
    is_example = models.BooleanField("eksempel", default=False)

    objects = PublishableManager()

    class Meta(Publishable.Meta):
        verbose_name = "dokument"
        verbose_name_plural = "dokumenter"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(summary=""),
                name="strategy_document_named",
                violation_error_message="Skriv titel, og hvad der står i dokumentet.",
            ),
            models.CheckConstraint(
                condition=Q(file="") | Q(url=""),
                name="strategy_document_file_or_link",
                violation_error_message="Vælg enten en fil eller et link, ikke begge.",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=["notat", "rapport", "nyhedsbrev", "artikel", "side"]
                ),
                name="strategy_document_kind_known",
                violation_error_message="Vælg, hvilken slags dokument det er.",
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    @property
    def owners(self) -> list[tuple[str, str]]:
        """What it belongs to, each with its address; as loaded, public or not."""
        pages: list[tuple[str, str]] = [
            (str(owner), owner.get_absolute_url())
            for owner in (
                self.strategy,
                self.evaluation,
                self.initiative,
                self.award_year,
            )
            if owner is not None
        ]
        if self.meeting is not None:
            pages.append((str(self.meeting), reverse("strategy:board")))
        return pages
