"""Who gets in where: a rule for every address, and the admin closed to strangers."""

import runpy
import sys

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from tests.factories import FACTORIES
from tests.routes import (
    address,
    admin_pages,
    content_of,
    open_everything,
    public_routes,
    walk,
)

pytestmark = pytest.mark.django_db

PUBLIC, STAFF, DEVELOPMENT = "everybody", "staff", "in development only"
# Who may change evaluations; for everybody else there is nothing there.
WRITER = "who writes the evaluation"
# Who has a link that opens what is theirs; test_returns_pages.py and
# tests/network/topics/test_suggestions.py ask who gets in.
REPORTER = "who has a link"
# Who has a link to a seat; tests/network/sign_up/test_views.py asks who gets in.
SEATED = "who has a link to a seat"
# Who is signed in; tests/portal/test_accounts.py asks who gets in.
ACCOUNT = "who has an account"
# Nobody before single sign-on is set up; tests/portal/test_single_sign_on.py.
OFF = "nobody, unless it is set up"
# Who has a member's link; tests/network/members/test_membership.py asks who gets in.
MEMBER = "who has a link of a member"
# Who sits on the board today, and the editor; everybody else finds nothing.
BOARD = "the board"

# Each route of the URLconf. A new one must say here who may use it. One that ends in
# "*" speaks for all that begin like it.
RULES = {
    "": PUBLIC,
    "kontakt/": PUBLIC,
    "kontakt/skriv/": PUBLIC,
    "kontakt/skriv/tak/": PUBLIC,
    "kontakt/svar/<str:token>/": REPORTER,
    "om/": PUBLIC,
    "privatliv/": PUBLIC,
    "tilgaengelighed/": PUBLIC,
    "was": PUBLIC,
    "virksomheder/": PUBLIC,
    "virksomheder/indberet/": REPORTER,
    "virksomheder/indberet/tal/": REPORTER,
    "virksomheder/indberet/gennemse/": REPORTER,
    "virksomheder/indberet/kvittering/": REPORTER,
    "virksomheder/indberet/<str:token>/": REPORTER,
    "virksomheder/indberet/nyt-link/": REPORTER,
    "virksomheder/indberet/nyt-link/sendt/": REPORTER,
    "virksomheder/<slug:slug>/": PUBLIC,
    "virksomheder/<slug:slug>/logo": PUBLIC,
    "virksomheder/<slug:slug>/billede": PUBLIC,
    "virksomheder/<slug:slug>/ret/": PUBLIC,
    "virksomheder/<slug:slug>/ret/tak/": PUBLIC,
    "tal/": PUBLIC,
    "tal/status/": PUBLIC,
    "tal/status/<slug:slug>/": PUBLIC,
    "strategi/": PUBLIC,
    "strategi/indsatser/": PUBLIC,
    "strategi/indsatser/<slug:slug>/vil-med/": PUBLIC,
    "strategi/indsatser/<slug:slug>/vil-med/tak/": PUBLIC,
    "strategi/prisen/": PUBLIC,
    "strategi/prisen/<int:year>/billede": PUBLIC,
    "strategi/prisen/<int:year>/indstil/": PUBLIC,
    "strategi/prisen/<int:year>/indstil/tak/": PUBLIC,
    "strategi/advisory-board/": PUBLIC,
    "strategi/advisory-board/bilag/<int:pk>": PUBLIC,
    "strategi/til-moedet/": BOARD,
    "strategi/til-moedet/bilag/<int:pk>": BOARD,
    "strategi/til-moedet/<slug:slug>/": BOARD,
    "strategi/til-moedet/<slug:slug>/laest/": BOARD,
    "strategi/til-moedet/<slug:slug>/bemaerkning/": BOARD,
    "strategi/til-moedet/<slug:slug>/bemaerkning/<slug:anchor>/": BOARD,
    "strategi/til-moedet/<slug:slug>/traek-tilbage/<int:pk>/": BOARD,
    "strategi/indkoeb/": PUBLIC,
    "strategi/rsv/": PUBLIC,
    "strategi/dokumenter/": PUBLIC,
    "strategi/dokumenter/<int:pk>/fil": PUBLIC,
    "strategi/<slug:slug>/": PUBLIC,
    "strategi/<slug:slug>/dokument": PUBLIC,
    "strategi/<slug:slug>/evaluering/": PUBLIC,
    "strategi/<slug:slug>/hoering/": PUBLIC,
    "strategi/<slug:slug>/hoering/tak/": PUBLIC,
    "strategi/<slug:slug>/evaluering/<int:year>/": PUBLIC,
    "strategi/<slug:slug>/evaluering/<int:year>/tal.csv": PUBLIC,
    "strategi/<slug:slug>/evaluering/<int:year>/fastfrosset.json": PUBLIC,
    "strategi/<slug:slug>/evaluering/<int:year>/kladde/": WRITER,
    "netvaerk/": PUBLIC,
    "netvaerk/kalender.ics": PUBLIC,
    "netvaerk/arrangementer/": PUBLIC,
    "netvaerk/arrangementer/<slug:slug>.ics": PUBLIC,
    "netvaerk/arrangementer/<slug:slug>/": PUBLIC,
    "netvaerk/arrangementer/<slug:slug>/tilmelding/": PUBLIC,
    "netvaerk/arrangementer/<slug:slug>/tilmelding/tak/": PUBLIC,
    "netvaerk/plads/<str:token>/": SEATED,
    "netvaerk/plads/<str:token>/ret/": SEATED,
    "netvaerk/plads/<str:token>/afmeld/": SEATED,
    "netvaerk/materialer/<int:pk>": PUBLIC,
    "netvaerk/billeder/<int:pk>": PUBLIC,
    "netvaerk/emner/": PUBLIC,
    "netvaerk/emner/foreslaa/": PUBLIC,
    "netvaerk/emner/foreslaa/tak/": PUBLIC,
    "netvaerk/emner/<slug:slug>/": PUBLIC,
    "netvaerk/emner/<slug:slug>/stoet/": PUBLIC,
    "netvaerk/emner/<slug:slug>/stoet/tak/": PUBLIC,
    "netvaerk/forslag/<str:token>/": REPORTER,
    "netvaerk/stoette/<str:token>/": REPORTER,
    "netvaerk/glemt/": PUBLIC,
    "netvaerk/klynger/": PUBLIC,
    "netvaerk/klynger/<slug:slug>/": PUBLIC,
    "netvaerk/klynger/<slug:slug>/vil-med/": PUBLIC,
    "netvaerk/klynger/<slug:slug>/vil-med/tak/": PUBLIC,
    "netvaerk/medlem/": PUBLIC,
    "netvaerk/medlem/tak/": PUBLIC,
    "netvaerk/medlem/<str:token>/": MEMBER,
    "netvaerk/medlem/<str:token>/bekraeft/": MEMBER,
    "netvaerk/medlem/<str:token>/forny/": MEMBER,
    "netvaerk/medlem/<str:token>/meld-ud/": MEMBER,
    "konto/": ACCOUNT,
    "konto/log-ind/": PUBLIC,
    "konto/log-ind/kode/": ACCOUNT,
    "konto/kommune/": OFF,
    "konto/kommune/retur/": OFF,
    "konto/log-ud/": ACCOUNT,
    "konto/lukket/": PUBLIC,
    "konto/bekraeft/": ACCOUNT,
    "konto/bekraeft/kode/": ACCOUNT,
    "konto/adgangskode/": ACCOUNT,
    "konto/glemt/": PUBLIC,
    "konto/glemt/sendt/": PUBLIC,
    "konto/glemt/faerdig/": PUBLIC,
    "konto/^ny-kode/*": PUBLIC,
    "konto/to-trin/": ACCOUNT,
    "konto/to-trin/fra/": ACCOUNT,
    "konto/noedkoder/": ACCOUNT,
    "konto/noedkoder/nye/": ACCOUNT,
    "konto/enheder/": ACCOUNT,
    "healthz": PUBLIC,
    "readyz": PUBLIC,
    "robots.txt": PUBLIC,
    "sitemap.xml": PUBLIC,
    "komponenter/": DEVELOPMENT,
    # It only leads to the door; the rest is asked for below.
    "admin/login/": PUBLIC,
    "admin/*": STAFF,
}

