"""A round is opened, reminded of and called back; its mails hold the only tokens."""

import re
from datetime import date, timedelta
from hashlib import sha256
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.serializers import serialize
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from mailer.models import Message, MessageLog

from common.mail import TOKEN as PLACE_OF_TOKEN
from enterprises import rounds, services
from enterprises.models import ReturnInvitation, StaffingReturn
from enterprises.rounds import State
from tests.enterprises.factories import (
    EnterpriseFactory,
    RecordProposalFactory,
    ReturnInvitationFactory,
    ReturnRoundFactory,
    StaffingReturnFactory,
)

TOKEN = re.compile(r"/virksomheder/indberet/([\w-]{43})/")


def reachable(**more):
    return EnterpriseFactory(
        published=True, established=True, email="post@kaedehjulet.example", **more
    )


@pytest.fixture
def this_year(db):
    return ReturnRoundFactory(
        year=2026, as_of_date=date(2026, 8, 31), deadline_date=date(2126, 10, 1)
    )


def token_in(letter):
    return TOKEN.search(letter.body)[1]


def delivered():
    mail.outbox.clear()
    call_command("send_mail")
    return mail.outbox


def test_every_established_enterprise_is_asked_once(this_year):
    asked = reachable()
    silent = EnterpriseFactory(published=True, established=True)
    EnterpriseFactory(published=True, on_the_way=True, email="a@vej.example")
    EnterpriseFactory(established=True, email="a@kladde.example")
    EnterpriseFactory(published=True, closed=True, email="a@lukket.example")

    number = rounds.open_round(return_round=this_year)
    returns = StaffingReturn.objects.filter(year=2026)

    assert number == 1
    assert {one.enterprise for one in returns} == {asked, silent}
    assert {one.status for one in returns} == {StaffingReturn.Status.DRAFT}
    assert [letter.to for letter in delivered()] == [["post@kaedehjulet.example"]]


def test_a_round_is_opened_once(this_year):
    rounds.open_round(return_round=this_year)

    with pytest.raises(services.Refused, match="allerede åbnet"):
        rounds.open_round(return_round=this_year)


def test_a_return_that_is_in_is_not_asked_for_again(this_year):
    done = StaffingReturnFactory(enterprise=reachable(), year=2026, approved=True)

    number = rounds.open_round(return_round=this_year)
    done.refresh_from_db()

    assert number == 0
    assert done.is_locked
    assert not done.invitations.exists()


def test_the_letter_brings_the_only_copy_of_the_token(this_year):
    reachable()
    rounds.open_round(return_round=this_year)
    queued = "".join(one.email.body for one in Message.objects.all())

    (letter,) = delivered()
    token = token_in(letter)
    invitation = ReturnInvitation.objects.get()
    dump = serialize(
        "json", [*ReturnInvitation.objects.all(), *MessageLog.objects.all()]
    )

    assert invitation.token_hash == sha256(token.encode()).hexdigest()
    assert token not in queued + dump
    assert set(re.findall("/indberet/([^/]*)/", queued)) == {PLACE_OF_TOKEN}
    assert not Message.objects.exists()
    assert timedelta(days=29) < invitation.expires_at - timezone.now()
    assert invitation.expires_at - timezone.now() <= timedelta(days=30)


def test_nothing_is_queued_when_the_transaction_fails(this_year):
    reachable()

    with pytest.raises(RuntimeError), transaction.atomic():
        rounds.open_round(return_round=this_year)
        raise RuntimeError

    assert not Message.objects.exists()
    assert not StaffingReturn.objects.exists()


def test_a_reminder_kills_the_old_link(this_year):
    reachable()
    rounds.open_round(return_round=this_year)
    first = token_in(delivered()[0])

    number = rounds.remind(return_round=this_year)
    second = token_in(delivered()[0])

    assert number == 1
    assert first != second
    assert ReturnInvitation.objects.filter(revoked_at__isnull=True).count() == 1


def test_a_link_that_was_called_back_is_never_sent(this_year):
    reachable()
    rounds.open_round(return_round=this_year)

    rounds.revoke(staffing_return=StaffingReturn.objects.get())

    assert delivered() == []
    with pytest.raises(services.Refused, match="ikke noget link"):
        rounds.revoke(staffing_return=StaffingReturn.objects.get())


