"""Enterprises, where they are, what one can get there and what they are worth."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Prefetch, Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils import timezone

from common.identifiers import validate_cvr_number, validate_p_number
from common.publication import Publishable, PublishableQuerySet
from common.richtext import RichTextField
from common.slugs import NotReserved
from common.uploads import PictureField

from .catalogue import Sector, Source, TargetGroup, UNGoal

# Length in the database, for constraints on numbers that are written as text.
models.CharField.register_lookup(Length)

ROSKILDE = "265"


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

    def for_cards(self, on: date) -> Self:
        """Fetch what a card shows, in a number of queries that never grows."""
        return self.with_rsv_status(on).prefetch_related(
            "sectors",
            "locations",
            Prefetch("offers", Offer.objects.active(on), to_attr="active_offers"),
        )


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
        indexes = [
            models.Index(
                fields=["publication_state", "name", "id"], name="enterprise_list"
            ),
        ]
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


class LocationQuerySet(models.QuerySet):
    """Places of enterprises."""

    def published(self) -> Self:
        """Return places of enterprises that anyone may see."""
        return self.filter(enterprise__in=Enterprise.objects.published())


class Location(models.Model):
    """A place where an enterprise can be found."""

    class Access(models.TextChoices):
        """Whether one can get in with a wheelchair."""

        UNKNOWN = "ukendt", "Ikke oplyst"
        YES = "ja", "Niveaufri adgang"
        PARTLY = "delvis", "Delvis niveaufri adgang"
        NO = "nej", "Ikke niveaufri adgang"

    enterprise = models.ForeignKey(
        Enterprise,
        models.CASCADE,
        verbose_name="virksomhed",
        related_name="locations",
    )
    name = models.CharField(
        "navn på stedet", max_length=80, blank=True, help_text="Fx “Butikken”."
    )
    p_number = models.CharField(
        "P-nummer",
        max_length=10,
        unique=True,
        null=True,
        blank=True,
        validators=[validate_p_number],
    )
    street = models.CharField("vej og nummer", max_length=120)
    postal_code = models.CharField("postnummer", max_length=4)
    postal_district = models.CharField("postdistrikt", max_length=60)
    town = models.CharField(
        "by",
        max_length=60,
        help_text=(
            "Den by, folk kender, fx “Gundsømagle”, også hvor posten siger Roskilde."
        ),
    )
    municipality_code = models.CharField(
        "kommunekode", max_length=3, default=ROSKILDE, help_text="Roskilde er 265."
    )
    latitude = models.DecimalField(
        "breddegrad", max_digits=8, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        "længdegrad", max_digits=8, decimal_places=6, null=True, blank=True
    )
    access = models.CharField(
        "niveaufri adgang", max_length=6, choices=Access, default=Access.UNKNOWN
    )
    access_notes = models.CharField(
        "om adgangen",
        max_length=200,
        blank=True,
        help_text="Fx “Handicaptoilet, ingen dørtrin”.",
    )
    opening_hours = models.CharField("åbningstider", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)

    objects = LocationQuerySet.as_manager()

    class Meta:
        verbose_name = "sted"
        verbose_name_plural = "steder"
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["town"], name="location_town")]
        constraints = [
            models.CheckConstraint(
                condition=Q(postal_code__length=4),
                name="enterprises_location_postal_code",
                violation_error_message="Et postnummer har 4 cifre.",
            ),
            models.CheckConstraint(
                condition=Q(municipality_code__length=3),
                name="enterprises_location_municipality_code",
                violation_error_message="En kommunekode har 3 cifre.",
            ),
            models.CheckConstraint(
                condition=Q(p_number__isnull=True) | Q(p_number__length=10),
                name="enterprises_location_p_number",
                violation_error_message="Et P-nummer har 10 cifre.",
            ),
            models.CheckConstraint(
                # Said in full, since a comparison with nothing would pass.
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__gte=54,
                    latitude__lte=58,
                    longitude__gte=8,
                    longitude__lte=16,
                ),
                name="enterprises_location_in_denmark",
                violation_error_message=(
                    "Skriv både bredde- og længdegrad, og tjek, at stedet er i Danmark."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(street="") & ~Q(town=""),
                name="enterprises_location_addressed",
                violation_error_message="Skriv vej, nummer og by.",
            ),
            models.CheckConstraint(
                condition=Q(access__in=["ukendt", "ja", "delvis", "nej"]),
                name="enterprises_location_access_known",
                violation_error_message="Vælg, om der er niveaufri adgang.",
            ),
        ]

    def __str__(self) -> str:
        """Return the address on one line."""
        return f"{self.street}, {self.postal_line}"

    @property
    def postal_line(self) -> str:
        """The second line of the address: "Gundsømagle, 4000 Roskilde"."""
        line = f"{self.postal_code} {self.postal_district}"
        return line if self.town in self.postal_district else f"{self.town}, {line}"


class OfferQuerySet(models.QuerySet):
    """What enterprises offer."""

    def published(self) -> Self:
        """Return offers of enterprises that anyone may see."""
        return self.filter(enterprise__in=Enterprise.objects.published())

    def active(self, on: date) -> Self:
        """Return offers that held on a day."""
        return self.filter(
            Q(active_from_date__isnull=True) | Q(active_from_date__lte=on),
            Q(active_to_date__isnull=True) | Q(active_to_date__gte=on),
        )


class Offer(models.Model):
    """One thing a person can get at an enterprise."""

    class Kind(models.TextChoices):
        """What kind of thing, in the words people search by."""

        GOODS = "varer", "Køb varer"
        SERVICES = "ydelser", "Køb ydelser"
        VISIT = "besoeg", "Besøg"
        JOB = "job", "Ordinært job"
        FLEXJOB = "fleksjob", "Fleksjob"
        PLACEMENT = "praktik", "Virksomhedspraktik"
        STU = "stu", "STU"
        VOLUNTEERING = "frivillig", "Frivilligt arbejde"

    enterprise = models.ForeignKey(
        Enterprise,
        models.CASCADE,
        verbose_name="virksomhed",
        related_name="offers",
    )
    kind = models.CharField("slags", max_length=10, choices=Kind)
    title = models.CharField("overskrift", max_length=80)
    text = models.CharField("beskrivelse", max_length=300, blank=True)
    places = models.PositiveSmallIntegerField(
        "pladser",
        null=True,
        blank=True,
        help_text="Lad feltet stå tomt, hvis antallet ikke er oplyst.",
    )
    active_from_date = models.DateField("gælder fra", null=True, blank=True)
    active_to_date = models.DateField("gælder til og med", null=True, blank=True)
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = "tilbud"
        verbose_name_plural = "tilbud"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(active_to_date__isnull=True)
                | Q(active_from_date__isnull=True)
                | Q(active_to_date__gte=models.F("active_from_date")),
                name="enterprises_offer_period",
                violation_error_message="Slutdatoen ligger før startdatoen.",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="enterprises_offer_titled",
                violation_error_message="Giv tilbuddet en overskrift.",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        *("varer", "ydelser", "besoeg", "job"),
                        *("fleksjob", "praktik", "stu", "frivillig"),
                    ]
                ),
                name="enterprises_offer_kind_known",
                violation_error_message="Vælg, hvad slags tilbud det er.",
            ),
        ]

    def __str__(self) -> str:
        """Return the heading."""
        return self.title


class SocialValueQuerySet(PublishableQuerySet):
    """Statements of social value."""

    def published(self) -> Self:
        """Return public statements of enterprises that anyone may see."""
        return super().published().filter(enterprise__in=Enterprise.objects.published())


class SocialValueStatement(Publishable):
    """What an enterprise says it is worth to people, with its evidence (merværdi)."""

    enterprise = models.ForeignKey(
        Enterprise,
        models.CASCADE,
        verbose_name="virksomhed",
        related_name="social_value_statements",
    )
    claim = models.CharField("hvad er opnået", max_length=200)
    beneficiaries = models.CharField("for hvem", max_length=120)
    evidence = models.TextField("hvordan ved vi det")
    evidence_url = models.URLField("link til dokumentation", blank=True)
    year = models.PositiveSmallIntegerField("år")
    consent_date = models.DateField(
        "samtykke givet",
        null=True,
        blank=True,
        help_text="Den dag, de omtalte sagde ja til, at det må vises.",
    )

    objects = SocialValueQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = "merværdi"
        verbose_name_plural = "merværdi"
        ordering = ["-year", "id"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(claim="") & ~Q(beneficiaries="") & ~Q(evidence=""),
                name="enterprises_socialvalue_complete",
                violation_error_message=(
                    "Skriv både, hvad der er opnået, for hvem, og hvordan I ved det."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(publication_state="offentlig")
                | Q(consent_date__isnull=False),
                name="enterprises_socialvalue_consent_before_publication",
                violation_error_message=(
                    "Skriv datoen for samtykket, før merværdien bliver offentlig."
                ),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100),
                name="enterprises_socialvalue_year",
                violation_error_message="Skriv årstallet med fire cifre.",
            ),
        ]

    def __str__(self) -> str:
        """Return the claim."""
        return self.claim
