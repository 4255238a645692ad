"""An event called off, moved, copied and thanked for; each mail goes once."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from mailer.models import Message

from network.events import steps
from network.models import Arrival, Event, ProgrammeItem, Registration
from tests.network.factories import (
    EventFactory,
    ProgrammeItemFactory,
    RegistrationFactory,
)

pytestmark = pytest.mark.django_db

State = Registration.State
CANARY = "kanariefugl"


def soon(**later):
    return timezone.now() + timedelta(**later)


def coming(**values):
    return EventFactory(published=True, starts_at=soon(days=5), **values)


def held(**values):
    values = {"minutes": "<p>Vi talte om indkøb.</p>"} | values
    return EventFactory(published=True, starts_at=soon(days=-5), **values)


def sign_up_everybody(event):
    """Sign one up in each state, and say who still may come."""
    by_state = {
        state: RegistrationFactory(
            event=event,
            state=state,
            confirm_by=soon(hours=9) if state in Registration.ANSWERED_BY else None,
        )
        for state in State
    }
    return {
        row.email for state, row in by_state.items() if state not in Registration.OVER
    }


def letters():
    return [message.email for message in Message.objects.order_by("pk")]


def receivers():
    return [mail.to for mail in letters()]


def moved_by(**later):
    start = soon(**later)
    return {"starts_at": start, "ends_at": start + timedelta(hours=2)}


def at(day, hour, minute=0):
    return timezone.make_aware(datetime(2047, *day, hour, minute))


def test_calling_off_tells_everyone_signed_up_once():
    event = coming()
    expected = sign_up_everybody(event)
    Message.objects.all().delete()

    number = steps.cancel(event=event, reason="Oplægsholderen er syg.")

    event.refresh_from_db()
    assert event.is_cancelled
    assert number == len(expected)
    assert sorted(receivers()) == sorted([address] for address in expected)
    assert all("Oplægsholderen er syg." in mail.body for mail in letters())
    with pytest.raises(steps.Refused):
        steps.cancel(event=event, reason="En gang til.")
    assert Message.objects.count() == number


def test_moving_tells_everyone_what_was_and_what_is():
    event = coming(venue="Rådhuset")
    expected = sign_up_everybody(event)
    Message.objects.all().delete()
    day = timezone.make_aware(datetime(2047, 6, 3, 15, 0))

    number = steps.move(
        event=event,
        reason="Lokalet var for lille.",
        starts_at=day,
        ends_at=day + timedelta(hours=2),
        venue="Byens Hus",
        address="Algade 1",
    )

    told = [mail for mail in letters() if mail.subject.startswith("Ændret: ")]
    assert number == len(expected) == len(told)
    assert {mail.to[0] for mail in told} == expected
    for words in (
        "Nu: mandag 3. juni 2047 kl. 15.00–17.00",
        "Byens Hus, Algade 1",
        "Rådhuset",
        "Lokalet var for lille.",
    ):
        assert all(words in mail.body for mail in told)
    before = event.starts_at
    event.refresh_from_db()
    assert (event.starts_at, event.previous_starts_at) == (day, before)
    assert event.previous_place == "Rådhuset"
    assert event.sequence == 1


def test_moving_to_where_it_is_tells_nobody():
    event = coming()
    RegistrationFactory(event=event, confirmed=True)
    Message.objects.all().delete()

    with pytest.raises(steps.Refused, match="som de var"):
        steps.move(
            event=event,
            reason="Igen.",
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            venue=event.venue,
            address=event.address,
        )

    assert receivers() == []


def test_people_are_kept_as_long_after_the_new_day():
    event = coming()
    row = RegistrationFactory(event=event, confirmed=True)

    steps.move(event=event, reason="Vi flytter.", **moved_by(days=50))

    row.refresh_from_db()
    event.refresh_from_db()
    assert row.delete_on_date == timezone.localdate(event.ends_at) + timedelta(days=30)


def test_no_mail_is_sent_for_what_did_not_happen():
    event = coming()
    RegistrationFactory(event=event, confirmed=True)
    Message.objects.all().delete()

    with pytest.raises(RuntimeError), transaction.atomic():
        steps.cancel(event=event, reason="Aflyst.")
        raise RuntimeError

    event.refresh_from_db()
    assert not event.is_cancelled
    assert receivers() == []


@pytest.mark.parametrize(
    "situation",
    [
        {"starts_at": datetime(2018, 9, 12, 13, tzinfo=UTC), "published": True},
        {"starts_at": datetime(2048, 9, 12, 13, tzinfo=UTC), "cancelled": True},
        {"starts_at": datetime(2048, 9, 12, 13, tzinfo=UTC)},
    ],
    ids=["over", "called off", "draft"],
)
def test_only_what_is_coming_and_public_is_changed(situation):
    event = EventFactory(**situation)
    RegistrationFactory(event=event, confirmed=True)

    with pytest.raises(steps.Refused):
        steps.cancel(event=event, reason="Nej.")
    with pytest.raises(steps.Refused):
        steps.move(event=event, reason="Nej.", **moved_by(days=9))

    assert receivers() == []


def test_an_end_before_its_beginning_moves_nothing():
    event = coming()
    RegistrationFactory(event=event, confirmed=True)
    Message.objects.all().delete()

    with pytest.raises(ValidationError):
        steps.move(
            event=event, reason="Nej.", starts_at=soon(days=9), ends_at=soon(days=8)
        )

    assert receivers() == []


def test_a_copy_brings_the_programme_and_no_people():
    event = EventFactory(
        published=True,
        starts_at=at((1, 14), 15),
        minutes="<p>Vi talte om indkøb.</p>",
        title="Klynger",
        slug="klynger",
        capacity=20,
        attendance_count=12,
        signup_opens_at=soon(days=-20),
    )
    ProgrammeItemFactory(
        event=event,
        starts_at=time(15),
        title="Oplæg",
        speaker="en leder",
        speaker_name=CANARY,
        name_consented=True,
    )
    RegistrationFactory(event=event, confirmed=True)

    twin = steps.copy(
        event=event,
        title="Klynger",
        starts_at=at((6, 3), 15),
        ends_at=at((6, 3), 17),
    )

    twin.refresh_from_db()
    assert twin.slug == "klynger-2"
    assert (twin.state, twin.capacity) == (Event.State.DRAFT, 20)
    assert (twin.minutes, twin.attendance_count) == ("", None)
    assert twin.signup_opens_at is None
    assert not twin.registrations.exists()
    assert list(
        ProgrammeItem.objects.filter(event=twin).values_list(
            "starts_at", "title", "speaker", "speaker_name"
        )
    ) == [(time(15), "Oplæg", "en leder", "")]


def test_the_programme_of_a_copy_follows_the_hour_it_begins():
    event = EventFactory(starts_at=at((1, 14), 15))
    ProgrammeItemFactory(event=event, starts_at=time(15, 30))

    twin = steps.copy(
        event=event,
        title="Igen",
        starts_at=at((6, 3), 16, 30),
        ends_at=at((6, 3), 18),
    )

    assert twin.programme.get().starts_at == time(17)


def test_the_programme_of_a_moved_event_follows_the_hour_it_begins():
    event = coming()
    Event.objects.update(starts_at=at((1, 14), 19), ends_at=at((1, 14), 23, 30))
    ProgrammeItemFactory(event=event, starts_at=time(19))
    ProgrammeItemFactory(event=event, starts_at=time(23))

    steps.move(
        event=Event.objects.get(),
        reason="Lokalet var optaget.",
        starts_at=at((6, 3), 20, 15),
        ends_at=at((6, 4), 1),
    )

    points = event.programme.order_by("pk").values_list("starts_at", flat=True)
    assert list(points) == [time(20, 15), time(0, 15)]


def test_an_event_moved_to_another_day_keeps_the_hours_of_its_programme():
    event = coming()
    ProgrammeItemFactory(event=event, starts_at=time(15))
    Event.objects.update(starts_at=at((1, 14), 15), ends_at=at((1, 14), 17))

    steps.move(
        event=Event.objects.get(),
        reason="Lokalet var optaget.",
        starts_at=at((6, 3), 15),
        ends_at=at((6, 3), 17),
    )

    assert event.programme.get().starts_at == time(15)


def test_who_still_has_to_say_yes_is_told_so_when_it_is_moved():
    event = coming()
    held_for = RegistrationFactory(event=event, confirm_by=soon(hours=9))
    seated = RegistrationFactory(event=event, confirmed=True)
    Message.objects.all().delete()

    steps.move(event=event, reason="Lokalet var for lille.", venue="Byens Hus")

    told = {mail.to[0]: mail.body for mail in letters()}
    assert "du mangler at sige ja" in told[held_for.email]
    assert "Sig ja, eller meld fra, her:" in told[held_for.email]
    assert "du mangler at sige ja" not in told[seated.email]


def test_nobody_has_longer_to_answer_than_until_the_new_time():
    event = coming()
    row = RegistrationFactory(event=event, confirm_by=soon(hours=9))
    start = soon(hours=3)

    steps.move(
        event=event,
        reason="Salen er optaget.",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
    )

    row.refresh_from_db()
    assert row.confirm_by == start


def test_those_who_came_are_thanked_once_with_the_minutes():
    event = held()
    came = RegistrationFactory(event=event, confirmed=True)
    Arrival.objects.create(registration=came, place=0)
    RegistrationFactory(event=event, confirmed=True)

    number = steps.thank(event=event, greeting="Det var en god dag.")

    (mail,) = letters()
    assert (number, mail.to) == (1, [came.email])
    assert "Vi talte om indkøb." in mail.body
    assert "Det var en god dag." in mail.body
    with pytest.raises(steps.Refused, match="allerede sendt"):
        steps.thank(event=event)
    assert Message.objects.count() == 1


def test_everybody_with_a_seat_is_thanked_where_nobody_was_ticked_off():
    event = held()
    row = RegistrationFactory(event=event, confirmed=True)
    RegistrationFactory(event=event, waiting=True)
    RegistrationFactory(event=event, cancelled=True)

    assert steps.thank(event=event) == 1
    assert receivers() == [[row.email]]


@pytest.mark.parametrize(
    "event",
    [
        lambda: held(minutes=""),
        lambda: coming(minutes="<p>For tidligt.</p>"),
        lambda: EventFactory(
            cancelled=True, starts_at=soon(days=-3), minutes="<p>Aflyst.</p>"
        ),
    ],
    ids=["without minutes", "not held yet", "called off"],
)
def test_nobody_is_thanked_too_early(event):
    event = event()
    RegistrationFactory(event=event, confirmed=True)

    with pytest.raises(steps.Refused):
        steps.thank(event=event)

    assert receivers() == []


def test_an_unproved_address_gets_no_words_that_somebody_typed():
    event = coming()
    RegistrationFactory(
        event=event, state=State.PENDING, confirm_by=soon(hours=3), name=CANARY
    )

    steps.cancel(event=event, reason="Aflyst.")

    assert CANARY not in letters()[-1].body


@pytest.mark.parametrize(
    ("materials", "pictures", "said"),
    [
        (False, False, "Se referat på mødets side:"),
        (True, False, "Se referat og oplæg på mødets side:"),
        (False, True, "Se referat og billeder på mødets side:"),
        (True, True, "Se referat, oplæg og billeder på mødets side:"),
    ],
)
def test_the_thanks_name_what_lies_beside_the_minutes(materials, pictures, said):
    event = EventFactory(published=True)

    letter = steps.letter(
        "event_thanks", event, has_materials=materials, has_pictures=pictures
    )

    assert said in letter.body
