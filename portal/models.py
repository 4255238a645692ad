"""What the composing top owns itself: the way to reach the programme, and its post."""

from typing import Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMessage
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from mailer.models import Message

from common import limits
from common.mail import read_mail

from .mail_kinds import kind_of


class ContactPoint(models.Model):
    """A role that can be reached, such as the business developer. Never a person."""

    role = models.CharField(
        "rolle", max_length=120, help_text="Fx “Forretningsudvikler for socialøkonomi”."
    )
    email = models.EmailField(
        "postkasse", help_text="Rollens fælles postkasse, ikke en persons adresse."
    )
    phone = models.CharField("telefon", max_length=20, blank=True)
    helps_with = models.TextField("hjælper med", blank=True)
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)

    class Meta:
        verbose_name = "kontakt"
        verbose_name_plural = "kontakter"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(role="") & ~Q(email=""),
                name="portal_contactpoint_complete",
                violation_error_message="Skriv rolle og postkasse.",
            ),
        ]

    def __str__(self) -> str:
        """Return the role."""
        return self.role


class FormerAddress(models.Model):
    """An address a page once had. It leads to the page as long as that is public."""

    path = models.CharField("gammel adresse", max_length=300, unique=True)
    content_type = models.ForeignKey(
        ContentType, models.CASCADE, verbose_name="sidens slags"
    )
    object_id = models.PositiveBigIntegerField("sidens nummer")
    page = GenericForeignKey()
    changed_at = models.DateTimeField("ændret", auto_now=True)

    class Meta:
        verbose_name = "gammel adresse"
        verbose_name_plural = "gamle adresser"
        constraints = [
            models.CheckConstraint(
                condition=Q(path__startswith="/"),
                name="portal_formeraddress_path",
                violation_error_message="En adresse begynder med /.",
            ),
        ]

    def __str__(self) -> str:
        """Return the old address."""
        return self.path


class LimitCounter(limits.Counter):
    """How often somebody did something lately. Who it was cannot be read from it."""

    class Meta:
        verbose_name = "tæller"
        verbose_name_plural = "tællere"

    def __str__(self) -> str:
        """Say how many times."""
        return f"{len(self.moments)} gange"


class LinkCheckQuerySet(models.QuerySet):
    """What was found behind the links of the portal."""

    def dead(self) -> Self:
        """Return those that failed on two different days, and on every day between."""
        return self.filter(last_failed_date__gt=F("first_failed_date"))

    def waiting(self) -> Self:
        """Return the dead ones that somebody should put right."""
        return self.dead().filter(set_aside_date=None)


class LinkCheck(models.Model):
    """What was found the last time somebody followed a link from the portal.

    A link that fails once may only be resting; it is dead when it fails on two
    different days with no answer in between.
    """

    url = models.URLField("link", max_length=500, unique=True)
    checked_at = models.DateTimeField("sidst prøvet")
    answered_at = models.DateTimeField("svarede sidst", null=True, blank=True)
    fault = models.CharField("hvad der er galt", max_length=200, blank=True)
    first_failed_date = models.DateField("svarer ikke siden", null=True, blank=True)
    last_failed_date = models.DateField("svarede sidst ikke", null=True, blank=True)
    # Until it answers again.
    set_aside_date = models.DateField("lagt til side", null=True, blank=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "link"
        verbose_name_plural = "links, der er prøvet"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    fault="",
                    first_failed_date__isnull=True,
                    last_failed_date__isnull=True,
                )
                | (
                    ~Q(fault="")
                    & Q(first_failed_date__isnull=False)
                    & Q(last_failed_date__gte=F("first_failed_date"))
                ),
                name="portal_linkcheck_fault_is_dated",
                violation_error_message=(
                    "En fejl har den dag, den begyndte, og den dag, den sidst var der."
                ),
            ),
            models.CheckConstraint(
                condition=Q(set_aside_date__isnull=True) | ~Q(fault=""),
                name="portal_linkcheck_only_faults_set_aside",
                violation_error_message="Kun et link, der fejler, lægges til side.",
            ),
        ]

    def __str__(self) -> str:
        """Return the address."""
        return self.url

    @property
    def is_dead(self) -> bool:
        """Whether it failed on two different days."""
        return bool(
            self.first_failed_date
            and self.last_failed_date
            and self.last_failed_date > self.first_failed_date
        )


class MailDelivery(models.Model):
    """How far a queued mail is: when it is tried next, how often it was, and why not.

    A mail that nobody has tried yet has no row. `outbox` writes them.
    """

    message = models.OneToOneField(
        Message, models.CASCADE, verbose_name="mail", related_name="delivery"
    )
    attempts = models.PositiveSmallIntegerField("forsøg", default=0)
    # How often nobody knows whether it arrived; an attempt that is under way counts.
    doubts = models.PositiveSmallIntegerField("uden kvittering", default=0)
    # Nobody tries before this; whoever is trying has moved it into the future.
    next_at = models.DateTimeField("næste forsøg", default=timezone.now)
    failed_at = models.DateTimeField("opgivet", null=True, blank=True)
    fault = models.TextField("grund", blank=True)

    class Meta:
        verbose_name = "mail, der ikke kom frem"
        verbose_name_plural = "mails, der ikke kom frem"
        constraints = [
            models.CheckConstraint(
                condition=Q(failed_at__isnull=True) | ~Q(fault=""),
                name="portal_maildelivery_failure_has_reason",
                violation_error_message="Skriv, hvorfor mailen er opgivet.",
            ),
        ]

    def __str__(self) -> str:
        """Return the subject; a mail that cannot be read any more has none."""
        return str(self.mail.subject) if self.mail else "(kan ikke læses)"

    @property
    def mail(self) -> EmailMessage | None:
        """The mail itself, unless another release queued it in its own way."""
        return read_mail(self.message)


class MailText(models.Model):
    """An editor's own words in one kind of mail, around what is fixed in it.

    Each kind has a row from the beginning; without words it is sent as it comes.
    """

    key = models.CharField("mail", max_length=60, unique=True, editable=False)
    subject = models.CharField(
        "emne",
        max_length=120,
        blank=True,
        help_text="Lad feltet stå tomt for at bruge standardemnet.",
    )
    opening = models.TextField(
        "indledning",
        max_length=2000,
        blank=True,
        help_text="Står efter hilsenen, før det faste indhold.",
    )
    closing = models.TextField(
        "afslutning",
        max_length=2000,
        blank=True,
        help_text="Står efter det faste indhold, før “Venlig hilsen”.",
    )

    class Meta:
        verbose_name = "mailtekst"
        verbose_name_plural = "mailtekster"
        constraints = [
            models.CheckConstraint(
                condition=~Q(key=""),
                name="portal_mailtext_of_a_mail",
                violation_error_message="Teksten hører til en mail.",
            ),
        ]

    def __str__(self) -> str:
        """Return the name that the editor knows the mail by."""
        return kind_of(self.key).name

    @property
    def is_adapted(self) -> bool:
        """Whether it holds anything of an editor's own."""
        return bool(self.subject or self.opening or self.closing)
