"""The enterprise's own pages: the link, the three steps, the receipt."""

import logging
import threading
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from common.quantities import Qualifier
from enterprises import reporting, rounds, services
from enterprises.mail import hash_of
from enterprises.models import (
    Enterprise,
    RecordProposal,
    ReturnInvitation,
    StaffingCategory,
    StaffingReturn,
)
from portal.logs import WithoutTokens
from tests.enterprises.factories import (
    EnterpriseFactory,
    ReturnInvitationFactory,
    StaffingCountFactory,
    StaffingReturnFactory,
)
from tests.threads import all_at_once, patiently

BASE = "/virksomheder/indberet/"
TOKEN = "t" * 43
Status = StaffingReturn.Status


def make_link(token=TOKEN, **more):
    one = StaffingReturnFactory(
        enterprise=EnterpriseFactory(
            name="Kædehjulet",
            published=True,
            established=True,
            email="post@kaedehjulet.example",
        ),
        year=2026,
    )
    values = {"expires_at": timezone.now() + timedelta(days=3)} | more
    return ReturnInvitationFactory(
        staffing_return=one, token_hash=hash_of(token), **values
    )


@pytest.fixture
def link(db):
    return make_link()


@pytest.fixture
def visit(link):
    """A browser in which somebody pressed the button."""
    client = Client()
    client.post(f"{BASE}{TOKEN}/")
    return client


def record(enterprise):
    return {name: getattr(enterprise, name) for name in reporting.CHANGEABLE}


def first():
    return StaffingCategory.objects.exclude(
        group=StaffingCategory.Group.VOLUNTEERS
    ).first()


def answer(visit, link, chosen="rigtigt", **more):
    data = record(link.staffing_return.enterprise) | {"answer": chosen} | more
    return visit.post(BASE, data)


def fill_in(visit, **more):
    data = {f"number_{first().pk}": "7"} | more
    return visit.post(f"{BASE}tal/", data)


def send(visit):
    return visit.post(f"{BASE}gennemse/")


def dump():
    return [
        list(ReturnInvitation.objects.values()),
        list(StaffingReturn.objects.values()),
        list(RecordProposal.objects.values()),
        list(Enterprise.objects.values()),
    ]


# The link


def test_looking_a_hundred_times_uses_nothing(link, client):
    before = dump()

    for _ in range(50):
        assert client.get(f"{BASE}{TOKEN}/").status_code == 200
        assert client.head(f"{BASE}{TOKEN}/").status_code == 200

    assert dump() == before
    assert "indberet" not in client.cookies


def test_the_button_leads_to_an_address_without_the_token(link, client):
    response = client.post(f"{BASE}{TOKEN}/")
    cookie = client.cookies["indberet"]
    link.refresh_from_db()

    assert (response.status_code, response["Location"]) == (303, BASE)
    assert cookie["httponly"]
    assert cookie["max-age"] == 3600
    assert TOKEN not in cookie.value
    assert link.opened_at is not None
    assert link.used_at is None


def test_the_token_is_on_no_page_and_in_no_header(link, client, caplog):
    pages = [client.get(f"{BASE}{TOKEN}/"), client.post(f"{BASE}{TOKEN}/")]
    pages += [client.get(f"{BASE}{end}") for end in ("", "tal/", "gennemse/")]

    for page in pages:
        assert TOKEN not in page.content.decode() + str(page.headers)
    assert pages[0].headers["Referrer-Policy"] == "strict-origin"
    assert pages[2].headers["Referrer-Policy"] == "same-origin"
    assert TOKEN not in caplog.text


def test_a_token_is_masked_where_a_fault_is_written_down():
    line = logging.LogRecord(
        "django.request",
        logging.ERROR,
        "",
        0,
        "Internal Server Error: %s",
        (f"{BASE}{TOKEN}/",),
        None,
    )
    WithoutTokens().filter(line)

    assert TOKEN not in line.getMessage()
    assert "indberet/" in line.getMessage()


DEAD = {
    "used": {"used_at": timezone.now()},
    "expired": {"expires_at": timezone.now() - timedelta(seconds=1)},
    "revoked": {"revoked_at": timezone.now()},
}


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_dead_link_gets_the_same_answer(db, client, method):
    for name, values in DEAD.items():
        make_link(token=name * 10, **values)

    tokens = [*(name * 10 for name in DEAD), "x" * 43, "garbage", "æ ø", "a" * 3000]
    answers = [getattr(client, method)(f"{BASE}{token}/") for token in tokens]

    assert {one.status_code for one in answers} == {404}
    assert len({one.content for one in answers}) == 1
    assert b"nyt link" in answers[0].content
    assert "Set-Cookie" not in answers[0].headers


def test_a_forged_or_old_proof_opens_nothing(link, visit):
    value = visit.cookies["indberet"].value
    ends = ("", "tal/", "gennemse/", "kvittering/")

    visit.cookies["indberet"] = f"{link.pk}:{value.split(':', 1)[1]}x"
    forged = [visit.get(f"{BASE}{end}").status_code for end in ends]
    visit.cookies["indberet"] = value
    ReturnInvitation.objects.update(revoked_at=timezone.now())
    revoked = [visit.get(f"{BASE}{end}").status_code for end in ends]

    assert forged == revoked == [404] * 4