SIGN_IN = "/admin/login/"
HIDDEN_WORD = "Kanariefugl"

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


def rule_of(route):
    return RULES.get(route) or next(
        (
            rule
            for beginning, rule in RULES.items()
            if beginning.endswith("*") and route.startswith(beginning[:-1])
        ),
        None,
    )


def routes_for(*rules):
    return [route for route, _view in walk() if rule_of(route) in rules]


def staff_addresses():
    """Fill the admin's own routes; pages of a model are asked for model by model."""
    for route in routes_for(STAFF):
        if route == "admin/logout/":
            continue
        if "(?P<" in route:
            yield "/admin/enterprises/" if "app_label" in route else "/admin/x"
        else:
            yield "/" + route.replace("<path:object_id>", "1").replace(
                "<int:content_type_id>", "1"
            )


@pytest.fixture
def outsider_client():
    """A browser in which somebody is signed in who does not work here."""
    client = Client()
    client.force_login(User.objects.create_user("udenfor", password="not-a-secret"))
    return client


@pytest.fixture
def newcomer_client():
    """A browser of somebody who works here and may not do anything yet."""
    client = Client()
    client.force_login(
        User.objects.create_user("ny", password="not-a-secret", is_staff=True)
    )
    return client


# The table


def test_every_route_says_who_may_use_it():
    routes = [route for route, _view in walk()]

    assert [route for route in routes if rule_of(route) is None] == []
    assert [
        route for route in RULES if route not in routes and not route.endswith("*")
    ] == []
    # A page of the admin is never taken for something else.
    assert all(rule_of(r) == STAFF for r in routes if r.startswith("admin/e"))


