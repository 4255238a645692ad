"""What members have on their mind: topics, who suggested them, who supports them."""

from datetime import date, datetime, time, timedelta
from typing import Self

from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from common.personal_links import PersonalLink
from common.publication import PublicationState, Publishable, PublishableQuerySet
from common.slugs import NotReserved

from .deletion import link_deletion_date
from .event import Event

# How long a topic that is over keeps what it knows of persons: the editor may have
# closed it by mistake.
SETTLED_AFTER = timedelta(days=30)
# After so long without a word the desk reminds of a topic.
ANSWERED_WITHIN = timedelta(days=30)


class TopicQuerySet(PublishableQuerySet):
    """What members have on their mind."""

    def open(self, now: datetime) -> Self:
        """Return those that wait to be taken up."""
        return self.filter(closed_at=None).exclude(self._held(now))

    def over(self, now: datetime) -> Self:
        """Return those that have been taken up or are closed."""
        return self.filter(Q(closed_at__isnull=False) | self._held(now))

    def overlooked(self, now: datetime) -> Self:
        """Return public topics that nobody has answered or planned for a month."""
        called_off = Q(event__state=Event.State.CANCELLED)
        return (
            self.published()
            .open(now)
            .filter(answered_at=None, created_at__lte=now - ANSWERED_WITHIN)
            .filter(Q(planned_at=None) | called_off)
        )

    def to_settle(self, on: date) -> Self:
        """Return those that are over and need not know any longer who was for them."""
        then = timezone.make_aware(datetime.combine(on - SETTLED_AFTER, time.min))
        return self.filter(settled_support=None).filter(
            Q(closed_at__lte=then) | self._held(then)
        )

    def with_support(self) -> Self:
        """Give each topic ``supporters``: how many are for it, all confirmed."""
        confirmed = Q(support__confirmed_at__isnull=False)
        return self.annotate(
            supporters=Coalesce("settled_support", Count("support", filter=confirmed))
        )

    def begun(self) -> Self:
        """Return the editor's own drafts."""
        return self.filter(
            publication_state=PublicationState.DRAFT, suggestion__isnull=True
        )

    def waiting(self) -> Self:
        """Return what somebody suggested and no editor has looked at."""
        return self.filter(
            publication_state=PublicationState.DRAFT,
            closed_at=None,
            suggestion__isnull=False,
        )

    @staticmethod
    def _held(by: datetime) -> Q:
        return Q(event__state=Event.State.PUBLISHED, event__ends_at__lte=by)


TopicManager = models.Manager.from_queryset(TopicQuerySet)


