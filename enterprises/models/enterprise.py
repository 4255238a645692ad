"""Enterprises, and how they were on any day."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from common.identifiers import validate_cvr_number
from common.publication import Publishable, PublishableQuerySet
from common.richtext import RichTextField
from common.slugs import NotReserved
from common.uploads import PictureField

from .catalogue import Sector, Source, TargetGroup, UNGoal


def today() -> date:
    """Return the day it is in Denmark."""
    return timezone.localdate()


class EnterpriseQuerySet(PublishableQuerySet):
    """Enterprises; every question with a day asks how it was on that day."""

    def followed(self, on: date) -> Self:
        """Return those the programme had begun to follow."""
        return self.filter(followed_from_date__lte=on)

    def established(self, on: date) -> Self:
        """Return those that were running."""
        return self.followed(on).filter(
            Q(closed_date__isnull=True) | Q(closed_date__gt=on),
            established_date__lte=on,
        )

    def on_the_way(self, on: date) -> Self:
        """Return those that were followed but not yet running."""
        return self.followed(on).filter(
            Q(closed_date__isnull=True) | Q(closed_date__gt=on),
            Q(established_date__isnull=True) | Q(established_date__gt=on),
        )

    def closed(self, on: date) -> Self:
        """Return those that had closed or been given up."""
        return self.followed(on).filter(closed_date__lte=on)

    def in_stage(self, stage: "Enterprise.Stage", on: date) -> Self:
        """Return those in one stage."""
        return {
            Enterprise.Stage.ESTABLISHED: self.established,
            Enterprise.Stage.ON_THE_WAY: self.on_the_way,
            Enterprise.Stage.CLOSED: self.closed,
        }[stage](on)

    def with_rsv_status(self, on: date) -> Self:
        """Annotate ``rsv_status``: the status that held, None where none did."""
        return self.annotate(rsv_status=self._latest_rsv(on))

    def in_rsv_status(self, status: str, on: date) -> Self:
        """Return those whose RSV status that day was the given one."""
        return self.with_rsv_status(on).filter(rsv_status=status)

    @staticmethod
    def _latest_rsv(on: date) -> models.Subquery:
        from .rsv import RsvStatus

        latest = RsvStatus.objects.filter(
            enterprise=OuterRef("pk"), effective_date__lte=on
        ).order_by("-effective_date")
        return models.Subquery(latest.values("status")[:1])


class Enterprise(Publishable):
    """A social enterprise that the municipality's programme follows."""

    class Stage(models.TextChoices):
        """How far an enterprise is; follows from its dates, is never stored."""

        ON_THE_WAY = "paa-vej", "På vej"
        ESTABLISHED = "etableret", "Etableret"
        CLOSED = "lukket", "Lukket"

    class LegalForm(models.TextChoices):
        """Company forms with the codes of the Central Business Register."""

        SOLE_TRADER = "10", "Enkeltmandsvirksomhed"
        SMALL_SOLE_TRADER = "15", "Personligt ejet mindre virksomhed"
        GENERAL_PARTNERSHIP = "30", "Interessentskab"
        LIMITED_PARTNERSHIP = "40", "Kommanditselskab"
        PUBLIC_LIMITED = "60", "Aktieselskab"
        PARTNERSHIP_COMPANY = "70", "Partnerselskab"
        PRIVATE_LIMITED = "80", "Anpartsselskab"
        ENTREPRENEURIAL = "81", "Iværksætterselskab"
        FOUNDATION = "90", "Fond eller selvejende institution"
        COMMERCIAL_FOUNDATION = "100", "Erhvervsdrivende fond"
        ASSOCIATION = "110", "Forening"
        VOLUNTARY_ASSOCIATION = "115", "Frivillig forening"
        COOPERATIVE = "130", "Andelsselskab"
        COOPERATIVE_LIMITED = "140", "Andelsselskab med begrænset ansvar"
        COMPANY_LIMITED = "151", "Selskab med begrænset ansvar"
        ASSOCIATION_LIMITED = "152", "Forening med begrænset ansvar"

    # Act no. 711 of 2014, section 4: only legal persons can be registered as RSV.
    NOT_ELIGIBLE_FOR_RSV = (LegalForm.SOLE_TRADER, LegalForm.SMALL_SOLE_TRADER)

    class ReservedContracts(models.TextChoices):
        """The enterprise's own word on section 54 of the Public Procurement Act."""

        UNKNOWN = "ukendt", "Ikke oplyst"
        YES = "ja", "Ja"
        NO = "nej", "Nej"

    name = models.CharField("navn", max_length=120)
    slug = models.SlugField(
        "adresse på portalen",
        max_length=120,
        unique=True,
        validators=[NotReserved(["indberet"])],
        help_text="Den sidste del af sidens adresse, fx “kaedehjulet”.",
    )
    is_example = models.BooleanField(
        "eksempel",
        default=False,
        help_text=(
            "En opdigtet virksomhed, der viser, hvordan portalen virker. "
            "Den mærkes “Eksempel” overalt."
        ),
    )
    cvr_number = models.CharField(
        "CVR-nummer",
        max_length=8,
        unique=True,
        null=True,
        blank=True,
        validators=[validate_cvr_number],
        error_messages={"unique": "En anden virksomhed har allerede dette CVR-nummer."},
    )
    legal_form = models.CharField(
        "virksomhedsform", max_length=3, choices=LegalForm, blank=True
    )
    short_description = models.CharField(
        "kort beskrivelse",
        max_length=160,
        help_text="Én linje, som står på kortet i listen.",
    )
    description = RichTextField("beskrivelse", blank=True)
    social_purpose = models.TextField(
        "socialt formål",
        blank=True,
        help_text="Hvad virksomheden er sat i verden for at ændre, og for hvem.",
    )
    sectors = models.ManyToManyField(
        Sector, verbose_name="arbejdsfelter", related_name="enterprises", blank=True
    )
    target_groups = models.ManyToManyField(
        TargetGroup,
        verbose_name="målgrupper",
        related_name="enterprises",
        blank=True,
    )
    un_goals = models.ManyToManyField(
        UNGoal, verbose_name="verdensmål", related_name="enterprises", blank=True
    )
    website = models.URLField("hjemmeside", blank=True)
    email = models.EmailField(
        "mailadresse",
        blank=True,
        help_text="Virksomhedens fælles postkasse, ikke en persons.",
    )
    phone = models.CharField("telefon", max_length=20, blank=True)
    logo = PictureField("logo", blank=True)
    photo = PictureField("billede", blank=True)
    photo_text = models.CharField(
        "billedtekst til skærmlæsere",
        max_length=160,
        blank=True,
        help_text="Fortæl, hvad billedet viser.",
    )
    capacity = models.CharField(
        "kapacitet",
        max_length=200,
        blank=True,
        help_text="Til indkøbere: hvor store opgaver kan I løse?",
    )
    delivery_area = models.CharField("leverer til", max_length=200, blank=True)
    reserved_contracts = models.CharField(
        "kan opfylde kravet i udbudslovens § 54",
        max_length=6,
        choices=ReservedContracts,
        default=ReservedContracts.UNKNOWN,
        help_text="Virksomhedens egen oplysning. Har intet med RSV at gøre.",
    )
    reserved_contracts_date = models.DateField("oplyst den", null=True, blank=True)
    followed_from_date = models.DateField(
        "fulgt fra",
        default=today,
        help_text="Den dag, programmet begyndte at følge virksomheden.",
    )
    established_date = models.DateField(
        "etableret",
        null=True,
        blank=True,
        help_text="Lad feltet stå tomt, så længe virksomheden er på vej.",
    )
    closed_date = models.DateField("lukket", null=True, blank=True)
    confirmed_at = models.DateTimeField(
        "sidst bekræftet",
        null=True,
        blank=True,
        help_text="Hvornår nogen sidst sagde god for oplysningerne.",
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        verbose_name="kilde",
        related_name="enterprises",
        null=True,
        blank=True,
    )

    objects = EnterpriseQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = "virksomhed"
        verbose_name_plural = "virksomheder"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(cvr_number__isnull=True) | Q(cvr_number__length=8),
                name="enterprises_enterprise_cvr_length",
                violation_error_message="Et CVR-nummer har 8 cifre.",
            ),
            models.CheckConstraint(
                condition=Q(is_example=False) | Q(cvr_number__isnull=True),
                name="enterprises_enterprise_example_has_no_cvr",
                violation_error_message="Et eksempel kan ikke have et CVR-nummer.",
            ),
            models.CheckConstraint(
                condition=Q(
                    legal_form__in=[
                        *("", "10", "15", "30", "40", "60", "70", "80", "81", "90"),
                        *("100", "110", "115", "130", "140", "151", "152"),
                    ]
                ),
                name="enterprises_enterprise_legal_form_known",
                violation_error_message="Vælg en virksomhedsform fra listen.",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(slug="") & ~Q(short_description=""),
                name="enterprises_enterprise_named",
                violation_error_message="Skriv navn, adresse og en kort beskrivelse.",
            ),
            models.CheckConstraint(
                condition=Q(closed_date__isnull=True)
                | Q(closed_date__gte=models.F("followed_from_date")),
                name="enterprises_enterprise_closed_after_followed",
                violation_error_message=(
                    "Virksomheden kan ikke være lukket, før programmet fulgte den."
                ),
            ),
            models.CheckConstraint(
                condition=Q(closed_date__isnull=True)
                | Q(established_date__isnull=True)
                | Q(closed_date__gte=models.F("established_date")),
                name="enterprises_enterprise_closed_after_established",
                violation_error_message=(
                    "Virksomheden kan ikke være lukket, før den blev etableret."
                ),
            ),
            models.CheckConstraint(
                condition=Q(reserved_contracts="ukendt")
                | Q(reserved_contracts_date__isnull=False),
                name="enterprises_enterprise_reserved_contracts_dated",
                violation_error_message=(
                    "Skriv, hvilken dag virksomheden oplyste det om § 54."
                ),
            ),
            models.CheckConstraint(
                condition=Q(reserved_contracts__in=["ukendt", "ja", "nej"]),
                name="enterprises_enterprise_reserved_contracts_known",
                violation_error_message="Vælg ja, nej eller ikke oplyst.",
            ),
            models.CheckConstraint(
                condition=Q(photo="") | ~Q(photo_text=""),
                name="enterprises_enterprise_photo_described",
                violation_error_message=(
                    "Fortæl, hvad billedet viser, så alle kan få det med."
                ),
            ),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def get_absolute_url(self) -> str:
        """Return the enterprise's public address."""
        return reverse("enterprises:detail", args=[self.slug])

    def clean(self) -> None:
        """Refuse a form that the law keeps out of RSV where a row says registered.

        Raises:
            ValidationError: Act no. 711 of 2014, section 4.
        """
        super().clean()
        if (
            self.pk
            and self.legal_form in self.NOT_ELIGIBLE_FOR_RSV
            and self.rsv_history.registered_rows().exists()
        ):
            raise ValidationError(
                {
                    "legal_form": "Virksomheden har været RSV-registreret. "
                    "Det kan en personligt ejet virksomhed ikke være (RSV-loven § 4)."
                }
            )

    def stage(self, on: date) -> Stage | None:
        """Return the stage on a day; None before the programme followed it."""
        if on < self.followed_from_date:
            return None
        if self.closed_date and self.closed_date <= on:
            return self.Stage.CLOSED
        if self.established_date and self.established_date <= on:
            return self.Stage.ESTABLISHED
        return self.Stage.ON_THE_WAY