def test_a_new_link_is_asked_for_without_telling_who_is_known(link, client):
    mail.outbox.clear()
    asked = [
        client.post(f"{BASE}nyt-link/", {"email": email})
        for email in ("post@kaedehjulet.example", "ukendt@example.org")
    ]
    call_command("send_mail")

    assert [one.status_code for one in asked] == [303, 303]
    assert len({one["Location"] for one in asked}) == 1
    assert [letter.to for letter in mail.outbox] == [["post@kaedehjulet.example"]]
    assert client.get(f"{BASE}{TOKEN}/").status_code == 404


def ask(client, email, ip="203.0.113.9"):
    return client.post(
        f"{BASE}nyt-link/", {"email": email}, headers={"x-forwarded-for": ip}
    )


@pytest.mark.parametrize("email", ["post@kaedehjulet.example", "ukendt@example.org"])
def test_an_address_gets_three_links_an_hour(link, client, email):
    asked = [ask(client, email, f"203.0.113.{n}") for n in range(4)]
    page = asked[3].content.decode()

    assert [one.status_code for one in asked] == [303, 303, 303, 429]
    assert 3590 < int(asked[3].headers["Retry-After"]) <= 3600
    assert "sendt for mange gange" in page
    assert f'value="{email}"' in page
    assert ask(client, email.upper()).status_code == 429


def test_one_asks_for_ten_links_an_hour_whatever_it_claims_to_be(link, client):
    asked = [
        ask(client, f"post{n}@example.org", f"198.51.100.{n}, 203.0.113.9")
        for n in range(11)
    ]

    assert [one.status_code for one in asked] == [303] * 10 + [429]
    assert ask(client, "ny@example.org", "203.0.113.10").status_code == 303


def test_enterprises_that_share_an_address_each_get_a_link(link, client):
    for year in (2025, 2026):
        another = StaffingReturnFactory(
            enterprise__email="Post@kaedehjulet.example",
            enterprise__name=f"Datter {year}",
            year=year,
        )
        ReturnInvitationFactory(staffing_return=another)
    mail.outbox.clear()

    ask(client, "post@kaedehjulet.example")
    call_command("send_mail")

    assert len({letter.body.split("/indberet/")[1] for letter in mail.outbox}) == 3


# Filling in


def test_a_whole_return_is_sent_with_one_receipt(link, visit):
    mail.outbox.clear()

    steps = [answer(visit, link), fill_in(visit), send(visit), send(visit)]
    call_command("send_mail")
    one = StaffingReturn.objects.get()

    assert [step["Location"] for step in steps] == [
        f"{BASE}tal/",
        f"{BASE}gennemse/",
        f"{BASE}kvittering/",
        f"{BASE}kvittering/",
    ]
    assert one.status == Status.PENDING
    assert one.steps.get().actor == "virksomhed"
    assert ["Kvittering" in letter.subject for letter in mail.outbox] == [True]
    assert (
        "Tak, vi har modtaget den" in visit.get(f"{BASE}kvittering/").content.decode()
    )


def test_not_stated_is_not_nought_and_about_is_kept(link, visit):
    a, b, c = StaffingCategory.objects.all()[:3]

    fill_in(
        visit,
        **{
            f"number_{a.pk}": "0",
            f"number_{b.pk}": "",
            f"number_{c.pk}": "30.300",
            f"ca_{c.pk}": "on",
            "total": "110",
            "total_ca": "on",
        },
    )
    counts = {row.category: row for row in StaffingReturn.objects.get().counts.all()}

    assert [counts[x].value for x in (a, b, c)] == [Decimal(0), None, Decimal(30300)]
    assert str(counts[c].quantity) == "ca. 30.300"
    assert counts[a].qualifier == Qualifier.EXACT
    assert str(StaffingReturn.objects.get().total_as_reported) == "ca. 110"


def test_one_saves_and_comes_back(link, visit):
    later = fill_in(visit, later="1", note="Vi er ved at tælle.")
    back = Client()
    back.post(f"{BASE}{TOKEN}/")

    page = back.get(f"{BASE}tal/").content.decode()

    assert later["Location"] == f"{BASE}tal/?gemt"
    assert "Gemt" in visit.get(later["Location"]).content.decode()
    assert 'value="7"' in page
    assert "Vi er ved at tælle." in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("mange", "Skriv et helt tal"),
        ("12,5", "Skriv et helt tal"),
        ("-3", "Skriv 0 eller et større tal"),
        ("99999999999999999999", "Tallet er for stort"),
        ("1\x00", "Skriv et helt tal"),
        ("²", "Skriv et helt tal"),
    ],
)
def test_bad_numbers_are_told_and_kept(link, visit, typed, told):
    response = fill_in(visit, note="Bliv her", **{f"number_{first().pk}": typed})
    page = response.content.decode()

    assert response.status_code == 200
    assert told in page
    assert "Der er problemer" in page
    assert "<title>Fejl:" in page
    assert typed in page
    assert "Bliv her" in page
    assert not StaffingReturn.objects.get().counts.exists()


