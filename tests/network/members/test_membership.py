"""Joining, staying in and leaving: forms, links, mails, and what is kept."""

from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from mailer.models import Message

from common.sendings import new_sending
from network import figures
from network.members import consents, membership
from network.models import Interest, Member
from tests.network.factories import MemberFactory
from tests.pages import Page
from tests.sent import a_while_ago
from tests.threads import all_at_once, patiently

pytestmark = pytest.mark.django_db

FORM = "/netvaerk/medlem/"
THANKS = f"{FORM}tak/"


def written(**more):
    return {
        "email": "Anne@Example.org",
        "interests": ["moeder", "emner"],
        "name": "Anne",
        "organisation": "Hjulet",
        "webadresse": "",
        "sending": a_while_ago(),
        **more,
    }


def page_of(member, ending=""):
    return f"{FORM}{member.token}/{ending}"


def letters():
    """Send what is queued and return what arrived."""
    call_command("send_mail", verbosity=0)
    return mail.outbox


# Joining


def test_the_form_says_what_one_says_yes_to(client):
    page = client.get(FORM)

    assert consents.TEXTS[consents.CURRENT] in page.text
    assert "Roskilde Kommune er dataansvarlig" in page.text
    assert "artikel 6, stk. 1, litra a" in page.text
    assert "litra e" not in page.text
    assert "checked" not in page.text
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Cache-Control"] == "private, no-store"


def test_the_network_page_leads_to_the_form(client):
    assert f'href="{FORM}"' in client.get("/netvaerk/").text


def test_who_joins_is_a_member_first_when_confirmed(client):
    response = client.post(FORM, written())
    member = Member.objects.get()
    before = figures.members(timezone.localdate()).quantity.number
    [letter] = letters()
    shown = client.get(page_of(member))
    still = Member.objects.get()
    pressed = client.post(page_of(member, "bekraeft/"))

    assert (response.status_code, response["Location"]) == (303, THANKS)
    assert member.email == "anne@example.org"
    assert member.interests == [Interest.MEETINGS, Interest.TOPICS]
    assert (member.delete_on_date - timezone.localdate()).days == 7
    assert before == "0"
    assert letter.to == ["anne@example.org"]
    assert page_of(member) in letter.body
    # Nobody sends words of their own to others through the form.
    assert "Anne" not in letter.body
    assert "Hjulet" not in letter.body
    assert "Ja, jeg vil være med" in shown.text
    assert still.state == Member.State.PENDING
    assert (pressed.status_code, pressed["Location"]) == (
        303,
        page_of(member, "?velkommen"),
    )
    now = Member.objects.get()
    assert now.is_active
    assert (now.delete_on_date - timezone.localdate()).days == 730
    assert now.consent_version == consents.CURRENT
    assert figures.members(timezone.localdate()).quantity.number == "1"
    assert "Velkommen i netværket" in client.get(pressed["Location"]).text


def test_pressing_twice_changes_nothing(client):
    member = MemberFactory()
    client.post(page_of(member, "bekraeft/"))
    first = Member.objects.get()

    client.post(page_of(member, "bekraeft/"))

    assert Member.objects.get().joined_at == first.joined_at


def test_a_member_who_asks_again_gets_the_own_link_and_nothing_changes(client):
    member = MemberFactory(email="anne@example.org", active=True, name="Anne Før")

    response = client.post(FORM, written())

    [letter] = letters()
    assert (response.status_code, response["Location"]) == (303, THANKS)
    assert page_of(member) in letter.body
    assert "allerede medlem" in letter.body
    now = Member.objects.get()
    assert (now.name, now.interests) == ("Anne Før", [Interest.MEETINGS])
    assert now.delete_on_date == member.delete_on_date


def test_the_answer_is_the_same_whoever_asks(client):
    MemberFactory(email="anne@example.org", active=True)
    MemberFactory(email="bo@example.org")

    answers = [
        client.post(FORM, written(email=f"{who}@example.org"))
        for who in ("anne", "bo", "carl")
    ]

    assert {(a.status_code, a["Location"], a.content) for a in answers} == {
        (303, THANKS, b"")
    }


def test_who_never_confirmed_may_write_it_anew(client):
    client.post(FORM, written())
    Member.objects.update(delete_on_date=timezone.localdate() + timedelta(days=1))

    client.post(FORM, written(name="Anne Ny", interests=["klynger"]))

    member = Member.objects.get()
    assert (member.name, member.interests) == ("Anne Ny", [Interest.CLUSTERS])
    assert (member.delete_on_date - timezone.localdate()).days == 7
    assert len(letters()) == 2


