"""Signing in at /konto/: who gets in, how often one may try, and with what proof."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from mailer.models import Message

from common.mail import TOKEN
from portal.accounts import sessions
from portal.accounts.codes import accept
from strategy.models import BoardSeat
from tests.routes import walk
from tests.strategy.factories import BoardSeatFactory
from tests.threads import all_at_once, patiently

pytestmark = pytest.mark.django_db

PASSWORD = "fire ord efter hinanden"
DOOR, CODE, ENROL = "/konto/log-ind/", "/konto/log-ind/kode/", "/konto/to-trin/"


@pytest.fixture
def member():
    """Somebody with a seat on the board."""
    user = User.objects.create_user("bo@example.org", "bo@example.org", PASSWORD)
    BoardSeatFactory(user=user, start_date="2020-01-01")
    return user


@pytest.fixture
def worker():
    """Somebody who works here and has only a password yet."""
    return User.objects.create_superuser("signe", "signe@example.org", PASSWORD)


@pytest.fixture
def strict(settings):
    """The rule of production: no staff without a second factor."""
    settings.SECOND_FACTOR = True


def sign_in(client, login, password=PASSWORD, **extra):
    return client.post(DOOR, {"login": login, "password": password}, **extra)


def enrol(user):
    """Give a user a second factor, and return its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def code_of(secret, steps=0):
    counter = int(time.time()) // 30 + steps
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def other_than(*codes):
    return next(f"{n:06}" for n in range(10) if f"{n:06}" not in codes)


# The door


@pytest.mark.parametrize("login", ["bo@example.org", "BO@Example.org"])
def test_a_member_comes_in_by_name_and_password(client, member, login):
    response = sign_in(client, login)

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(member.pk)


def test_everybody_is_led_to_what_they_came_for(member, worker):
    stranger = User.objects.create_user("c", "c@example.org", PASSWORD)

    ways = [
        sign_in(Client(), user.username)["Location"]
        for user in (member, worker, stranger)
    ]

    assert ways == [reverse("strategy:preparation"), "/admin/", "/konto/"]


def test_the_door_leads_on_to_the_page_that_was_asked_for(client, worker):
    door = client.get("/admin/strategy/goal/", follow=True)
    response = client.post(
        f"{DOOR}?next=/admin/strategy/goal/",
        {"login": "signe", "password": PASSWORD},
    )

    assert door.redirect_chain[-1][0] == f"{DOOR}?next=%2Fadmin%2Fstrategy%2Fgoal%2F"
    assert response["Location"] == "/admin/strategy/goal/"


@pytest.mark.parametrize(
    "place",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:"],
)
def test_the_door_leads_nowhere_else(client, worker, place):
    response = client.post(
        DOOR, {"login": "signe", "password": PASSWORD, "next": place}
    )

    assert "evil" not in response["Location"]
    assert response["Location"].startswith("/")


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client, member):
    answers = [
        sign_in(client, login, "forkert").context["form"].non_field_errors()
        for login in ("bo@example.org", "ingen@example.org", "ingen")
    ]

    assert answers == [["Navn og adgangskode passer ikke sammen."]] * 3


def test_nobody_signs_up():
    names = [route for route, _view in walk() if route.startswith("konto/")]

    assert names
    assert [name for name in names if "signup" in name or "tilmeld" in name] == []


def test_a_closed_account_is_told_so_and_stays_out(client, member):
    User.objects.filter(pk=member.pk).update(is_active=False)

    response = sign_in(client, "bo@example.org")

    assert "_auth_user_id" not in client.session
    assert response.status_code in (200, 302)


def test_the_fifth_wrong_try_is_the_last_even_with_the_right_password(client, member):
    for _ in range(5):
        assert sign_in(client, "bo@example.org", "forkert").status_code == 200

    response = sign_in(client, " BO@example.org")

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 60
    assert "Du har prøvet for mange gange." in response.text
    assert "BO@example.org" in response.text
    assert "_auth_user_id" not in client.session


