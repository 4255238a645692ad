"""The link to a return: what it opens, for whom, and what never shows it."""

import logging
import re
from base64 import b64encode
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail, signing
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from mailer.models import Message

from common.personal_links import hash_of
from enterprises import reporting, rounds
from enterprises.models import RecordProposal, ReturnInvitation, StaffingReturn
from portal.logs import WithoutTokens
from tests.enterprises.factories import (
    ReturnInvitationFactory,
    StaffingReturnFactory,
)
from tests.enterprises.returns import (
    BASE,
    TOKEN,
    answer,
    dump,
    fill_in,
    make_link,
    send,
)

TOKEN_IN = re.compile(r"/virksomheder/indberet/([\w-]{43})/")

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


def test_no_live_token_is_anywhere_in_the_database(link, client):
    """E1 and E5: after every kind of mail, all tables are searched, row by row."""
    editor = User.objects.create_user("red", is_staff=True)
    mail.outbox.clear()
    for letters in ("return_link", "return_reminder"):
        rounds.invite(staffing_return=link.staffing_return, template=letters)
        call_command("send_mail")
    first_token, token = [TOKEN_IN.search(letter.body)[1] for letter in mail.outbox]
    client.post(f"{BASE}{token}/")
    answer(client, link)
    fill_in(client)
    send(client)
    call_command("send_mail")
    reporting.send_back(
        staffing_return=link.staffing_return, by=editor, reason="Tæl igen."
    )
    call_command("send_mail")
    last_token = TOKEN_IN.search(mail.outbox[-1].body)[1]

    found = whole_database()

    assert hash_of(last_token) in found
    assert len({first_token, token, last_token}) == 3
    for live in (first_token, token, last_token):
        assert live not in found
        assert b64encode(live.encode()).decode()[:-4] not in found


def whole_database():
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows.append(repr(cursor.fetchall()))
    # Queued mails are pickled and encoded; what is in them counts too.
    rows += [repr(one.email.body) for one in Message.objects.all()]
    assert "enterprises_returninvitation" in tables
    assert "mailer_message" in tables
    return "\n".join(rows)


DEAD = {
    "used": {"used_at": timezone.now()},
    "expired": {"expires_at": timezone.now() - timedelta(seconds=1)},
    "revoked": {"revoked_at": timezone.now()},
}


@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_every_dead_link_gets_the_same_answer(db, client, method):
    for name, values in DEAD.items():
        make_link(token=name * 10, **values)
    superseded = make_link(token="superseded" * 4)
    rounds.invite(staffing_return=superseded.staffing_return)
    # Good for something else, signed by us.
    other_purpose = signing.dumps(superseded.pk, salt="something-else")
    tokens = [
        *(name * 10 for name in DEAD),
        "superseded" * 4,
        other_purpose,
        hash_of("superseded" * 4),
        superseded.token_hash,
        str(superseded.pk),
        "x" * 43,
        "garbage",
        "æ ø",
        "a" * 3000,
    ]

    answers = [getattr(client, method)(f"{BASE}{token}/") for token in tokens]
    headers = {
        str({k: v for k, v in one.headers.items() if k != "Set-Cookie"})
        for one in answers
    }

    assert {one.status_code for one in answers} == {404}
    assert len({one.content for one in answers}) == 1
    assert len(headers) == 1
    assert not any("Set-Cookie" in one.headers for one in answers)
    if method != "head":
        assert b"nyt link" in answers[0].content


@pytest.mark.parametrize("end", ["", "tal/", "gennemse/", "kvittering/"])
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_a_reporter_reaches_no_other_enterprise(link, visit, end, method):
    """E8: whatever it says about ids, a visit is of its own return or of none."""
    other = make_link(token="o" * 43, staffing_return=StaffingReturnFactory(year=2026))
    theirs = {
        "til": str(other.staffing_return_id),
        "staffing_return": other.staffing_return_id,
        "invitation": other.pk,
        "enterprise": other.staffing_return.enterprise_id,
        "answer": "rigtigt",
    }
    before = whole_rows(other)

    response = getattr(visit, method)(f"{BASE}{end}", theirs)
    page = response.content.decode()

    if method == "post":
        assert response.status_code == (405 if end == "kvittering/" else 404)
    assert other.staffing_return.enterprise.name not in page
    assert whole_rows(other) == before


def whole_rows(link):
    one = StaffingReturn.objects.filter(pk=link.staffing_return_id)
    return [
        *one.values(),
        *RecordProposal.objects.filter(staffing_return__in=one).values(),
        *ReturnInvitation.objects.filter(pk=link.pk).values(),
    ]


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