def test_nobody_is_reminded_before_the_round_or_without_need(this_year):
    with pytest.raises(services.Refused, match="Åbn runden"):
        rounds.remind(return_round=this_year)
    rounds.open_round(return_round=this_year)

    with pytest.raises(services.Refused, match="ingen at minde"):
        rounds.remind(return_round=this_year)


def test_a_name_with_a_line_break_cannot_write_headers(this_year):
    reachable(name="Kædehjulet\r\nBcc: alle@example.org")

    rounds.open_round(return_round=this_year)
    (letter,) = delivered()

    assert letter.recipients() == ["post@kaedehjulet.example"]
    assert "Bcc" not in letter.message()


def invited(**more):
    one = StaffingReturnFactory(year=2026, invited_at=timezone.now(), **more)
    link = ReturnInvitationFactory(
        staffing_return=one, expires_at=timezone.now() + timedelta(days=3)
    )
    return one, link


@pytest.fixture
def opened(db):
    return ReturnRoundFactory(
        year=2026,
        as_of_date=date(2026, 1, 31),
        deadline_date=date(2026, 3, 1),
        opened=True,
    )


def test_the_round_tells_how_far_each_is(opened):
    StaffingReturnFactory(year=2026)
    invited()
    invited(opened_at=timezone.now())
    invited(returned=True)
    invited(pending=True)
    invited(approved=True)
    RecordProposalFactory(staffing_return=invited()[0], closed=True, sent=True)

    standing = rounds.standing(opened, date(2026, 3, 2))
    in_time = rounds.standing(opened, date(2026, 3, 1))

    assert dict(standing.counts) == dict.fromkeys(State, 1)
    assert (standing.overdue, in_time.overdue) == (4, 0)


@pytest.mark.parametrize("number", [2, 12])
def test_a_round_costs_one_query(opened, django_assert_num_queries, number):
    for _ in range(number):
        invited()

    with django_assert_num_queries(1):
        found = rounds.standing(opened, date(2026, 3, 1))

    assert len(found.rows) == number


def test_the_editor_opens_a_round_and_follows_it(editor_client, this_year):
    enterprise = reachable(name="Kædehjulet")
    base = reverse("admin:enterprises_returnround_change", args=[this_year.pk])
    step = reverse("admin:enterprises_returnround_aabn", args=[this_year.pk])

    page = editor_client.get(step)
    told = editor_client.post(
        step, {"_version": page.context["version"]}, follow=True
    ).content.decode()
    followed = editor_client.get(base).content.decode()

    assert "1 virksomheder får en mail" in told
    assert enterprise.name in followed
    assert "Inviteret" in followed


@pytest.mark.parametrize(
    ("ended", "is_kept"),
    [
        ({"expires_at": timedelta(days=-30)}, False),
        ({"expires_at": timedelta(days=-29)}, True),
        ({"used_at": timedelta(days=-30)}, False),
        ({"revoked_at": timedelta(days=-30)}, False),
        ({"revoked_at": timedelta(days=-29)}, True),
        ({}, True),
    ],
)
def test_dead_links_are_deleted_after_thirty_days(opened, ended, is_kept):
    now = timezone.now()
    _, link = invited(opened_at=now)
    for name, ago in ended.items():
        setattr(link, name, now + ago)
    link.save()
    said = StringIO()

    call_command("delete_expired", "--dry-run", stdout=said)
    untouched = ReturnInvitation.objects.count()
    call_command("delete_expired", stdout=StringIO())
    (row,) = rounds.standing(opened, date(2026, 3, 1)).rows

    assert f"ReturnInvitation: {int(not is_kept)} to delete" in said.getvalue()
    assert untouched == 1
    assert ReturnInvitation.objects.exists() is is_kept
    # The round still tells how far it came.
    assert row.state is State.OPENED


def test_the_round_lists_first_what_waits_for_the_editor(opened):
    invited(approved=True)
    invited()
    invited(pending=True)

    standing = rounds.standing(opened, date(2026, 3, 2))

    assert [state for state, _ in standing.groups] == [
        State.SENT,
        State.INVITED,
        State.APPROVED,
    ]
    assert standing.answered == 2
