"""What strangers may send: never an error of ours, never their markup in our pages."""

from urllib.parse import quote

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from tests.enterprises.factories import EnterpriseFactory, StaffingReturnFactory
from tests.network.factories import EventFactory
from tests.pages import Page
from tests.routes import address, content_of, open_everything, public_routes
from tests.strategy.factories import IndicatorFactory

pytestmark = pytest.mark.django_db

MARK = "<script>alert(4711)</script>"

# As they stand in an address, already encoded; the names are for reading failures.
PAYLOADS = {
    "nothing": "",
    "no character": "%00",
    "no character in a word": "a%00b",
    "no UTF-8": "%ff%fe",
    "half a character": "%c3",
    "half a pair": "%ed%a0%80",
    "a percent sign alone": "%",
    "a wrong percent sequence": "%zz",
    "a digit that is none": quote("²"),
    "Arabic digits": quote("٣٤"),
    "more digits than Python reads": "9" * 5_000,
    "3,500 digits": "9" * 3_500,
    "a milliard": "1000000000",
    "more than 64 bits": "9223372036854775808",
    "below nought": "-1",
    "nought": "0",
    "a fraction": "1e309",
    "not a number": "nan",
    "5,000 characters": "a" * 5_000,
    "a text search": quote('"a" AND NEAR(b*) OR -c:^'),
    "SQL": quote("' OR 1=1; DROP TABLE enterprises_enterprise;--"),
    "wildcards": quote("%_\\*?["),
    "markup": quote(MARK),
    "markup that leaves an attribute": quote(f'">{MARK}'),
    "a template": quote("{{7*7}}{% debug %}${7*7}"),
    "from right to left": quote("\u202egnp.exe\u2066"),
    "an emoji": quote("👩🏽‍🚀"),
    "lines": "a%0d%0aSet-Cookie:%20b=c",
    "a way up": quote("../../../etc/passwd", safe=""),
}

# The pages that read something from the address, and what.
READERS = {
    "virksomheder/": ("stadie", "rsv", "omraade", "by", "tilbud", "side"),
    "tal/": ("dato",),
    "netvaerk/arrangementer/": ("side",),
    "netvaerk/emner/": ("vis", "sortering", "side"),
    "strategi/dokumenter/": ("slags",),
    "sitemap.xml": ("p", "section"),
}
UNKNOWN = ("q", "sortering", "ukendt", "a[]", "__proto__", "")


def faults_of(place, response):
    """Say what is wrong with an answer to a hostile request."""
    content, faults = content_of(response), []
    if response.status_code >= 500:
        faults.append(f"{place[:90]} answers {response.status_code}")
    if response.streaming:
        return faults
    text = content.decode()
    if MARK in text or "alert(4711)</script>" in text:
        faults.append(f"{place[:90]} gives the markup back")
    if "4949" in text or "Set-Cookie" in response.headers:
        faults.append(f"{place[:90]} did what it was told")
    if response["Content-Type"].startswith("text/html") and text:
        page = Page(text)
        if len(page.headings) != 1:
            faults.append(f"{place[:90]} has the first headings {page.headings}")
        if len(page.ids) != len(set(page.ids)):
            faults.append(f"{place[:90]} has the same id twice")
    return faults


def get(place, **extra):
    return Client(raise_request_exception=False).get(place, **extra)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_no_parameter_breaks_a_page(payload):
    open_everything()

    faults = []
    for route, names in READERS.items():
        for query in (
            *(f"{name}={payload}" for name in names),
            "&".join(f"{name}={payload}&{name}={payload}&{name}[]=" for name in names),
            f"{payload}=1&{payload}",
        ):
            place = f"{address(route)}?{query}"
            faults += faults_of(place, get(place))

    assert faults == []


def test_no_page_minds_everything_at_once():
    open_everything()
    names = {name for known in READERS.values() for name in known} | set(UNKNOWN)
    query = "&".join(
        f"{quote(name)}={payload}" for name in names for payload in PAYLOADS.values()
    )

    faults = []
    for route in public_routes():
        place = f"{address(route)}?{query}"
        faults += faults_of(place, get(place))

    assert faults == []


@pytest.mark.parametrize("place", ["/admin/", "/admin/login/"])
def test_a_character_that_nobody_types_is_refused_on_the_desk(place):
    response = get(f"{place}?a=b%00")

    assert response.status_code == 400
    assert faults_of(place, response) == []
    assert "Content-Security-Policy" in response.headers


