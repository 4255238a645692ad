"""The link to a return: what it opens, for whom, and what never shows it."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from enterprises.models import (
    ReturnInvitation,
)
from portal.logs import WithoutTokens
from tests.enterprises.factories import (
    ReturnInvitationFactory,
    StaffingReturnFactory,
)
from tests.enterprises.returns import (
    BASE,
    TOKEN,
    dump,
    make_link,
)

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