def test_a_membership_that_has_lapsed_does_not_come_back_by_itself(client):
    lapsed = MemberFactory(
        email="anne@example.org", active=True, delete_on_date=timezone.localdate()
    )

    shown = client.get(page_of(lapsed))
    client.post(FORM, written())

    assert shown.status_code == 404
    assert Member.objects.get().pk != lapsed.pk
    assert not Member.objects.get().is_active


def test_a_form_sent_twice_brings_one_mail(client):
    typed = written()

    answers = [client.post(FORM, typed) for _ in range(8)]

    assert {answer.status_code for answer in answers} == {303}
    assert Member.objects.count() == 1
    assert len(letters()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_form_that_comes_many_times_at_once_brings_one_mail():
    join = partial(
        membership.join,
        sending_key="k" * 64,
        email="anne@example.org",
        name="",
        organisation="",
        interests=["moeder"],
    )

    answers = all_at_once(8, partial(patiently, join))

    assert answers == [None] * 8
    assert Member.objects.count() == 1
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"email": ""}, "Skriv din mailadresse."),
        ({"email": "anne"}, "Skriv en mailadresse, fx navn@firma.dk."),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, "Skriv en mailadresse"),
        ({"interests": []}, "Vælg mindst én ting, du vil høre om."),
        ({"interests": ["vejret"]}, "Vælg blandt mulighederne."),
        ({"name": "a" * 121}, "Skriv højst 120 tegn."),
        ({"name": "a\x00b"}, "Null-tegn er ikke tilladte."),
        ({"webadresse": "x"}, "Et skjult felt var udfyldt."),
        ({"sending": ""}, "Siden har stået åben for længe."),
        ({"sending": new_sending}, "Det gik meget hurtigt."),
    ],
)
def test_what_is_missing_is_said_and_what_is_typed_is_kept(client, typed, told):
    typed = {key: value() if callable(value) else value for key, value in typed.items()}

    response = client.post(FORM, written(organisation="Hjulet", **typed))

    assert response.status_code == 200
    assert told in response.text
    assert Page(response.text).title.startswith("Fejl: ")
    assert response.context["form"]["organisation"].value() == "Hjulet"
    assert Member.objects.count() == 0


def test_an_address_is_written_to_three_times_an_hour(client):
    for _ in range(3):
        client.post(FORM, written())

    refused = client.post(FORM, written(name="Den fjerde"))

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert "Den fjerde" in refused.text
    assert len(letters()) == 3


def test_a_visitor_writes_for_ten_addresses_an_hour(client):
    for number in range(10):
        client.post(FORM, written(email=f"a{number}@example.org"))

    refused = client.post(FORM, written(email="a10@example.org"))

    assert refused.status_code == 429
    assert Member.objects.count() == 10


def test_a_post_without_the_guard_is_refused():
    response = Client(enforce_csrf_checks=True).post(FORM, written())

    assert response.status_code == 403
    assert Member.objects.count() == 0


# The member's own page


def test_the_page_shows_all_that_is_kept(client):
    member = MemberFactory(active=True, name="Anne", organisation="Hjulet")

    page = client.get(page_of(member))

    for words in (member.email, "Anne", "Hjulet", consents.TEXTS["2026-11"]):
        assert words in page.text
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "same-origin"


def test_a_member_changes_what_is_theirs_and_nothing_else(client):
    member = MemberFactory(active=True)
    before = member.consented_at

    response = client.post(
        page_of(member),
        {
            "interests": ["klynger", "hoeringer"],
            "name": "Anne",
            "organisation": "",
            "email": "en-anden@example.org",
            "state": "afventer",
            "delete_on_date": "2099-01-01",
        },
    )

    now = Member.objects.get()
    assert (response.status_code, response["Location"]) == (
        303,
        page_of(member, "?gemt"),
    )
    assert now.interests == [Interest.CLUSTERS, Interest.HEARINGS]
    assert now.name == "Anne"
    assert now.consented_at > before
    assert (now.email, now.state, now.delete_on_date) == (
        member.email,
        "aktiv",
        member.delete_on_date,
    )


def test_a_member_who_wants_nothing_is_told_to_leave_instead(client):
    member = MemberFactory(active=True)

    response = client.post(page_of(member), {"interests": [], "name": "Anne"})

    assert response.status_code == 200
    assert "Vælg mindst én ting" in response.text
    assert 'value="Anne"' in response.text
    assert Member.objects.get().interests == [Interest.MEETINGS]


