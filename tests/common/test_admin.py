"""Two editors and one record: neither overwrites the other unseen."""

import sqlite3
import threading
from copy import deepcopy
from html.parser import HTMLParser

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections
from django.test import Client
from django.urls import path, reverse

from common.admin import HouseAdmin
from common.conflicts import canonical, digest
from enterprises.models import Enterprise, Sector
from tests.enterprises.factories import (
    EnterpriseFactory,
    LocationFactory,
    OfferFactory,
    SectorFactory,
    StaffingReturnFactory,
)

# A site as Django makes it, for the control: what happens without the guard.
stock = admin.AdminSite(name="stock")
stock.register(Sector, admin.ModelAdmin)


class WithoutLock(HouseAdmin):
    """The guard with its lock taken away: both compare before either saves."""

    both = threading.Barrier(2)
    fieldsets = [(None, {"fields": ["name", "slug"]})]

    def _lock(self, object_id):
        """Lock nothing."""

    def _compare(self, request, object_id):
        found = super()._compare(request, object_id)
        self.both.wait(timeout=20)
        return found


unlocked = admin.AdminSite(name="unlocked")
unlocked.register(Sector, WithoutLock)

urlpatterns = [
    path("stock/", stock.urls),
    path("unlocked/", unlocked.urls),
    path("admin/", admin.site.urls),
]


class Fields(HTMLParser):
    """What a browser would send of a page's form if nobody touched it."""

    def __init__(self, html):
        super().__init__()
        self.data: dict[str, list[str]] = {}
        self.select = self.textarea = None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        name = found.get("name")
        if tag == "input" and name:
            kind = found.get("type")
            if kind in ("submit", "file", "button"):
                return
            if kind == "checkbox" and "checked" not in found:
                return
            value = found.get("value", "on" if kind == "checkbox" else "")
            self.data.setdefault(name, []).append(value)
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in found:
            self.data.setdefault(self.select, []).append(found.get("value", ""))
        elif tag == "textarea":
            self.textarea = name
            self.data.setdefault(name, []).append("")

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "textarea":
            self.textarea = None

    def handle_data(self, text):
        if self.textarea:
            # A browser drops the first line end and sends the others as CRLF.
            self.data[self.textarea][-1] += text.removeprefix("\n").removeprefix("\r\n")


def fields(response):
    return Fields(response.text).data


def change(obj):
    meta = obj._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[obj.pk])


@pytest.fixture
def other_client(db):
    """Another editor's browser."""
    user = User.objects.create_superuser("anton", password="not-a-secret")
    user.first_name, user.last_name = "Anton", "Andersen"
    user.save()
    client = Client()
    client.force_login(user)
    return client


def test_an_untouched_form_saves(editor_client):
    enterprise = EnterpriseFactory(description="<p>Et</p>\n<p>To</p>")
    LocationFactory(enterprise=enterprise)
    OfferFactory(enterprise=enterprise)
    page = editor_client.get(change(enterprise))

    response = editor_client.post(change(enterprise), fields(page))

    assert response.status_code == 302


def test_the_second_editor_is_told_and_nothing_is_saved(editor_client, other_client):
    enterprise = EnterpriseFactory(name="Kædehjulet", phone="11111111")
    mine = fields(editor_client.get(change(enterprise)))
    theirs = fields(other_client.get(change(enterprise)))

    other_client.post(change(enterprise), theirs | {"name": "Nyt hjul"})
    response = editor_client.post(change(enterprise), mine | {"name": "Gammelt hjul"})
    enterprise.refresh_from_db()

    assert response.status_code == 200
    assert enterprise.name == "Nyt hjul"
    assert "Anton Andersen har gemt imens" in response.text
    (difference,) = response.context["conflict"].both
    assert (difference.now, difference.typed) == ("Nyt hjul", "Gammelt hjul")
    assert fields(response)["name"] == ["Gammelt hjul"]


def test_what_only_the_other_changed_is_taken_in(editor_client, other_client):
    sector = SectorFactory()
    enterprise = EnterpriseFactory(phone="11111111")
    mine = fields(editor_client.get(change(enterprise)))
    theirs = fields(other_client.get(change(enterprise)))

    other_client.post(
        change(enterprise),
        theirs
        | {
            "phone": "22222222",
            "sectors": [str(sector.pk)],
            "established_date": "01.02.2019",
            "is_example": "on",
        },
    )
    told = editor_client.post(change(enterprise), mine | {"capacity": "Ti om ugen"})
    saved = editor_client.post(change(enterprise), fields(told))
    enterprise.refresh_from_db()

    assert told.context["conflict"].both == []
    assert saved.status_code == 302
    assert enterprise.phone == "22222222"
    assert enterprise.capacity == "Ti om ugen"
    assert enterprise.is_example
    assert enterprise.established_date.year == 2019
    assert list(enterprise.sectors.all()) == [sector]


