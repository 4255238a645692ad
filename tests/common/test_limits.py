"""What one visitor may do often, and what is remembered of it."""

import re
import threading
from datetime import UTC, datetime, timedelta
from functools import partial
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.serializers import serialize
from django.db import transaction
from django.test import RequestFactory
from django.utils import timezone

from common import limits
from portal.models import LimitCounter
from tests.threads import all_at_once, patiently

IP = "198.51.100.7"
NOON = datetime(2026, 11, 26, 11, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test can set."""

    class Clock:
        now = NOON

    monkeypatch.setattr(timezone, "now", lambda: Clock.now)
    return Clock


def five_an_hour(ip=IP, name="correction"):
    return limits.refuse(name, ip=ip, most=5, within=limits.HOUR)


def test_the_sixth_within_the_hour_is_refused(db, clock):
    refusals = [five_an_hour() for _ in range(6)]

    assert refusals[:5] == [None] * 5
    assert refusals[5].again_at == NOON + limits.HOUR
    assert refusals[5].retry_after == 3600
    assert "Prøv igen klokken 13.01" in str(refusals[5])


def test_the_window_slides(db, clock):
    for minute in (0, 10, 20, 30, 40):
        clock.now = NOON + timedelta(minutes=minute)
        five_an_hour()

    clock.now = NOON + timedelta(minutes=59)
    too_soon = five_an_hour()
    clock.now = NOON + timedelta(minutes=61)
    again = [five_an_hour(), five_an_hour()]

    assert too_soon.again_at == NOON + limits.HOUR
    assert again[0] is None
    assert again[1].again_at == NOON + timedelta(minutes=70)


def test_others_and_other_deeds_are_counted_apart(db):
    for _ in range(5):
        five_an_hour()

    assert five_an_hour() is not None
    assert five_an_hour(ip="198.51.100.8") is None
    assert five_an_hour(name="link") is None


def test_midnight_forgives_nothing(db, clock):
    clock.now = datetime(2026, 11, 26, 22, 59, tzinfo=UTC)  # one to twelve, in Denmark
    for _ in range(5):
        five_an_hour()
    key = LimitCounter.objects.get().key

    clock.now += timedelta(minutes=2)
    refusal = five_an_hour()
    clock.now += timedelta(minutes=59)
    after = five_an_hour()

    assert refusal is not None
    assert after is None
    # The hash is another every day.
    assert LimitCounter.objects.exclude(key=key).get().moments != []


def test_who_it_was_cannot_be_read(db):
    five_an_hour()
    limits.refuse("link", address="post@example.org", most=3, within=limits.HOUR)

    kept = serialize("json", LimitCounter.objects.all())

    assert IP not in kept
    assert "example.org" not in kept
    assert len(re.findall(r"[0-9a-f]{64}", kept)) == 2


def test_it_is_deleted_long_before_a_week(db, clock):
    five_an_hour()
    clock.now = NOON + timedelta(hours=20)
    five_an_hour(ip="198.51.100.8")
    clock.now = NOON + timedelta(days=1, hours=1)
    said = StringIO()

    call_command("delete_expired", "--dry-run", stdout=said)
    kept = LimitCounter.objects.count()
    call_command("delete_expired", stdout=StringIO())

    assert "LimitCounter: 1 to delete" in said.getvalue()
    assert kept == 2
    assert LimitCounter.objects.get().delete_at > clock.now - timedelta(days=1)


def test_it_counts_in_a_transaction_of_its_own(transactional_db):
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        five_an_hour()


def test_of_several_limits_the_tighter_one_refuses_and_then_none_counts(db, clock):
    mine = limits.Limit(3, limits.HOUR, {"ip": IP})
    hers = limits.Limit(1, timedelta(days=1), {"address": "ada@example.org"})
    other = limits.Limit(1, timedelta(days=1), {"address": "bo@example.org"})

    first = limits.refuse_along("link", mine, hers)
    again = [limits.refuse_along("link", mine, hers) for _ in range(3)]
    then = [limits.refuse_along("link", mine, other), five_an_hour(name="link")]

    assert first is None
    assert [refusal.again_at for refusal in again] == [NOON + timedelta(days=1)] * 3
    assert then == [None, None]


def test_several_limits_cost_four_questions(db, django_assert_num_queries):
    mine = limits.Limit(3, limits.HOUR, {"ip": IP})
    hers = limits.Limit(1, timedelta(days=1), {"address": "ada@example.org"})

    with django_assert_num_queries(4):
        limits.refuse_along("link", mine, hers)


def test_nobody_is_remembered_longer_than_a_day(db):
    with pytest.raises(ValueError, match="a day"):
        limits.refuse("link", ip=IP, most=1, within=timedelta(days=2))


# Many at once


def test_a_hundred_at_once_exceed_the_limit_by_none(transactional_db):
    answers = all_at_once(100, partial(patiently, five_an_hour))

    assert answers.count(None) == 5
    assert {type(answer) for answer in answers} == {type(None), limits.Refusal}
    assert len(LimitCounter.objects.get().moments) == 5


def test_without_the_lock_more_get_in(transactional_db):
    """The control: everybody has read before anybody writes."""
    everybody = threading.Barrier(10)
    five_an_hour()

    def unlocked():
        counter = patiently(LimitCounter.objects.get)
        everybody.wait(timeout=30)
        if len(counter.moments) >= 5:
            return "refused"
        counter.moments.append(timezone.now().timestamp())
        return patiently(counter.save)

    assert all_at_once(10, unlocked).count(None) == 10


# Who asks


@pytest.mark.parametrize(
    ("peer", "forwarded", "ip"),
    [
        # Straight from the visitor: what it claims is not looked at.
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        # Through our proxy: it writes the last entry.
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "198.51.100.1,127.0.0.1, 203.0.113.9", "203.0.113.9"),
        ("::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("127.0.0.1", "::ffff:203.0.113.9", "203.0.113.9"),
        # A proxy that says nothing, or nonsense.
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9, unknown", "127.0.0.1"),
        ("127.0.0.1", "<script>", "127.0.0.1"),
        ("", "", ""),
    ],
)
def test_one_trusted_hop_tells_who_asks(peer, forwarded, ip):
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR=peer, **extra)

    assert limits.client_ip(request) == ip