def test_a_tick_needs_its_number_and_a_statement_is_whole(link, visit):
    page = fill_in(
        visit, **{f"number_{first().pk}": "", f"ca_{first().pk}": "on", "claim": "Ja"}
    ).content.decode()

    assert "fjern hakket" in page
    assert "Skriv, hvem det er godt for." in page
    assert "sæt hak, når de har sagt ja" in page


def test_last_years_figures_stand_beside(link, visit):
    before = StaffingReturnFactory(
        enterprise=link.staffing_return.enterprise, year=2025, approved=True
    )
    StaffingCountFactory(staffing_return=before, category=first(), value=2)

    fill_in(visit, total="9")
    filling = visit.get(f"{BASE}tal/").content.decode()
    looking = visit.get(f"{BASE}gennemse/").content.decode()

    assert "I 2025: 2." in filling
    assert "2 i 2025, 7 i 2026. Er det rigtigt?" in looking
    assert "2 er ikke fordelt" in looking


@pytest.mark.parametrize(
    ("before", "now", "leaps"),
    [
        (10, 15, False),
        (10, 16, True),
        (10, 4, True),
        (10, 5, False),
        (0, 1, True),
        (0, 0, False),
        (None, 5, False),
        (5, None, False),
    ],
)
def test_a_leap_is_more_than_half(before, now, leaps):
    assert reporting.leaps(before, now) is leaps


def test_nothing_is_sent_without_answer_and_figures(link, visit):
    fill_in(visit)
    without_answer = send(visit).content.decode()
    fill_in(visit, **{f"number_{first().pk}": ""})
    answer(visit, link)
    without_figures = send(visit).content.decode()

    assert "Svar først på" in without_answer
    assert "Skriv mindst ét" in without_figures
    assert StaffingReturn.objects.get().status == Status.DRAFT


def test_one_says_that_it_has_closed(link, visit):
    future = answer(visit, link, "lukket", closed_date="2999-01-01").content.decode()
    response = answer(visit, link, "lukket", closed_date="2026-03-31")
    sent = send(visit)
    proposal = RecordProposal.objects.get()

    assert "ligger i fremtiden" in future
    assert response["Location"] == f"{BASE}gennemse/"
    assert sent["Location"] == f"{BASE}kvittering/"
    assert (proposal.answer, proposal.closed_date) == ("lukket", date(2026, 3, 31))
    assert proposal.sent_at is not None
    assert Enterprise.objects.get().closed_date is None


@pytest.mark.parametrize(
    ("chosen", "more", "told"),
    [
        ("", {}, "Vælg, om det"),
        ("x", {}, "Vælg et af de tre svar"),
        ("rigtigt", {"phone": "12"}, "Du har rettet noget"),
        ("ret", {}, "Ret det, der er forkert"),
        ("ret", {"name": ""}, "Skriv noget her"),
        ("ret", {"website": "javascript:alert(1)"}, "gyldig"),
        ("lukket", {}, "Skriv, hvilken dag"),
        ("lukket", {"closed_date": "1900-01-01"}, "før I begyndte"),
    ],
)
def test_a_bad_answer_is_told(link, visit, chosen, more, told):
    response = answer(visit, link, chosen, **more)

    assert response.status_code == 200
    assert told in response.content.decode()
    assert not RecordProposal.objects.exists()


def test_only_listed_fields_are_taken_in(link, visit):
    other = EnterpriseFactory()
    before = Enterprise.objects.values().order_by("pk")
    enterprises = list(before)

    answer(
        visit,
        link,
        "ret",
        phone="46 00 00 00",
        publication_state="trukket",
        is_example="on",
        slug="hacket",
        id=other.pk,
        enterprise=other.pk,
        staffing_return=other.pk,
        decided_at="2026-01-01",
        cvr_number="13585628",
    )
    fill_in(visit, status="godkendt", year="1999", approved_at="2026-01-01")
    proposal = RecordProposal.objects.get()
    one = StaffingReturn.objects.get()

    assert proposal.changes == {"phone": "46 00 00 00"}
    assert (proposal.decided_at, proposal.staffing_return) == (None, one)
    assert (one.status, one.year, one.approved_at) == (Status.DRAFT, 2026, None)
    assert list(before.all()) == enterprises


def test_what_was_sent_cannot_be_changed_from_the_pages(link, visit):
    answer(visit, link)
    fill_in(visit)
    send(visit)

    late = [answer(visit, link, "lukket", closed_date="2026-01-01"), fill_in(visit)]

    assert [one["Location"] for one in late] == [f"{BASE}kvittering/"] * 2
    assert RecordProposal.objects.get().answer == "rigtigt"


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