def test_who_tries_from_elsewhere_locks_nobody_out(client, member):
    for _ in range(6):
        sign_in(Client(), "bo@example.org", "forkert", REMOTE_ADDR="192.0.2.7")

    response = sign_in(client, "bo@example.org")

    assert response.status_code == 302


def test_only_what_failed_is_counted(member):
    answers = [sign_in(Client(), "bo@example.org").status_code for _ in range(7)]

    assert answers == [302] * 7


def test_one_place_may_try_twenty_names_an_hour(client, member):
    answers = [sign_in(client, f"navn{n}", "forkert").status_code for n in range(21)]

    assert answers == [200] * 20 + [429]


def test_signing_out_empties_the_browser(client, member):
    sign_in(client, "bo@example.org")
    cookie = client.cookies["session"].value

    response = client.post("/konto/log-ud/")
    client.cookies["session"] = cookie

    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.get("/konto/").status_code == 302


def test_the_desk_has_the_same_doors(client, worker):
    sign_in(client, "signe")

    changed = client.get("/admin/password_change/")
    inside = client.get("/admin/login/")
    out = client.post("/admin/logout/")

    assert changed["Location"] == "/konto/adgangskode/"
    assert inside["Location"] == "/admin/"
    assert "Clear-Site-Data" in out.headers


def test_a_member_is_told_that_the_desk_is_not_for_them(client, member):
    sign_in(client, "bo@example.org")

    assert client.get("/admin/", follow=True).status_code == 403


# How long


@pytest.mark.parametrize(
    ("who", "hours", "is_in"),
    [("member", 7.9, True), ("member", 8.1, False), ("worker", 0.6, False)],
)
def test_a_session_ends(client, request, monkeypatch, who, hours, is_in):
    sign_in(client, request.getfixturevalue(who).username)
    later = time.time() + hours * 3600

    monkeypatch.setattr(sessions.time, "time", lambda: later)

    assert (client.get("/konto/").status_code == 200) is is_in


def test_who_works_on_stays_in(client, worker, monkeypatch):
    sign_in(client, "signe")
    began = time.time()

    for minutes in range(20, 400, 20):
        later = began + minutes * 60
        monkeypatch.setattr(sessions.time, "time", lambda now=later: now)
        assert client.get("/konto/").status_code == 200


def test_one_sees_and_ends_the_other_places(client, member):
    elsewhere = Client()
    sign_in(client, "bo@example.org")
    sign_in(elsewhere, "bo@example.org", HTTP_USER_AGENT="En anden browser")

    page = client.get("/konto/enheder/")
    client.post("/konto/enheder/")

    assert "En anden browser" in page.text
    assert elsewhere.get("/konto/").status_code == 302
    assert client.get("/konto/").status_code == 200
    assert set(UserSession.objects.values_list("ip", flat=True)) == {"0.0.0.0"}


def test_what_is_left_of_old_sessions_is_deleted(client, member):
    sign_in(client, "bo@example.org")
    UserSession.objects.update(created_at=timezone.now() - timedelta(hours=9))

    call_command("delete_expired", verbosity=0)

    assert not UserSession.objects.exists()


# Passwords


def test_a_new_password_ends_the_other_sessions(client, member):
    elsewhere = Client()
    for browser in (client, elsewhere):
        sign_in(browser, "bo@example.org")

    response = client.post(
        "/konto/adgangskode/",
        {
            "oldpassword": PASSWORD,
            "password1": "en helt anden sætning",
            "password2": "en helt anden sætning",
        },
        follow=True,
    )

    assert "Din adgangskode er ændret." in response.text
    assert client.get("/konto/").status_code == 200
    assert elsewhere.get("/konto/").status_code == 302


def test_a_short_password_is_refused_in_words(client, member):
    sign_in(client, "bo@example.org")

    response = client.post(
        "/konto/adgangskode/",
        {"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"},
    )

    assert response.context["form"].errors["password1"]
    assert User.objects.get(pk=member.pk).check_password(PASSWORD)


def send_mail():
    call_command("send_mail", verbosity=0)
    return mail.outbox