class Topic(Publishable):
    """Something members have on their mind, or the network plans to take up.

    What has become of it follows from its days and its event: so a page never says
    "planned" of a meeting that was held or called off.
    """

    class Stage(models.TextChoices):
        """What has become of the topic."""

        SUGGESTED = "foreslaaet", "Foreslået"
        ANSWERED = "besvaret", "Besvaret"
        PLANNED = "planlagt", "Planlagt"
        HELD = "holdt", "Har været på programmet"
        CLOSED = "lukket", "Lukket"

    title = models.CharField("emne", max_length=120)
    slug = models.SlugField(
        "adresse på portalen",
        max_length=120,
        unique=True,
        validators=[NotReserved({"foreslaa"})],
    )
    description = models.TextField("beskrivelse", blank=True)
    answer = models.TextField("svar fra redaktionen", blank=True)
    # The first answer's day; the text may be written anew later.
    answered_at = models.DateTimeField("besvaret", null=True, blank=True)
    answer_changed_at = models.DateTimeField("svaret er rettet", null=True, blank=True)
    # Without its meeting a topic that was taken up would say that it is to be.
    event = models.ForeignKey(
        Event,
        models.PROTECT,
        verbose_name="arrangement",
        related_name="topics",
        null=True,
        blank=True,
    )
    planned_at = models.DateTimeField("sat på programmet", null=True, blank=True)
    closing = models.CharField("hvorfor det er lukket", max_length=300, blank=True)
    closed_at = models.DateTimeField("lukket", null=True, blank=True)
    source = models.ForeignKey(
        "enterprises.Source",
        models.PROTECT,
        verbose_name="kilde",
        related_name="topics",
        null=True,
        blank=True,
    )
    is_example = models.BooleanField("eksempel", default=False)
    created_at = models.DateTimeField("foreslået", default=timezone.now)
    # How many were for it, once the portal does not know any longer who.
    settled_support = models.PositiveIntegerField(
        "støtter, da det var slut", null=True, blank=True, editable=False
    )

    objects = TopicManager()

    class Meta(Publishable.Meta):
        verbose_name = "emne"
        verbose_name_plural = "emner"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(slug=""),
                name="network_topic_titled",
                violation_error_message="Skriv, hvad emnet er, og dets adresse.",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="network_topic_answer_is_dated",
                violation_error_message="Et svar har en dato, og en dato et svar.",
            ),
            models.CheckConstraint(
                condition=Q(answer_changed_at__isnull=True)
                | Q(answered_at__lte=F("answer_changed_at")),
                name="network_topic_answer_changed_after",
                violation_error_message="Et svar rettes, efter at det er givet.",
            ),
            models.CheckConstraint(
                condition=Q(closing="", closed_at__isnull=True)
                | (~Q(closing="") & Q(closed_at__isnull=False)),
                name="network_topic_closing_is_dated",
                violation_error_message="Skriv, hvorfor emnet er lukket.",
            ),
            models.CheckConstraint(
                condition=Q(event__isnull=True) | Q(planned_at__isnull=False),
                name="network_topic_event_is_dated",
                violation_error_message=(
                    "Et emne på et møde har en dato for, hvornår det kom på programmet."
                ),
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    def get_absolute_url(self) -> str:
        """Return the topic's public address."""
        return reverse("network:topic", args=[self.slug])

    @property
    def stage(self) -> Stage:
        """What has become of it by now; a draft of an event tells nothing."""
        if self.closed_at:
            return self.Stage.CLOSED
        if self.is_held:
            return self.Stage.HELD
        if self.planned_at and not self.is_called_off:
            return self.Stage.PLANNED
        return self.Stage.ANSWERED if self.answered_at else self.Stage.SUGGESTED

    @property
    def is_held(self) -> bool:
        """Whether the meeting that took it up is over."""
        event = self.public_event
        if event is None or event.is_cancelled:
            return False
        return event.ends_at <= timezone.now()

    @property
    def is_called_off(self) -> bool:
        """Whether the meeting that was to take it up is cancelled."""
        return bool(self.public_event and self.public_event.is_cancelled)

    @property
    def public_event(self) -> Event | None:
        """The meeting that takes it up, where anyone may see it."""
        if self.event and self.event.state != Event.State.DRAFT:
            return self.event
        return None

    @property
    def is_open(self) -> bool:
        """Whether one can still be for it."""
        return self.stage not in (self.Stage.HELD, self.Stage.CLOSED)


class TopicSuggestion(PersonalLink):
    """Who suggested a topic, by a mail address that is deleted on a fixed day.

    Title and text wait here until the address is confirmed; then they are a topic's,
    which the editor looks at before anybody else.
    """

    title = models.CharField("emne", max_length=120, blank=True)
    description = models.TextField("beskrivelse", max_length=2000, blank=True)
    email = models.EmailField("mailadresse")
    topic = models.OneToOneField(
        Topic,
        models.CASCADE,
        verbose_name="emne",
        related_name="suggestion",
        null=True,
        blank=True,
    )
    created_at = models.DateTimeField("modtaget", auto_now_add=True)
    confirmed_at = models.DateTimeField("bekræftet", null=True, blank=True)
    told_at = models.DateTimeField(
        "fik at vide, at det er offentligt", null=True, blank=True
    )
    # The meeting they know of, and when it was to be: nobody is told the same twice.
    told_meeting = models.ForeignKey(
        Event,
        models.SET_NULL,
        verbose_name="fik at vide, at det er på programmet for",
        related_name="+",
        null=True,
        blank=True,
    )
    told_meeting_at = models.DateTimeField(
        "mødets tid, som de fik den at vide", null=True, blank=True
    )
    delete_on_date = models.DateField("slettes", default=link_deletion_date)
    # The form that it came in: sent twice, it is still one.
    sending_key = models.CharField("aftryk", max_length=64, unique=True, editable=False)

    class Meta(PersonalLink.Meta):
        verbose_name = "forslag til emne"
        verbose_name_plural = "forslag til emner"
        constraints = [
            *PersonalLink.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(email=""),
                name="network_topicsuggestion_addressed",
                violation_error_message="Skriv en mailadresse.",
            ),
            models.CheckConstraint(
                condition=Q(~Q(title=""), topic__isnull=True, confirmed_at__isnull=True)
                | Q(
                    title="",
                    description="",
                    topic__isnull=False,
                    confirmed_at__isnull=False,
                ),
                name="network_topicsuggestion_becomes_a_topic",
                violation_error_message="Et bekræftet forslag er blevet til et emne.",
            ),
            models.CheckConstraint(
                condition=Q(sending_key__length=64),
                name="network_topicsuggestion_key_length",
                violation_error_message="Aftrykket skal have 64 tegn.",
            ),
        ]

    def __str__(self) -> str:
        """Name the suggestion without personal data, since this reaches logs."""
        return f"Forslag {self.pk}"


class TopicSupport(PersonalLink):
    """One person's support for a topic; the address itself is never kept.

    What is kept is a hash under the site's secret key, another for each topic: it tells
    that the same person asks again, and nothing else.
    """

    topic = models.ForeignKey(
        Topic, models.CASCADE, verbose_name="emne", related_name="support"
    )
    email_hash = models.CharField("mailadressens aftryk", max_length=64, editable=False)
    confirmed_at = models.DateTimeField("bekræftet", null=True, blank=True)
    delete_on_date = models.DateField("slettes", default=link_deletion_date)
    # The latest form that it came in, so that a form sent twice sends one mail.
    sending_key = models.CharField(
        "aftryk", max_length=64, blank=True, default="", editable=False
    )

    class Meta(PersonalLink.Meta):
        verbose_name = "støtte"
        verbose_name_plural = "støtte"
        constraints = [
            *PersonalLink.Meta.constraints,
            models.UniqueConstraint(
                fields=["topic", "email_hash"],
                name="network_topicsupport_once",
                violation_error_message="Du støtter allerede emnet.",
            ),
            models.CheckConstraint(
                condition=Q(email_hash__length=64),
                name="network_topicsupport_email_length",
                violation_error_message="Aftrykket skal have 64 tegn.",
            ),
        ]

    def __str__(self) -> str:
        """Name the row, never the person."""
        return f"Støtte {self.pk}"
