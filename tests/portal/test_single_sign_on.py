"""Signing in by the municipality's provider: a whole conversation on this machine."""

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.auth.models import User
from django.test import Client

from tests.portal.identity_provider import CLIENT, SECRET, provider
from tests.portal.test_accounts import CODE, DOOR, code_of, enrol
from tests.portal.test_settings import start
from tests.strategy.factories import BoardSeatFactory

pytestmark = pytest.mark.django_db

LEAVE, BACK = "/konto/kommune/", "/konto/kommune/retur/"


@pytest.fixture
def municipality(settings):
    with provider() as server:
        settings.OIDC_SERVER, settings.OIDC_NAME = server.url, "kommunens login"
        usual = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
        app = {
            "provider_id": "kommune",
            "name": "kommunens login",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": server.url},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": usual | {"APPS": [app]}}
        yield server


@pytest.fixture
def signe():
    return User.objects.create_user("signe", "signe@example.org")


def come(client, municipality, place=LEAVE, **changes):
    """Go to the provider, be recognised there, and come back."""
    away = client.get(place)
    return client.get(BACK, municipality.approve(away["Location"]) | changes)


def is_in(client, user):
    return client.session.get("_auth_user_id") == str(user.pk)


# Off


def test_it_is_off_unless_it_is_set_up(client):
    assert [client.get(place).status_code for place in (LEAVE, BACK)] == [404, 404]
    assert "kommunens login" not in client.get(DOOR).text


@pytest.mark.parametrize("name", ["OIDC_SERVER", "OIDC_CLIENT_ID", "OIDC_SECRET"])
def test_half_a_set_up_stops_the_start(name):
    process = start(**{name: "https://id.example"})

    assert process.returncode != 0
    assert "belong together" in process.stderr


def test_the_provider_is_reached_by_https_only():
    process = start(
        OIDC_SERVER="http://id.example", OIDC_CLIENT_ID="a", OIDC_SECRET="b"
    )

    assert "must begin with https://" in process.stderr


# In


def test_the_door_offers_it_and_leads_on(client, municipality, signe):
    BoardSeatFactory(user=signe, start_date="2020-01-01")
    door = client.get(f"{DOOR}?next=/strategi/til-moedet/").text

    response = come(client, municipality, f"{LEAVE}?next=/strategi/til-moedet/")

    assert f'href="{LEAVE}?next=/strategi/til-moedet/"' in door
    assert "Log ind med kommunens login" in door
    assert response["Location"] == "/strategi/til-moedet/"
    assert is_in(client, signe)
    assert client.get("/strategi/til-moedet/").status_code == 200


def test_it_opens_no_rights(client, municipality, signe):
    come(client, municipality)

    signe.refresh_from_db()
    assert not signe.is_staff
    assert not signe.has_usable_password()
    assert not signe.user_permissions.exists()
    assert client.get("/admin/strategy/goal/").status_code == 302
    assert client.get("/strategi/til-moedet/").status_code == 404


def test_only_the_providers_name_for_somebody_is_kept(client, municipality, signe):
    municipality.claims |= {"name": "Signe Skov", "phone": "00000000"}

    for _ in range(2):
        come(Client(), municipality)

    kept = SocialAccount.objects.get()
    assert (kept.user, kept.uid, kept.extra_data) == (signe, "42", {})
    assert not SocialToken.objects.exists()
    signe.refresh_from_db()
    assert (signe.first_name, signe.last_name) == ("", "")


def test_staff_still_show_a_second_factor_of_the_portals_own(
    client, municipality, settings
):
    settings.SECOND_FACTOR = True
    worker = User.objects.create_superuser("signe", "signe@example.org", "x" * 20)
    secret = enrol(worker)

    response = come(client, municipality)
    before = client.get("/admin/")
    client.post(CODE, {"code": code_of(secret)})

    assert response["Location"].startswith(CODE)
    assert before.status_code == 302
    assert client.get("/admin/").status_code == 200


def test_staff_without_one_are_led_to_get_it(client, municipality, settings):
    settings.SECOND_FACTOR = True
    User.objects.create_superuser("signe", "signe@example.org", "x" * 20)

    come(client, municipality)

    assert client.get("/admin/")["Location"] == "/konto/to-trin/"


def test_who_has_no_password_can_get_one_by_mail(client, municipality, signe):
    come(client, municipality)

    assert client.get("/konto/adgangskode/")["Location"] == "/konto/glemt/"


# Not in


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "fremmed@example.org"},
        {"email": ""},
        {"email": "signe@example.org", "email_verified": False},
    ],
)
def test_who_has_no_account_gets_none(client, municipality, signe, claims):
    municipality.claims |= claims

    response = come(client, municipality)

    assert response.status_code == 403
    assert "ingen konto på portalen" in response.text
    assert not is_in(client, signe)
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()


def test_an_address_that_was_given_to_somebody_new_opens_nothing(
    client, municipality, signe
):
    come(Client(), municipality)
    municipality.claims["sub"] = "43"

    response = come(client, municipality)

    assert response.status_code == 403
    assert not is_in(client, signe)


def test_two_accounts_with_one_address_open_neither(client, municipality, signe):
    User.objects.create_user("signe2", "Signe@Example.org")

    assert come(client, municipality).status_code == 403


def test_a_closed_account_stays_closed(client, municipality, signe):
    come(Client(), municipality)
    User.objects.update(is_active=False)

    come(client, municipality)

    assert not is_in(client, signe)


def test_an_answer_that_nobody_asked_for_opens_nothing(client, municipality, signe):
    answers = [
        come(client, municipality, state="somebody-elses"),
        come(client, municipality, code="guessed"),
        client.get(BACK),
        client.get(BACK, {"error": "access_denied", "state": "x"}),
    ]

    assert {answer.status_code for answer in answers} == {400}
    assert all("Du kom ikke ind" in answer.text for answer in answers)
    assert not is_in(client, signe)


def test_a_token_for_another_site_opens_nothing(client, municipality, signe):
    municipality.audience = "another"

    assert come(client, municipality).status_code == 400
    assert not is_in(client, signe)


def test_nobody_is_tied_to_the_account_that_is_open(client, municipality, signe):
    client.force_login(User.objects.create_user("bo"))

    assert client.get(f"{LEAVE}?process=connect").status_code == 404


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example"])
def test_it_leads_to_no_other_site(client, municipality, signe, place):
    response = come(client, municipality, f"{LEAVE}?next={place}")

    assert response["Location"].startswith("/konto/")


def test_a_provider_that_is_ill_is_told_kindly(client, municipality, caplog):
    municipality.is_ill = True

    response = client.get(LEAVE)

    assert response.status_code == 503
    assert "log ind med adgangskode" in response.text
