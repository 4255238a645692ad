"""The enterprise's own pages: the three steps and the receipt."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from common.quantities import Qualifier
from enterprises import reporting
from enterprises.models import (
    Enterprise,
    RecordProposal,
    StaffingCategory,
    StaffingReturn,
)
from tests.enterprises.factories import (
    EnterpriseFactory,
    StaffingCountFactory,
    StaffingReturnFactory,
)
from tests.enterprises.returns import (
    BASE,
    TOKEN,
    Status,
    answer,
    fill_in,
    first,
    make_link,
    send,
)

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

    late = [
        answer(visit, link, "lukket", closed_date="2026-01-01"),
        fill_in(visit, note="Min kollega sendte imens"),
    ]

    assert [one.status_code for one in late] == [409, 409]
    assert "Min kollega sendte imens" in late[1].content.decode()
    assert RecordProposal.objects.get().answer == "rigtigt"
    assert StaffingReturn.objects.get().note == ""


# A visit that is over


def fields_of(page):
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    return {
        name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"
    }


def test_a_visit_of_more_than_an_hour_loses_nothing_typed(link, visit):
    page_of = str(link.staffing_return_id)
    del visit.cookies["indberet"]  # as the browser does after an hour

    typed = {"note": "Vi talte op & om", "total": "mange", "til": page_of}
    late = fill_in(visit, **typed)
    page = late.content.decode()
    kept = fields_of(page)
    visit.post(f"{BASE}{TOKEN}/")
    again = visit.post(late.wsgi_request.path, kept)

    assert late.status_code == 404
    assert "Vi talte op &amp; om" in page
    assert "Ordinært ansatte" in page
    assert link.staffing_return.enterprise.name not in page
    assert kept.keys() == {f"number_{first().pk}", "note", "total", "til"}
    # Its mistakes are told where all is typed in again.
    assert "Skriv et helt tal" in again.content.decode()
    assert not StaffingReturn.objects.get().counts.exists()

    kept["total"] = "7"
    saved = visit.post(f"{BASE}tal/", kept)

    assert saved["Location"] == f"{BASE}gennemse/"
    assert StaffingReturn.objects.get().note == "Vi talte op & om"


def test_the_answer_of_a_visit_that_is_over_is_kept_too(link, visit):
    del visit.cookies["indberet"]

    page = answer(visit, link, "ret", phone="46 00 00 00").content.decode()

    for told in ("Noget skal rettes", "46 00 00 00", "Kædehjulet"):
        assert told in page
    assert fields_of(page)["answer"] == "ret"


def test_a_page_of_one_enterprise_never_writes_to_another(link, visit):
    other = make_link(token="o" * 43, staffing_return=StaffingReturnFactory(year=2026))
    visit.post(f"{BASE}{'o' * 43}/")

    late = fill_in(visit, til=link.staffing_return_id)

    assert late.status_code == 404
    assert not link.staffing_return.counts.exists()
    assert not other.staffing_return.counts.exists()


def test_what_was_typed_comes_back_without_harm(link, visit):
    del visit.cookies["indberet"]

    page = fill_in(
        visit, note='"><script>alert(1)</script>', til='"><b>', slug="hacket"
    ).content.decode()

    assert "<script>alert" not in page
    assert "<b>" not in page
    assert "hacket" not in page