@pytest.mark.parametrize("route", READERS)
def test_more_parameters_than_anyone_needs_are_refused(route):
    query = "&".join(f"side={number}" for number in range(2_000))

    response = get(f"{address(route)}?{query}")

    assert response.status_code == 400
    assert faults_of(route, response) == []


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_no_part_of_a_path_breaks_a_page(payload):
    open_everything()

    faults = []
    for route in public_routes():
        if "<" in route:
            for place in (
                address(route, slug=payload, year=payload, pk=payload),
                address(route) + payload,
            ):
                faults += faults_of(place, get(place))
    for start in ("/", "/admin/", "/static/", "/media/", "/virksomheder/indberet/"):
        faults += faults_of(start + payload, get(start + payload))

    assert faults == []


@pytest.mark.parametrize(
    "path", ["/" + "a" * 20_000, "/virksomheder" + "/" * 3_000, "/" + "a/" * 3_000]
)
def test_no_path_is_too_long(path):
    assert get(path).status_code == 404


def test_a_former_address_leads_nowhere_else():
    page = EnterpriseFactory(published=True, slug="foer")
    page.slug = "nu"
    page.save()
    faults = []

    for name, payload in PAYLOADS.items():
        for place in (
            f"/virksomheder/foer/{payload}",
            f"/virksomheder/foer/?{payload}={payload}",
        ):
            response = get(place)
            where = response.get("Location", "/virksomheder/nu/")
            if response.status_code >= 500:
                faults.append(f"{name} answers {response.status_code}")
            if not where.startswith("/virksomheder/nu/"):
                faults.append(f"{name} leads to {where}")

    assert faults == []


# What else a request is made of


def takes_a_form(route):
    """Say whether one can write on a page, once one is there."""
    return route.endswith(
        (
            *("/ret/", "/vil-med/", "/indstil/", "/hoering/", "/tilmelding/"),
            *("/foreslaa/", "/stoet/", "/skriv/"),
        )
    ) or route.startswith(
        (
            *("komponenter/", "konto/", "strategi/til-moedet/", "netvaerk/medlem/"),
            *("netvaerk/plads/", "netvaerk/forslag/", "netvaerk/stoette/"),
            *("kontakt/svar/", "virksomheder/indberet/"),
        )
    )


def test_reading_is_all_that_public_pages_allow():
    open_everything()
    guarded = Client(raise_request_exception=False, enforce_csrf_checks=True)
    trusted = Client(raise_request_exception=False)
    faults = []

    for route in public_routes():
        if takes_a_form(route):
            continue
        place = address(route)
        shown, head = trusted.get(place), trusted.head(place)
        content_of(shown)
        if (head.status_code, head["Content-Type"]) != (
            shown.status_code,
            shown["Content-Type"],
        ):
            faults.append(f"HEAD {place} is not as GET")
        if content_of(head):
            faults.append(f"HEAD {place} has a body")
        if trusted.options(place).status_code not in (200, 405):
            faults.append(f"OPTIONS {place}")
        if guarded.post(place, {"a": "b"}).status_code not in (403, 405):
            faults.append(f"POST {place} without a token")
        # One can send oneself both halves of a token.
        if trusted.post(place, {"a": "b"}).status_code != 405:
            faults.append(f"POST {place} with a token")
        if trusted.trace(place).status_code != 405:
            faults.append(f"TRACE {place}")
        for method in ("PUT", "DELETE", "PATCH", "CONNECT", "PROPFIND", "GET "):
            if trusted.generic(method, place).status_code != 405:
                faults.append(f"{method} {place}")

    assert faults == []


@pytest.mark.parametrize(
    "host",
    ["evil.example", "testserver.evil.example", "testserver@evil.example", "a b", "["],
)
def test_a_wrong_host_is_refused_everywhere(host):
    open_everything()
    faults = []

    places = [address(route) for route in public_routes()]
    for place in [*places, "/findes-ikke/", "/virksomheder", "/admin/login/"]:
        response = get(place, headers={"host": host})
        content = content_of(response)
        if response.status_code != 400:
            faults.append(f"{place} answers {response.status_code}")
        elif host.encode() in content:
            faults.append(f"{place} names the host")

    assert faults == []


