"""What strangers may send: never an error of ours, never their markup in our pages."""

from urllib.parse import quote

import pytest
from django.test import Client

from tests.enterprises.factories import EnterpriseFactory
from tests.pages import Page
from tests.routes import address, content_of, open_everything, public_routes

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
    "netvaerk/": ("side",),
    "sitemap.xml": ("p", "section"),
}
UNKNOWN = ("q", "sortering", "ukendt", "a[]", "__proto__", "")
ROUTES_WITH_HOLES = [route for route in public_routes() if "<" in route]


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


def test_reading_is_all_that_public_pages_allow():
    open_everything()
    guarded = Client(raise_request_exception=False, enforce_csrf_checks=True)
    trusted = Client(raise_request_exception=False)
    faults = []

    for route in public_routes():
        if route == "komponenter/":
            # Shows developers a form that has been sent.
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
    # The door has a cookie and a form, and is no page of ours.
    if get("/admin/login/", headers=headers).status_code != 200:
        faults.append("the door is shut")
    return faults