def test_production_has_no_address_that_is_for_developers(settings, monkeypatch):
    settings.DEVELOPMENT = False
    monkeypatch.delitem(sys.modules, "portal.urls")

    # Which addresses there are is settled when the module is read.
    patterns = runpy.run_module("portal.urls")["urlpatterns"]

    routes = {str(entry.pattern) for entry in patterns}
    assert routes & set(routes_for(DEVELOPMENT)) == set()
    assert "kontakt/" in routes


def test_what_is_public_is_there_without_signing_in():
    open_everything()
    answers = {}

    for route in routes_for(PUBLIC, DEVELOPMENT):
        response = Client().get(address(route))
        content_of(response)
        answers[route] = response.status_code

    assert answers == dict.fromkeys(answers, 200) | {
        "was": 302,
        "admin/login/": 302,
    }


def test_public_routes_are_all_that_is_not_the_admin():
    assert set(public_routes()) == {
        route
        for route in routes_for(
            *(PUBLIC, DEVELOPMENT, REPORTER, SEATED, MEMBER, ACCOUNT, BOARD, WRITER),
            OFF,
        )
        if not route.startswith("admin/")
    }


# Strangers at the door


def test_an_account_leads_strangers_to_the_door():
    faults = {}

    for route in routes_for(ACCOUNT):
        for method in ("get", "post"):
            response = getattr(Client(), method)(f"/{route}")
            where = response.get("Location", "")
            if response.status_code != 302 or response.content:
                faults[route] = response.status_code
            elif where != "/" and not where.startswith("/konto/log-ind/"):
                faults[route] = where

    assert faults == {}


# Strangers at the desk


@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_the_desk_leads_strangers_to_the_door(outsider_client, method):
    faults = []

    for place in staff_addresses():
        for who in (Client(), outsider_client):
            response = getattr(who, method)(place)
            at_door = response.get("Location", "").startswith(SIGN_IN)
            if response.status_code != 302 or not at_door:
                faults.append(f"{place} answers {response.status_code}")
            if response.content:
                faults.append(f"{place} says something")

    assert faults == []


def test_signing_out_changes_nothing_for_a_stranger():
    response = Client().post("/admin/logout/")

    assert response.status_code == 302
    assert "Set-Cookie" not in response.headers


