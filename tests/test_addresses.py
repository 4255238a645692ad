"""Every public address, crawled as a reader would over the data a new portal has."""

from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from tests.pages import Page
from tests.routes import content_of

pytestmark = pytest.mark.django_db

HOST = "http://testserver"

REPORT = "/tal/status/august-2018/"

# Those that others rely on: a crawl alone would not miss one that nothing leads to.
FIXED = [
    "/",
    "/virksomheder/",
    "/tal/",
    "/tal/?dato=2018-08-31",
    "/tal/status/",
    REPORT,
    "/strategi/",
    "/strategi/indsatser/",
    "/strategi/prisen/",
    "/strategi/advisory-board/",
    "/strategi/indkoeb/",
    "/strategi/dokumenter/",
    "/netvaerk/",
    "/netvaerk/arrangementer/",
    "/kontakt/",
    "/privatliv/",
    "/tilgaengelighed/",
    "/om/",
]
MACHINES = [
    "/netvaerk/kalender.ics",
    "/sitemap.xml",
    "/robots.txt",
    "/healthz",
    "/readyz",
]

# More pages than this and some link makes new addresses without end.
MANY = 600


@pytest.fixture
def data():
    call_command("load_data", verbosity=0)


def links_of(address, page):
    """Give the addresses of this site that a page leads to, in full."""
    for href in page.addresses:
        target = urljoin(f"{HOST}{address}", href)
        if target.startswith(f"{HOST}/") and not target.startswith(f"{HOST}/static/"):
            yield target.removeprefix(HOST)


def crawl(visitor=Client):
    """Yield every page that can be reached, with its answer and its contents.

    ``visitor`` gives the browser that each of them is opened in.
    """
    waiting, seen = [*FIXED], {*FIXED}
    while waiting:
        address = waiting.pop()
        response = visitor().get(address)
        content_type = response.get("Content-Type", "")
        is_page = content_type.startswith("text/html") and response.status_code != 302
        page = Page(response.content.decode()) if is_page else None
        yield address, response, page
        for link in links_of(address, page) if page else ():
            target = urldefrag(link).url
            if target not in seen:
                seen.add(target)
                waiting.append(target)
        assert len(seen) < MANY


def listed_for_search_engines():
    content = Client().get("/sitemap.xml").content.decode()
    urls = (part.split("</loc>")[0] for part in content.split("<loc>")[1:])
    return {url.removeprefix(HOST) for url in urls}


def test_every_page_that_can_be_reached_is_whole_and_listed(data):
    faults, pages, titles, forms = [], {}, {}, set()

    for address, response, page in crawl():
        if response.status_code != (302 if address == "/was" else 200):
            faults.append(f"{address} answers {response.status_code}")
        # A form to write in has the one that guards it, and no search engine lists it.
        takes_a_form = "noindex" in response.get("X-Robots-Tag", "")
        guard = {settings.CSRF_COOKIE_NAME} if takes_a_form else set()
        if set(response.cookies) - guard or "Set-Cookie" in response.headers:
            faults.append(f"{address} sets a cookie")
        if page is None:
            if response.status_code == 200 and not content_of(response):
                faults.append(f"{address} leads to an empty file")
            continue
        if takes_a_form:
            forms.add(address)
        pages[address] = page
        titles.setdefault(page.title, set()).add(urlsplit(address).path)
        if len(page.headings) != 1 or not page.headings[0].strip():
            faults.append(f"{address} has the first headings {page.headings}")
        if len(page.ids) != len(set(page.ids)):
            faults.append(f"{address} has the same id twice")
        if not page.description:
            faults.append(f"{address} has no description")
    for address, page in pages.items():
        for link in links_of(address, page):
            target, anchor = urldefrag(link)
            if anchor and target in pages and anchor not in pages[target].ids:
                faults.append(f"{address} leads to {link}, which has no such anchor")
    for title, paths in titles.items():
        if len(paths) > 1:
            faults.append(f"the title “{title}” is that of {sorted(paths)}")

    assert faults == []
    assert set(FIXED) < set(pages)
    listed = listed_for_search_engines()
    to_read = {address for address in pages if "?" not in address} - forms
    assert to_read - listed == set()
    assert listed & forms == set()
    assert [one for one in listed if Client().get(one).status_code != 200] == []


@pytest.mark.parametrize("address", [page for page in FIXED if page != REPORT])
def test_an_empty_portal_has_every_page_too(address):
    response = Client().get(address)

    assert response.status_code == 200
    assert len(Page(response.content.decode()).headings) == 1
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("address", MACHINES)
def test_machines_get_their_answer(address):
    response = Client().get(address)

    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("address", [*FIXED[1:], *MACHINES[:1]])
def test_an_address_that_is_nearly_right_is_led_on_or_not_found(address):
    response = Client().get(f"{urlsplit(address).path}findes-ikke/og-mere")

    assert response.status_code == 404
    assert len(Page(response.content.decode()).headings) == 1
