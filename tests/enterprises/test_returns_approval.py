"""What was sent in: once, however many send, and then the editor's answer."""

import threading
from functools import partial

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from enterprises import reporting, rounds, services
from enterprises.models import (
    Enterprise,
    RecordProposal,
    StaffingReturn,
)
from tests.enterprises.factories import (
    StaffingCountFactory,
    StaffingReturnFactory,
)
from tests.enterprises.returns import (
    BASE,
    Status,
    answer,
    fill_in,
    first,
    make_link,
    send,
)
from tests.threads import all_at_once, patiently

# Many at once


class WithoutLock:
    """Sends as `reporting.send` does, but everybody has read before anybody writes."""

    def __init__(self, number):
        self.everybody = threading.Barrier(number)

    def __call__(self, invitation):
        now = patiently(reporting.held, invitation.pk)
        self.everybody.wait(timeout=30)
        if now.used_at is None:
            patiently(self.write, now)

    @transaction.atomic
    def write(self, now):
        proposal = RecordProposal.objects.get()
        proposal.sent_at = now.used_at = timezone.now()
        now.save()
        now.staffing_return.steps.create(status=Status.PENDING, actor="virksomhed")
        reporting.mail.queue_receipt(now.staffing_return, proposal)


def rush(link, sending, number):
    """Send the same return from many threads; return steps, receipts and faults."""
    answers = all_at_once(number, partial(sending, link))
    mail.outbox.clear()
    call_command("send_mail")
    faults = [answer for answer in answers if answer is not None]
    return link.staffing_return.steps.count(), len(mail.outbox), faults


@pytest.fixture
def filled_in(transactional_db):
    link = make_link()
    StaffingCountFactory(staffing_return=link.staffing_return)
    RecordProposal.objects.create(
        staffing_return=link.staffing_return, answer="rigtigt"
    )
    return link


def test_fifty_at_once_send_one_return(filled_in):
    assert rush(filled_in, partial(patiently, reporting.send), 50) == (1, 1, [])
    assert StaffingReturn.objects.get().status == Status.PENDING


def test_without_the_lock_it_is_sent_more_than_once(filled_in):
    steps, receipts, _ = rush(filled_in, WithoutLock(5), 5)

    assert steps > 1
    assert receipts > 1


# The editor's answer


@pytest.fixture
def sent(link, visit):
    answer(visit, link, "ret", phone="46 00 00 00", capacity="To job om ugen")
    fill_in(
        visit,
        reserved_contracts="ja",
        claim="Ti unge kom i job",
        beneficiaries="Unge",
        evidence="Vi spurgte dem.",
        has_consent="on",
    )
    send(visit)
    return StaffingReturn.objects.get()


def test_nothing_is_public_before_approval_and_the_last_stays(sent, editor, client):
    old = StaffingReturnFactory(enterprise=sent.enterprise, year=2025, approved=True)
    StaffingCountFactory(staffing_return=old, category=first(), value=77)
    place = sent.enterprise.get_absolute_url()

    before = client.get(place).content.decode()
    reporting.approve(staffing_return=sent, by=editor)
    after = client.get(place).content.decode()

    assert "77" in before
    assert "46 00 00 00" not in before
    assert "2026" not in before.split("Hvem arbejder her")[1].split("</section>")[0]
    assert "2026" in after.split("Hvem arbejder her")[1].split("</section>")[0]


def test_a_return_goes_back_by_mail_and_comes_again(sent, editor, visit):
    mail.outbox.clear()

    reporting.send_back(staffing_return=sent, by=editor, reason="Tæl fleksjob igen.")
    call_command("send_mail")
    letter = next(one for one in mail.outbox if "Ret jeres" in one.subject)
    place = letter.body.split("http://127.0.0.1:8000")[1].split()[0]
    again = Client()
    again.post(place)
    page = again.get(f"{BASE}tal/").content.decode()
    fill_in(again, **{f"number_{first().pk}": "8"})
    sent_again = send(again)
    sent.refresh_from_db()

    assert "Tæl fleksjob igen." in letter.body
    assert "Tæl fleksjob igen." in page
    assert 'value="7"' in page
    assert sent_again["Location"] == f"{BASE}kvittering/"
    assert sent.status == Status.PENDING
    assert [step.status for step in sent.steps.all()] == [
        "afventer",
        "retur",
        "afventer",
    ]


def test_a_word_that_all_is_right_counts_from_approval(link, visit, editor):
    answer(visit, link)
    fill_in(visit)
    send(visit)
    before = Enterprise.objects.get().confirmed_at

    reporting.approve(staffing_return=link.staffing_return, by=editor)

    assert before is None
    assert Enterprise.objects.get().confirmed_at is not None


def test_the_editor_takes_in_field_by_field(sent, editor_client):
    place = f"/admin/enterprises/recordproposal/{sent.proposal.pk}/change/"
    page = editor_client.get(place)
    text = page.content.decode()

    editor_client.post(
        place,
        {
            "version": page.context["version"],
            "tag_med": ["phone", "reserved_contracts", "statement", "slug"],
        },
    )
    enterprise = Enterprise.objects.get()
    statement = enterprise.social_value_statements.get()

    assert "To job om ugen" in text
    assert (enterprise.phone, enterprise.capacity) == ("46 00 00 00", "")
    assert enterprise.reserved_contracts == "ja"
    assert enterprise.reserved_contracts_date is not None
    assert not statement.is_published
    assert RecordProposal.objects.get().decided_by.username == "editor"
    assert not reporting.undecided().exists()


def test_a_record_that_changed_meanwhile_is_shown_again(sent, editor_client):
    place = f"/admin/enterprises/recordproposal/{sent.proposal.pk}/change/"
    version = editor_client.get(place).context["version"]
    Enterprise.objects.update(phone="46 11 11 11")

    response = editor_client.post(place, {"version": version, "tag_med": ["phone"]})

    assert "er rettet, mens du så på" in response.content.decode()
    assert Enterprise.objects.get().phone == "46 11 11 11"
    assert RecordProposal.objects.get().decided_at is None


def test_a_proposal_is_decided_once(sent, editor):
    shown = reporting.record_now(sent.enterprise, sent.proposal)
    reporting.decide(proposal=sent.proposal, accepted=set(), by=editor, shown=shown)

    with pytest.raises(services.Refused, match="allerede behandlet"):
        reporting.decide(
            proposal=sent.proposal, accepted={"phone"}, by=editor, shown=shown
        )


def test_a_link_called_back_ends_the_visit(link, visit):
    rounds.revoke(staffing_return=link.staffing_return)

    assert visit.get(BASE).status_code == 404
    assert fill_in(visit).status_code == 404