def test_what_a_proxy_may_say_changes_no_address():
    open_everything()
    said = {
        "x-forwarded-host": "evil.example",
        "x-original-url": "/admin/",
        "x-rewrite-url": "/admin/",
        "x-http-method-override": "DELETE",
        "forwarded": "host=evil.example",
        "x-forwarded-for": MARK,
        "x-script-name": "/evil.example",
    }

    for place in ("/", "/sitemap.xml", "/robots.txt", "/netvaerk/"):
        response = get(place, headers=said)
        assert response.status_code == 200
        assert b"evil.example" not in response.content


ODD_HEADERS = {
    "a long one": {"x-long": "a" * 60_000},
    "a long cookie": {"cookie": "session=" + "a" * 20_000},
    "many cookies": {"cookie": "; ".join(f"c{n}={n}" for n in range(2_000))},
    "a cookie that is none": {"cookie": 'session=%00; csrf=<script>; =;;;"\\'},
    "a language": {"accept-language": "x" * 10_000 + ",da;q=²,*;q=-1"},
    "no language": {"accept-language": "\x00"},
    "what is taken": {"accept": "application/json;q=nan, */*;q=9, ;;;,"},
    "what is packed": {"accept-encoding": "gzip;q=²,br;q=-1,*;q=,identity;q=0"},
    "a day that is none": {"if-modified-since": "i går"},
    "a day out of reach": {"if-modified-since": "Mon, 99 Foo 99999 99:99:99 GMT"},
    "an empty day": {"if-modified-since": " "},
    "a tag": {"if-none-match": '"' + "a" * 5_000},
    "a range": {"range": "bytes=²-,--5,9-1"},
    "no range": {"range": "bytes="},
    "a range backwards": {"range": "bytes=5-1"},
    "a huge range": {"range": f"bytes=0-{'9' * 5_000}"},
    "a far range": {"range": f"bytes=-{'9' * 400}"},
    "a range of something else": {"range": "hens=1-2"},
    "a referrer": {"referer": f"https://{MARK}/"},
    "a browser": {"user-agent": f"{MARK}\x7f"},
    "a kind": {"content-type": "text/html; charset=utf-99"},
    "a length": {"content-length": "²"},
}


def test_odd_headers_harm_nothing():
    open_everything()

    faults = []
    for name, headers in ODD_HEADERS.items():
        faults += [f"{name}: {fault}" for fault in faults_with(headers)]

    assert faults == []


def faults_with(headers):
    faults = []
    for place in (
        "/",
        "/virksomheder/",
        "/findes-ikke/",
        "/netvaerk/kalender.ics",
        "/static/admin/css/base.css",
        address("virksomheder/<slug:slug>/logo"),
        address("strategi/dokumenter/<int:pk>/fil"),
    ):
        response = get(place, headers=headers)
        faults += faults_of(place, response)
        if response.status_code not in (200, 206, 304, 404, 416):
            faults.append(f"{place} answers {response.status_code}")
    # The door has a cookie and a form.
    if get("/konto/log-ind/", headers=headers).status_code != 200:
        faults.append("the door is shut")
    return faults


# The desk: forms, versions, lists

# For every text box of a form at once.
TYPED = {
    "no character": "a\x00b",
    "two lines": "Ann\r\nBcc: x",
    "400 digits": "9" * 400,
    "more digits than Python reads": "9" * 5_000,
    "a number without end": "1e1000000000",
    "not a number": "NaN",
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "below nought": "-1",
    "half a pair": b"\xed\xa0\xbd",
}
FORMS = [EventFactory, EnterpriseFactory, StaffingReturnFactory, IndicatorFactory]


def typed_into(page, text):
    """Fill every text box of a form, and of a new row in each table below it."""
    tables = [inline.formset for inline in page.context["inline_admin_formsets"]]
    data = {"_version": page.context.get("version", "")}
    for table in tables:
        data[f"{table.prefix}-TOTAL_FORMS"] = table.initial_form_count() + 1
        data[f"{table.prefix}-INITIAL_FORMS"] = table.initial_form_count()
    rows = [row for table in tables for row in (*table.initial_forms, table.empty_form)]
    for box in (
        box for form in (page.context["adminform"].form, *rows) for box in form
    ):
        name = box.html_name.replace("__prefix__", "0")
        if isinstance(box.field, forms.FileField | forms.BooleanField):
            continue
        if isinstance(box.field, forms.ChoiceField):
            data[name] = "" if box.value() is None else box.value()
        elif isinstance(box.field, forms.SplitDateTimeField):
            data |= {f"{name}_0": text, f"{name}_1": "00:00"}
        else:
            data[name] = text
    return data