def row_with_a_secret(model):
    """Make a row whose name would show that somebody saw it."""
    if model is User:
        return User.objects.create(username=HIDDEN_WORD)
    if model is Group:
        return Group.objects.create(name=HIDDEN_WORD)
    names = {field.name for field in model._meta.concrete_fields}
    values = dict.fromkeys(names & {"title", "name", "role", "claim"}, HIDDEN_WORD)
    if "email" in names:
        values["email"] = f"{HIDDEN_WORD}@example.org"
    return FACTORIES[model](**values)


OURS = [model for model in MODELS if model in FACTORIES or model in (User, Group)]
OTHERS = [model for model in MODELS if model not in OURS]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_model_shows_nothing_to_those_who_may_not_see_it(
    model, outsider_client, newcomer_client
):
    pk = row_with_a_secret(model).pk
    pages = dict(admin_pages(model, pk))
    faults = []

    for name, place in pages.items():
        for method in ("get", "post"):
            for who in (Client(), outsider_client):
                response = getattr(who, method)(place)
                if response.status_code != 302 or response.content:
                    faults.append(f"{name} {method} a stranger")
                if not response["Location"].startswith(SIGN_IN):
                    faults.append(f"{name} leads to {response['Location']}")
            response = getattr(newcomer_client, method)(place)
            if response.status_code != 403:
                faults.append(f"{name} {method} a newcomer: {response.status_code}")
            if HIDDEN_WORD.encode() in response.content:
                faults.append(f"{name} shows the row to a newcomer")

    assert faults == []
    assert {"changelist", "change", "history"} <= set(pages)
    assert model._default_manager.filter(pk=pk).exists()


def test_the_lists_of_packages_are_closed_too(newcomer_client):
    faults = []

    for model in OTHERS:
        for name, place in admin_pages(model, 1):
            # Where there is no row, its history leads on before it asks who it is.
            if name == "history":
                continue
            if Client().get(place).status_code != 302:
                faults.append(f"{place} lets a stranger in")
            if newcomer_client.get(place).status_code != 403:
                faults.append(f"{place} lets a newcomer in")

    assert faults == []


def test_every_step_is_closed_to_those_who_may_not_take_it(newcomer_client):
    steps = [route for route, _view in walk() if "/trin/" in route]
    faults = []

    for route in steps:
        app_label, model_name = route.split("/")[1:3]
        model = next(
            model
            for model in MODELS
            if (model._meta.app_label, model._meta.model_name)
            == (app_label, model_name)
        )
        place = "/" + route.replace("<path:object_id>", str(FACTORIES[model]().pk))
        for method in ("get", "post"):
            status = getattr(newcomer_client, method)(place).status_code
            if status != 403:
                faults.append(f"{place} {method}: {status}")

    assert steps
    assert faults == []


def test_the_front_of_the_desk_tells_a_newcomer_nothing(newcomer_client):
    for model in OURS:
        row_with_a_secret(model)

    response = newcomer_client.get(reverse("admin:index"))
    text = response.content.decode()

    assert response.status_code == 200
    assert HIDDEN_WORD not in text
    assert response.context["waiting"] == []
    assert response.context["app_list"] == []


def test_searching_needs_leave_to_see(outsider_client, newcomer_client):
    question = {
        "app_label": "strategy",
        "model_name": "goal",
        "field_name": "strategy",
        "term": "",
    }
    place = reverse("admin:autocomplete")

    assert Client().get(place, question).status_code == 302
    assert outsider_client.get(place, question).status_code == 302
    assert newcomer_client.get(place, question).status_code == 403


@pytest.mark.parametrize(
    "place",
    ["/media/", "/media/strategy/document/x.pdf", "/static/../var/media/x", "/var/"],
)
def test_the_store_of_uploads_has_no_address(place):
    assert Client().get(place).status_code == 404


def test_a_stored_file_is_not_found_under_its_own_name():
    opened = open_everything()

    for stored in (
        opened["enterprise"].logo.name,
        opened["strategy"].document.name,
        opened["document"].file.name,
    ):
        for beginning in ("/media/", "/", "/static/", "/uploads/"):
            assert Client().get(beginning + stored).status_code == 404
