"""Several editors at one event at the same time: everybody is told once."""

from copy import copy
from datetime import timedelta

import pytest
from django.utils import timezone
from mailer.models import Message

from network.events import steps
from network.models import Event
from tests.network.factories import EventFactory, RegistrationFactory
from tests.threads import all_at_once, patiently

pytestmark = pytest.mark.django_db(transaction=True)

EDITORS = 4
SIGNED_UP = 3


def event_in(**later):
    event = EventFactory(
        published=True,
        starts_at=timezone.now() + timedelta(**later),
        minutes="<p>Kort.</p>",
    )
    RegistrationFactory.create_batch(SIGNED_UP, event=event, confirmed=True)
    Message.objects.all().delete()
    return event


DOINGS = {
    "cancel": ({"days": 5}, {"reason": "Aflyst."}),
    "move": ({"days": 5}, {"reason": "Flyttet.", "venue": "Byens Hus"}),
    "thank": ({"days": -5}, {}),
}


@pytest.fixture(params=DOINGS)
def doing(request):
    """What the editors do, and the event they do it to."""
    later, values = DOINGS[request.param]
    return request.param, values, event_in(**later)


def test_everybody_is_told_once(doing):
    name, values, event = doing

    answers = all_at_once(
        EDITORS, lambda: patiently(lambda: getattr(steps, name)(event=event, **values))
    )

    told = [answer for answer in answers if answer == SIGNED_UP]
    refused = [answer for answer in answers if isinstance(answer, steps.Refused)]
    assert (len(told), len(refused)) == (1, EDITORS - 1)
    assert Message.objects.count() == SIGNED_UP


# The control


def test_without_the_lock_everybody_is_told_by_each_editor(doing, monkeypatch):
    """All have looked before any writes, as may happen without a lock."""
    name, values, event = doing
    looked = (copy(event) for _ in range(99))
    queryset = type(Event.objects.all())
    monkeypatch.setattr(queryset, "get", lambda *_, **__: next(looked), raising=False)

    for _ in range(EDITORS):
        getattr(steps, name)(event=event, **values)

    assert Message.objects.count() == EDITORS * SIGNED_UP