def test_reading_changes_nothing(client):
    pending, active = MemberFactory(), MemberFactory(active=True)
    before = list(Member.objects.order_by("pk").values())

    for member in (pending, active):
        for ending in ("", "meld-ud/", "bekraeft/", "forny/"):
            for read in (client.get, client.head):
                read(page_of(member, ending))

    assert list(Member.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("ending", ["", "bekraeft/", "forny/"])
def test_links_that_do_not_work_answer_alike(client, ending):
    gone = MemberFactory(active=True)
    gone.delete()
    overdue = MemberFactory(active=True, delete_on_date=timezone.localdate())
    send = client.get if ending == "" else client.post

    answers = [
        send(f"{FORM}{token}/{ending}")
        for token in (gone.token, overdue.token, "sludder", "a" * 5000)
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert "Linket virker ikke" in answers[0].text


def test_the_database_holds_no_token(client):
    client.post(FORM, written())
    member = Member.objects.get()

    rows = [*Member.objects.values(), *Message.objects.values()]

    assert member.token not in repr(rows)


# Leaving


def test_one_click_leaves_without_cookie_or_guard(client):
    member = MemberFactory(active=True)
    stranger = Client(enforce_csrf_checks=True)

    first = stranger.post(
        page_of(member, "meld-ud/"), {"List-Unsubscribe": "One-Click"}
    )
    again = stranger.post(page_of(member, "meld-ud/"))
    unknown = stranger.post(f"{FORM}sludder/meld-ud/")

    assert not Member.objects.exists()
    assert [a.status_code for a in (first, again, unknown)] == [200] * 3
    assert first.content == again.content == unknown.content
    assert not first.cookies
    assert "Du er meldt ud" in first.text


def test_the_page_for_leaving_has_a_button_and_needs_no_cookie(client):
    member = MemberFactory(active=True)

    page = client.get(page_of(member, "meld-ud/"))

    assert page.status_code == 200
    assert not page.cookies
    assert '<form method="post">' in page.text
    assert Member.objects.exists()


def test_who_leaves_takes_the_mails_on_their_way_along(client):
    client.post(FORM, written())
    client.post(FORM, written(email="bo@example.org"))
    anne = Member.objects.get(email="anne@example.org")

    client.post(page_of(anne, "meld-ud/"))

    [waiting] = Message.objects.all()
    assert waiting.email.to == ["bo@example.org"]


def test_the_editor_deletes_as_when_the_member_leaves(client, editor_client):
    client.post(FORM, written())
    member = Member.objects.get()
    place = f"/admin/network/member/{member.pk}/delete/"
    version = editor_client.get(place).context["version"]

    editor_client.post(place, {"post": "yes", "_version": version})

    assert not Member.objects.exists()
    assert not Message.objects.exists()


# Staying


def lapsing(days, **values):
    day = timezone.localdate() + timedelta(days=days)
    return MemberFactory(active=True, delete_on_date=day, **values)


def test_members_are_asked_once_before_they_lapse(client):
    soon = lapsing(30)
    lapsing(31)
    MemberFactory(delete_on_date=timezone.localdate() + timedelta(days=3))

    for _ in range(2):
        call_command("renew_memberships", verbosity=0)

    [letter] = letters()
    assert letter.to == [soon.email]
    assert page_of(soon) in letter.body
    assert letter.extra_headers["List-Unsubscribe"].endswith(
        f"{page_of(soon, 'meld-ud/')}>"
    )
    assert "Bliv medlem fortsat" in client.get(page_of(soon)).text


def test_who_is_asked_late_has_time_to_answer():
    late = lapsing(0)

    call_command("renew_memberships", verbosity=0)

    late.refresh_from_db()
    assert (late.delete_on_date - timezone.localdate()).days == 14


def test_a_press_of_the_button_renews(client):
    member = lapsing(10, renewal_asked_at=timezone.now())

    response = client.post(page_of(member, "forny/"))

    now = Member.objects.get()
    assert response["Location"] == page_of(member, "?fornyet")
    assert (now.delete_on_date - timezone.localdate()).days == 730
    assert now.renewal_asked_at is None
    assert "Bliv medlem fortsat" not in client.get(response["Location"]).text


def test_who_does_not_answer_is_deleted_on_the_day():
    lapsing(0, renewal_asked_at=timezone.now())

    call_command("delete_expired", verbosity=0)

    assert not Member.objects.exists()


# What stays as it is


def test_the_words_of_a_consent_never_change():
    assert consents.TEXTS["2026-11"] == (
        "Roskilde Kommune må bruge min mailadresse og det, jeg ellers skriver her, til "
        "at sende mig mail om det, jeg har valgt. Jeg kan sige nej igen når som helst."
    )


def test_the_list_on_the_desk_shows_no_address(editor_client):
    member = MemberFactory(active=True, name="Anne")

    shown = editor_client.get("/admin/network/member/")

    assert member.email not in shown.text
    assert "Anne" not in shown.text