@pytest.mark.parametrize("factory", FORMS, ids=lambda f: f._meta.model.__name__)
def test_no_text_breaks_a_form_of_the_desk(editor_client, factory):
    editor_client.raise_request_exception = False
    row = factory()
    place = reverse(
        f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk]
    )
    shown = editor_client.get(place)

    answers = {
        name: editor_client.post(place, typed_into(shown, text))
        for name, text in TYPED.items()
    }

    assert {response.status_code for response in answers.values()} == {200}
    assert [
        name
        for name, response in answers.items()
        if not (
            response.context["adminform"].form.errors
            or response.context["errors"]
            or "conflict" in response.context
        )
    ] == []


@pytest.mark.parametrize("year", ["0001", "1799", "2201", "9999"])
def test_a_day_that_nobody_meant_is_refused_in_words(editor_client, year):
    event = EventFactory()
    place = reverse("admin:network_event_change", args=[event.pk])
    typed = typed_into(editor_client.get(place), f"{year}-01-01")

    response = editor_client.post(place, typed)

    errors = response.context["adminform"].form.errors
    assert errors["starts_at"] == ["Skriv et årstal mellem 1800 og 2200."]


VERSIONS = {
    "deep": "[" * 100_000,
    "digits": "9" * 5_000,
    "no rows": '{"at": "2020-01-01T00:00:00+00:00", "rows": []}',
    "a row that is none": '{"at": "2020-01-01T00:00:00+00:00", "rows": {"": 5}}',
    "no time zone": '{"at": "2020-01-01T00:00:00", "rows": {}}',
    "before time": '{"at": "0001-01-01T00:00:00+14:00", "rows": {"": {}}}',
    "after time": '{"at": "9999-12-31T23:59:59-14:00", "rows": {"": {}}}',
    "half a pair": '{"at": "2020-01-01T00:00:00Z", "rows": {"\\ud800": {}}}',
    "no character": '{"at": "2020-01-01T00:00:00Z", "rows": {"locations-\\u0000": {}}}',
    "no number": '{"at": "2020-01-01T00:00:00Z", "rows": {"locations-9e99": {}}}',
}


@pytest.mark.parametrize("version", VERSIONS.values(), ids=VERSIONS.keys())
def test_no_version_is_believed_that_the_desk_did_not_write(editor_client, version):
    editor_client.raise_request_exception = False
    row = EnterpriseFactory(name="Som den var")

    answers = [
        editor_client.post(
            reverse(f"admin:enterprises_enterprise_{page}", args=[pk]),
            {"_version": version, "name": "Overskrevet", "post": "yes"},
        ).status_code
        for page in ("change", "delete")
        for pk in (row.pk, 10**9)
    ]
    row.refresh_from_db()

    assert max(answers) < 500
    assert row.name == "Som den var"


def test_no_question_breaks_a_list_of_the_desk(editor_client):
    editor_client.raise_request_exception = False
    names = ("q", "o", "p", "e", "all", "publication_state__exact", "id__exact", "pk")
    lists = ("enterprises_enterprise", "network_registration", "strategy_goal")
    asked = ("%00", "%ff", quote("²"), "9" * 5_000, "99999999999999999999", "")
    faults = []

    for model in lists:
        for name in names:
            for payload in asked:
                place = f"{reverse(f'admin:{model}_changelist')}?{name}={payload}"
                status = editor_client.get(place).status_code
                if status >= 500:
                    faults.append(f"{place[:90]} answers {status}")
    search = (
        "/admin/autocomplete/?app_label=strategy&model_name=goal&field_name=strategy"
    )
    for payload in asked:
        for place in (
            f"{search}&term={payload}",
            f"{search}&term=a&page={payload}",
            f"/admin/enterprises/enterprise/{payload}/change/",
            f"/admin/enterprises/enterprise/{payload}/history/",
            f"/admin/enterprises/staffingreturn/{payload}/trin/approve/",
        ):
            status = editor_client.get(place).status_code
            if status >= 500:
                faults.append(f"{place[:90]} answers {status}")

    assert faults == []
