"""Smallest valid rows of the network; traits name situations."""

from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

import factory

from network import models
from network.members import consents
from tests.enterprises.factories import PublishableFactory

PDF = b"%PDF-1.4\n%%EOF\n"
NOON = datetime(2018, 9, 3, 12, tzinfo=UTC)


def token_hash(n):
    return sha256(f"token {n}".encode()).hexdigest()


class EventFactory(factory.django.DjangoModelFactory):
    """A draft of a two-hour meeting in September 2018."""

    class Meta:
        model = models.Event

    class Params:
        published = factory.Trait(state=models.Event.State.PUBLISHED)
        cancelled = factory.Trait(state=models.Event.State.CANCELLED)
        example = factory.Trait(is_example=True)
        online = factory.Trait(venue="", online_url="https://example.org/moede")

    title = factory.Sequence(lambda n: f"Møde {n}")
    slug = factory.Sequence(lambda n: f"moede-{n}")
    summary = "Vi mødes og taler om klynger."
    starts_at = datetime(2018, 9, 12, 14, tzinfo=UTC)
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + timedelta(hours=2))
    venue = "Rådhuset"


class ProgrammeItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ProgrammeItem

    event = factory.SubFactory(EventFactory)
    starts_at = time(16)
    title = "Velkomst"


class EventMaterialFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.EventMaterial

    event = factory.SubFactory(EventFactory)
    title = "Oplæg"
    file = factory.django.FileField(data=PDF, filename="oplaeg.pdf")


class EventPictureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.EventPicture

    event = factory.SubFactory(EventFactory)
    picture = factory.django.ImageField(width=60, height=40)
    text = "To mennesker ved et bord."
    is_consented = True


class RegistrationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Registration

    class Params:
        confirmed = factory.Trait(state=models.Registration.State.CONFIRMED)
        waiting = factory.Trait(state=models.Registration.State.WAITING)
        offered = factory.Trait(state=models.Registration.State.OFFERED)
        cancelled = factory.Trait(state=models.Registration.State.CANCELLED)

    event = factory.SubFactory(EventFactory)
    name = "Deltager"
    email = factory.Sequence(lambda n: f"deltager-{n}@example.org")
    email_key = factory.LazyAttribute(lambda row: row.email.strip().lower())
    number = factory.Sequence(lambda n: 1000 + n)
    state = models.Registration.State.PENDING
    confirm_by = factory.LazyAttribute(
        lambda row: (
            datetime(2018, 9, 2, 12, tzinfo=UTC)
            if row.state in models.Registration.ANSWERED_BY
            else None
        )
    )
    delete_on_date = date(2018, 10, 12)


class ReminderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Reminder

    registration = factory.SubFactory(RegistrationFactory, confirmed=True)
    kind = models.Reminder.Kind.TWO_DAYS
    about_at = datetime(2018, 9, 12, 14, tzinfo=UTC)


class ArrivalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Arrival

    registration = factory.SubFactory(RegistrationFactory, confirmed=True)
    place = 0


class MemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Member

    class Params:
        active = factory.Trait(
            state=models.Member.State.ACTIVE,
            joined_at=datetime(2018, 1, 10, 12, tzinfo=UTC),
        )

    email = factory.Sequence(lambda n: f"medlem-{n}@example.org")
    consent_version = consents.CURRENT


class MemberMessageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.MemberMessage

    class Params:
        sending = factory.Trait(
            state=models.MemberMessage.State.SENDING,
            started_at=datetime(2018, 9, 3, 12, tzinfo=UTC),
        )
        sent = factory.Trait(
            state=models.MemberMessage.State.SENT,
            started_at=datetime(2018, 9, 3, 12, tzinfo=UTC),
            finished_at=datetime(2018, 9, 3, 13, tzinfo=UTC),
        )

    subject = factory.Sequence(lambda n: f"Nyt fra netværket {n}")
    body = "Vi mødes igen i september."


class MemberDeliveryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.MemberDelivery

    message = factory.SubFactory(MemberMessageFactory, sending=True)
    member = factory.SubFactory(MemberFactory, active=True)


class TopicFactory(PublishableFactory):
    class Meta:
        model = models.Topic

    class Params:
        example = factory.Trait(is_example=True)
        answered = factory.Trait(answer="Det tager vi op.", answered_at=NOON)
        planned = factory.Trait(planned_at=NOON)
        on_a_meeting = factory.Trait(event=factory.SubFactory(EventFactory))
        closed = factory.Trait(closing="Det er løst.", closed_at=NOON)

    title = factory.Sequence(lambda n: f"Emne {n}")
    slug = factory.Sequence(lambda n: f"emne-{n}")
    # An event needs a day on which the topic came on its programme.
    planned_at = factory.LazyAttribute(lambda row: NOON if row.event else None)
    event = None


class TopicSuggestionFactory(factory.django.DjangoModelFactory):
    """A suggestion that was confirmed: a draft of a topic."""

    class Meta:
        model = models.TopicSuggestion

    class Params:
        fresh = factory.Trait(title="Fælles lager", topic=None, confirmed_at=None)

    topic = factory.SubFactory(TopicFactory)
    confirmed_at = NOON
    email = factory.Sequence(lambda n: f"foreslaar-{n}@example.org")
    sending_key = factory.Sequence(
        lambda n: sha256(f"suggestion {n}".encode()).hexdigest()
    )


class TopicSupportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.TopicSupport

    class Params:
        confirmed = factory.Trait(confirmed_at=NOON)

    topic = factory.SubFactory(TopicFactory)
    email_hash = factory.Sequence(token_hash)


class ClusterFactory(PublishableFactory):
    class Meta:
        model = models.Cluster

    class Params:
        example = factory.Trait(is_example=True)

    name = factory.Sequence(lambda n: f"Klynge {n}")
    slug = factory.Sequence(lambda n: f"klynge-{n}")
    purpose = "At dele varevogn og lager."


class ClusterMeetingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ClusterMeeting

    cluster = factory.SubFactory(ClusterFactory)
    date = date(2018, 10, 1)
    subject = "Hvem har plads i varevognen?"


class EnquiryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Enquiry

    class Params:
        answered = factory.Trait(
            state=models.Enquiry.State.ANSWERED,
            answered_at=datetime(2018, 9, 3, 12, tzinfo=UTC),
        )
        # It came by a form of the portal.
        sent = factory.Trait(
            sending_key=factory.Sequence(
                lambda n: sha256(f"enquiry {n}".encode()).hexdigest()
            )
        )

    name = "Borger"
    email = "borger@example.org"
    subject = "Frivillig"
    body = "Hvor kan jeg hjælpe til?"


class EnquiryMessageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.EnquiryMessage

    enquiry = factory.SubFactory(EnquiryFactory)
    direction = models.EnquiryMessage.Direction.IN
    text = "Jeg kan også om lørdagen."