def test_saving_again_after_having_seen_it_keeps_the_second_text(
    editor_client, other_client
):
    enterprise = EnterpriseFactory()
    mine = fields(editor_client.get(change(enterprise)))
    theirs = fields(other_client.get(change(enterprise)))
    other_client.post(change(enterprise), theirs | {"name": "Deres"})

    told = editor_client.post(change(enterprise), mine | {"name": "Mit"})
    saved = editor_client.post(change(enterprise), fields(told))
    enterprise.refresh_from_db()

    assert saved.status_code == 302
    assert enterprise.name == "Mit"


def test_a_third_change_in_between_is_told_too(editor_client, other_client):
    enterprise = EnterpriseFactory()
    mine = fields(editor_client.get(change(enterprise)))
    Enterprise.objects.update(name="Andet")
    told = editor_client.post(change(enterprise), mine | {"name": "Mit"})

    Enterprise.objects.update(name="Tredje")
    again = editor_client.post(change(enterprise), fields(told))
    enterprise.refresh_from_db()

    assert "så vi ved ikke hvem og hvornår" in told.text
    assert again.status_code == 200
    assert enterprise.name == "Tredje"


def test_errors_elsewhere_do_not_hide_the_conflict(editor_client):
    enterprise = EnterpriseFactory()
    mine = fields(editor_client.get(change(enterprise)))
    Enterprise.objects.update(name="Andet")

    response = editor_client.post(
        change(enterprise), mine | {"name": "Mit", "closed_date": "vrøvl"}
    )

    assert response.status_code == 200
    assert fields(response)["closed_date"] == ["vrøvl"]
    assert "desk-conflict" in response.text


def test_a_form_without_a_version_is_not_believed(editor_client):
    enterprise = EnterpriseFactory(name="Står der")
    mine = fields(editor_client.get(change(enterprise)))
    del mine["_version"]

    response = editor_client.post(change(enterprise), mine | {"name": "Mit"})
    enterprise.refresh_from_db()

    assert response.status_code == 200
    assert enterprise.name == "Står der"


def test_a_changed_row_below_is_a_conflict(editor_client, other_client):
    offer = OfferFactory(title="Brugte cykler")
    enterprise = offer.enterprise
    mine = fields(editor_client.get(change(enterprise)))
    theirs = fields(other_client.get(change(enterprise)))

    other_client.post(change(enterprise), theirs | {"offers-0-title": "Nye cykler"})
    told = editor_client.post(
        change(enterprise), mine | {"offers-0-title": "Gamle cykler"}
    )
    offer.refresh_from_db()

    (difference,) = told.context["conflict"].both
    assert (difference.now, difference.typed) == ("Nye cykler", "Gamle cykler")
    assert offer.title == "Nye cykler"


def test_a_row_that_somebody_else_added_stays(editor_client):
    enterprise = EnterpriseFactory()
    mine = fields(editor_client.get(change(enterprise)))
    OfferFactory(enterprise=enterprise, title="Kom imens")

    told = editor_client.post(change(enterprise), mine | {"name": "Mit"})
    saved = editor_client.post(change(enterprise), fields(told))

    assert "Ny række, som bliver stående: Tilbud: Kom imens" in told.text
    assert saved.status_code == 302
    assert enterprise.offers.get().title == "Kom imens"


def test_a_row_deleted_while_edited_keeps_its_text(editor_client):
    enterprise = EnterpriseFactory()
    kept = OfferFactory(enterprise=enterprise, title="Bliver")
    gone = OfferFactory(enterprise=enterprise, title="Forsvinder", position=1)
    OfferFactory(enterprise=enterprise, title="Urørt", position=2).delete()
    mine = fields(editor_client.get(change(enterprise)))
    gone.delete()

    told = editor_client.post(
        change(enterprise), mine | {"offers-1-title": "Rettet imens"}
    )
    saved = editor_client.post(change(enterprise), fields(told))

    assert "En række er slettet i “Tilbud”" in told.text
    assert saved.status_code == 302
    assert {offer.title for offer in enterprise.offers.all()} == {
        kept.title,
        "Rettet imens",
    }


def test_an_untouched_row_that_is_deleted_stays_deleted(editor_client):
    enterprise = EnterpriseFactory()
    gone = OfferFactory(enterprise=enterprise)
    mine = fields(editor_client.get(change(enterprise)))
    gone.delete()

    told = editor_client.post(change(enterprise), mine | {"name": "Mit"})
    saved = editor_client.post(change(enterprise), fields(told))

    assert saved.status_code == 302
    assert not enterprise.offers.exists()


def test_a_double_click_adds_one_row(editor_client):
    enterprise = EnterpriseFactory()
    typed = fields(editor_client.get(change(enterprise))) | {
        "offers-TOTAL_FORMS": "1",
        "offers-0-kind": "varer",
        "offers-0-title": "Brugte cykler",
        "offers-0-position": "0",
    }

    first = editor_client.post(change(enterprise), typed)
    second = editor_client.post(change(enterprise), typed)
    third = editor_client.post(change(enterprise), fields(second))

    assert (first.status_code, third.status_code) == (302, 302)
    assert "du har selv gemt" in second.text
    assert enterprise.offers.count() == 1