@pytest.mark.parametrize("address", ["bo@example.org", "ingen@example.org"])
def test_asking_for_a_new_password_tells_nothing(client, member, address):
    response = client.post("/konto/glemt/", {"email": address}, follow=True)

    letters = send_mail()
    assert "Har mailadressen en konto her" in response.text
    assert [letter.to for letter in letters] == (
        [["bo@example.org"]] if address.startswith("bo") else []
    )


def test_the_link_gives_a_new_password_once(client, member):
    client.post("/konto/glemt/", {"email": "bo@example.org"})
    body = send_mail()[0].body
    link = next(line for line in body.splitlines() if "/konto/ny-kode/" in line)
    new = {"password1": "den nye sætning her", "password2": "den nye sætning her"}

    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], new)
    again = Client().get(link)

    assert sign_in(Client(), "bo@example.org", "den nye sætning her").status_code == 302
    assert "Linket virker ikke mere" in again.text


def test_the_queue_holds_no_link_that_works(client, member):
    client.post("/konto/glemt/", {"email": "bo@example.org"})
    queued = Message.objects.get().email

    (letter,) = send_mail()
    (page, _) = letter.alternatives[0]
    key = letter.body.split("/konto/ny-kode/")[1].split("/")[0].partition("-")[2]

    assert set(re.findall(r"/ny-kode/\w+-([^/]+)/", repr(vars(queued)))) == {TOKEN}
    assert page.count(key) == 3
    assert TOKEN not in letter.body + page


@pytest.mark.parametrize(
    "meanwhile", [{"is_active": False}, {"email": "ny@example.org"}]
)
def test_no_link_goes_to_a_closed_account_or_a_former_address(
    client, member, meanwhile
):
    client.post("/konto/glemt/", {"email": "bo@example.org"})
    User.objects.filter(pk=member.pk).update(**meanwhile)

    assert send_mail() == []
    assert not Message.objects.exists()


def test_four_links_an_hour_are_one_too_many(client, member):
    for _ in range(4):
        answer = client.post("/konto/glemt/", {"email": "bo@example.org"})

    assert answer.status_code == 302
    assert len(send_mail()) == 3


# The second factor


def test_staff_enrol_before_they_reach_anything(client, worker, strict):
    sign_in(client, "signe")

    reached = [
        route
        for route, _view in walk()
        if route.startswith(("admin/", "konto/", "strategi/til-moedet/"))
        and "<" not in route
        and "(?P" not in route
        and client.get(f"/{route}").headers.get("Location") != ENROL
    ]

    # The door itself leads on, and the one page that is there is how to enrol.
    assert set(reached) <= {
        "konto/log-ind/",
        "konto/log-ud/",
        "konto/to-trin/",
        "konto/bekraeft/",
        "konto/bekraeft/kode/",
    }
    assert client.get(ENROL).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_enrolling_opens_the_desk_and_renews_the_key(client, worker, strict):
    sign_in(client, "signe")
    secret = client.get(ENROL).context["form"].secret
    before = client.session.session_key

    wrong = client.post(ENROL, {"code": other_than(code_of(secret))})
    done = client.post(ENROL, {"code": code_of(secret)})
    right = client.get(done["Location"])

    assert wrong.context["form"].errors["code"]
    assert done["Location"] == "/konto/noedkoder/"
    assert len(right.context["unused_codes"]) == 10
    assert client.get("/admin/").status_code == 200
    assert client.session.session_key != before
    stored = Authenticator.objects.get(user=worker, type="totp").data["secret"]
    assert secret not in stored
    assert decrypt(stored) == secret


def test_a_session_from_before_the_second_factor_is_over(client, worker, strict):
    sign_in(client, "signe")
    enrol(worker)

    response = client.get("/admin/")

    assert response["Location"].startswith("/admin/login/")
    assert "_auth_user_id" not in client.session