def test_deleted_while_edited_hands_the_text_back(editor_client, other_client):
    sector = SectorFactory(name="Træ")
    mine = fields(editor_client.get(change(sector)))
    delete = reverse("admin:enterprises_sector_delete", args=[sector.pk])
    other_client.post(delete, fields(other_client.get(delete)))

    response = editor_client.post(change(sector), mine | {"name": "Træ og flet"})

    assert response.status_code == 409
    assert "Anton Andersen gjorde det" in response.text
    assert "Træ og flet" in response.text
    assert not Sector.objects.filter(pk=sector.pk).exists()


def test_approved_while_edited_hands_the_text_back(editor_client):
    pending = StaffingReturnFactory(pending=True)
    mine = fields(editor_client.get(change(pending)))
    step = f"{change(pending).removesuffix('change/')}trin/godkend/"
    editor_client.post(step, fields(editor_client.get(step)))

    response = editor_client.post(change(pending), mine | {"note": "For sent"})
    pending.refresh_from_db()

    assert response.status_code == 409
    assert "For sent" in response.text
    assert pending.note == ""


def test_what_was_changed_after_the_question_is_not_deleted(editor_client):
    sector = SectorFactory()
    delete = reverse("admin:enterprises_sector_delete", args=[sector.pk])
    asked = fields(editor_client.get(delete))
    Sector.objects.update(name="Vigtigt nu")

    response = editor_client.post(delete, asked, follow=True)

    assert Sector.objects.filter(pk=sector.pk).exists()
    assert "Intet er sket" in response.text


def test_nothing_is_edited_in_a_list():
    pages = [p for p in admin.site._registry.values() if isinstance(p, HouseAdmin)]

    assert len(pages) > 20
    assert [page for page in pages if page.list_editable] == []


def test_no_list_deletes_many_at_once(editor_client, rf, editor):
    request = rf.get("/")
    request.user = editor

    pages = [p for p in admin.site._registry.values() if isinstance(p, HouseAdmin)]

    assert not any("delete_selected" in page.get_actions(request) for page in pages)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a\r\nb ", "a\nb"),
        (None, ""),
        (["2", "1"], ["1", "2"]),
    ],
)
def test_the_way_through_a_browser_changes_no_digest(one, other):
    assert digest(one) == digest(other)


def test_different_values_have_different_words():
    assert canonical(True) != canonical(False)
    assert canonical("7") != canonical("8")


# Races, in threads, on a database that two connections share.


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    """The test database where other threads reach it: SQLite's is put on disk."""
    if connection.vendor != "sqlite":
        yield
        return
    file = tmp_path / "shared.sqlite3"
    with sqlite3.connect(file) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    copy.close()
    # Emptying the database gave them new keys.
    ContentType.objects.clear_cache()
    before = connections.settings["default"]
    connections.settings["default"] = deepcopy(before) | {"NAME": str(file)}
    yield
    connections.settings["default"] = before


def in_threads(*jobs):
    """Run the jobs at once, each with a connection of its own; return their results."""
    results: list = [None] * len(jobs)
    start = threading.Barrier(len(jobs))

    def run(index, job):
        try:
            start.wait()
            results[index] = job()
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=(index, job))
        for index, job in enumerate(jobs)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


PAIRS = 20


def race(sector, clients, site):
    """Let two editors save one record at the same moment, many times over."""
    url = reverse(f"{site}:enterprises_sector_change", args=[sector.pk])

    def one_pair(number):
        shown = [in_threads(lambda c=c: fields(c.get(url)))[0] for c in clients]
        answers = in_threads(
            *(
                lambda c=c, s=s, w=w: (
                    c.post(
                        url, s | {"name": f"Par {number} {w}", "_save": "1"}
                    ).status_code
                )
                for c, s, w in zip(clients, shown, ("a", "b"), strict=True)
            )
        )
        return sorted(answers)

    return [one_pair(number) for number in range(PAIRS)]


@pytest.mark.urls("tests.common.test_admin")
@pytest.mark.parametrize(
    ("site", "silent"),
    [("admin", 0), ("stock", PAIRS), ("unlocked", PAIRS)],
    ids=["guarded", "control", "without-lock"],
)
def test_of_a_raced_pair_one_is_told(transactional_db, request, site, silent):
    if site == "unlocked" and connection.vendor == "sqlite":
        pytest.skip("SQLite locks when the transaction begins")
    sector = SectorFactory()
    clients = []
    for name in ("anna", "berit"):
        client = Client()
        client.force_login(User.objects.create_superuser(name, password="not-a-secret"))
        clients.append(client)
    request.getfixturevalue("shared_database")

    answers = race(sector, clients, site)

    assert answers.count([302, 302]) == silent
    assert answers.count([200, 302]) == PAIRS - silent