def test_a_password_alone_opens_nothing_once_there_is_a_second_factor(client, worker):
    secret = enrol(worker)

    first = sign_in(client, "signe")
    halfway = client.get("/admin/")
    wrong = client.post(
        CODE, {"code": other_than(code_of(secret), code_of(secret, -1))}
    )
    right = client.post(CODE, {"code": code_of(secret)})

    assert first["Location"] == CODE
    assert halfway.status_code == 302
    assert wrong.status_code == 200
    assert right["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_the_sixth_code_is_not_even_looked_at(client, worker):
    secret = enrol(worker)
    sign_in(client, "signe")
    wrong = other_than(code_of(secret), code_of(secret, 1), code_of(secret, -1))

    for _ in range(5):
        client.post(CODE, {"code": wrong})
    response = client.post(CODE, {"code": code_of(secret)})

    assert "Du har prøvet for mange gange." in response.text
    assert "_auth_user_id" not in client.session


def test_a_code_opens_once(worker):
    secret = enrol(worker)
    code = code_of(secret)

    assert accept(worker, code)
    assert accept(worker, code) is None
    assert accept(worker, code_of(secret, -1)) is None
    assert accept(worker, f" {code_of(secret, 1)} ")


def test_a_recovery_code_opens_once(worker):
    enrol(worker)
    code = RecoveryCodes.activate(worker).get_unused_codes()[0]

    assert accept(worker, code)
    assert accept(worker, code) is None


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_send_one_code_at_once_one_gets_in():
    worker = User.objects.create_superuser("signe", "signe@example.org", PASSWORD)
    code = code_of(enrol(worker))

    answers = all_at_once(20, lambda: patiently(accept, worker, code))

    assert sum(isinstance(answer, Authenticator) for answer in answers) == 1
    assert answers.count(None) == 19


def test_a_former_key_still_opens_and_is_left_behind(worker, settings):
    secret = enrol(worker)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key " * 5

    assert accept(worker, code_of(secret))
    settings.SECRET_KEY_FALLBACKS = []
    stored = Authenticator.objects.get(type="totp").data["secret"]

    assert decrypt(stored) == secret


def test_staff_cannot_go_back_to_a_password_alone(client, worker, strict):
    secret = enrol(worker)
    sign_in(client, "signe")
    client.post(CODE, {"code": code_of(secret)})

    response = client.post("/konto/to-trin/fra/")

    assert "skal have totrinsbekræftelse" in response.text
    assert Authenticator.objects.filter(user=worker, type="totp").exists()


def test_a_member_may_have_a_second_factor_and_give_it_up(client, member, strict):
    sign_in(client, "bo@example.org")
    secret = client.get(ENROL).context["form"].secret
    client.post(ENROL, {"code": code_of(secret)})

    client.post("/konto/to-trin/fra/")

    assert not Authenticator.objects.exists()
    assert BoardSeat.objects.filter(user=member).exists()


def test_a_new_password_by_mail_never_skips_the_second_factor(client, worker):
    enrol(worker)
    client.post("/konto/glemt/", {"email": "signe@example.org"})
    body = send_mail()[0].body
    link = next(line for line in body.splitlines() if "/konto/ny-kode/" in line)
    form = client.get(link, follow=True)
    new = {"password1": "den nye sætning her", "password2": "den nye sætning her"}

    client.post(form.redirect_chain[-1][0], new)

    assert "_auth_user_id" not in client.session
    assert sign_in(client, "signe", "den nye sætning her")["Location"] == CODE


def test_who_lost_the_telephone_can_enrol_anew(client, worker, strict):
    secret = enrol(worker)
    sign_in(client, "signe")
    client.post(CODE, {"code": code_of(secret)})

    call_command("remove_second_factor", "signe", verbosity=0)
    after = client.get("/admin/")
    sign_in(client, "signe")

    assert after["Location"].startswith("/admin/login/")
    assert client.get("/admin/")["Location"] == ENROL
    with pytest.raises(CommandError):
        call_command("remove_second_factor", "ingen")


def test_no_seed_and_no_session_is_on_the_desk(editor_client):
    text = editor_client.get("/admin/").text
    names = [route for route, _view in walk() if route.startswith("admin/")]

    assert [n for n in names if n.startswith(("admin/mfa", "admin/usersessions"))] == []
    assert "authenticator" not in text.lower()


def test_pages_of_the_account_are_for_one_reader(client, member):
    sign_in(client, "bo@example.org")

    response = client.get("/konto/")

    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
