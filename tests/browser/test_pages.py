"""Every kind of page, as people meet it: by phone, by keyboard, without scripts."""

import re
from collections.abc import Iterator

from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from enterprises.models import Enterprise, RsvStatus
from network.models import Event
from strategy.models import Evaluation, Strategy
from tests.browser.axe import violations

FIXED = [
    "/",
    "/virksomheder/",
    "/virksomheder/?rsv=registreret&by=Roskilde",
    "/virksomheder/?by=ingen-by",
    "/tal/",
    "/tal/?dato=2018-08-31",
    "/tal/?dato=2013-12-31",
    "/tal/?dato=i-morgen",
    "/tal/status/",
    "/tal/status/august-2018/",
    "/strategi/",
    "/strategi/indsatser/",
    "/strategi/prisen/",
    "/strategi/advisory-board/",
    "/strategi/indkoeb/",
    "/strategi/dokumenter/",
    "/netvaerk/",
    "/netvaerk/arrangementer/",
    "/netvaerk/klynger/",
    "/kontakt/",
    "/privatliv/",
    "/tilgaengelighed/",
    "/om/",
    "/findes-ikke/",
]
# Only in development; its forms are posted, so it alone sets a cookie.
GALLERY = "/komponenter/"


def addresses() -> Iterator[str]:
    """Give every fixed address, and one of each kind of record."""
    today, now = timezone.localdate(), timezone.now()
    enterprises = Enterprise.objects.published()
    yield from FIXED
    for stage in Enterprise.Stage:
        yield enterprises.in_stage(stage, today).first().get_absolute_url()
    for status in RsvStatus.Status:
        found = enterprises.in_rsv_status(status, today).first()
        if found:
            yield found.get_absolute_url()
    for page in Strategy.objects.published():
        yield page.get_absolute_url()
        yield f"{page.get_absolute_url()}evaluering/"
    for page in Evaluation.objects.published().select_related("strategy"):
        yield page.get_absolute_url()
    events = Event.objects.published()
    yield events.upcoming(now).first().get_absolute_url()
    yield events.past(now).first().get_absolute_url()
    yield events.filter(state=Event.State.CANCELLED).first().get_absolute_url()


def test_every_kind_of_page_is_for_everyone(loaded: Page):
    """Walk once through the site; each page must pass at every width."""
    wrong: list[str] = []

    for address in [*addresses(), GALLERY]:
        if address == GALLERY:
            cookies = loaded.context.cookies()
        loaded.set_viewport_size({"width": 1280, "height": 800})
        loaded.goto(address)
        wrong += [f"{address} at 1280: {breach}" for breach in violations(loaded)]
        if loaded.locator("h1").count() != 1 or loaded.locator("main").count() != 1:
            wrong.append(f"{address}: one h1 and one main part")
        for width in (768, 320, 360):
            loaded.set_viewport_size({"width": width, "height": 800})
            reach = loaded.evaluate("document.scrollingElement.scrollWidth")
            if reach > width:
                wrong.append(f"{address}: {reach} wide on {width}")
        wrong += [f"{address} at 360: {breach}" for breach in violations(loaded)]

    assert wrong == []
    assert cookies == []
    assert loaded.evaluate("localStorage.length + sessionStorage.length") == 0


def test_every_kind_of_page_fits_before_our_letter_has_come(loaded: Page):
    """Others are wider: on a slow net, or where a reader has chosen one."""
    loaded.route("**/*.woff2", lambda route: route.fulfill(status=200, body=b""))
    wide = []

    for address in addresses():
        loaded.goto(address)
        for width in (320, 360, 400):
            loaded.set_viewport_size({"width": width, "height": 800})
            reach = loaded.evaluate("document.scrollingElement.scrollWidth")
            if reach > width:
                wide.append(f"{address}: {reach} wide on {width}")

    assert wide == []


def test_a_reader_without_scripts_gets_from_the_phone_menu_to_the_board(
    loaded: Page, browser: Browser, live_server
):
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        viewport={"width": 360, "height": 800},
    )
    phone = context.new_page()

    phone.goto("/")
    phone.get_by_role("button", name="Menu").click()
    phone.get_by_role("link", name="Strategi", exact=True).click()
    phone.get_by_role("link", name="Mød Advisory Board").click()

    expect(phone).to_have_url(re.compile("/strategi/advisory-board/$"))
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    context.close()


def test_a_citizen_on_a_phone_finds_a_registered_enterprise_in_a_town(loaded: Page):
    loaded.set_viewport_size({"width": 360, "height": 800})

    loaded.goto("/")
    loaded.get_by_role("link", name="Se virksomhederne").click()
    loaded.get_by_text("Vælg, hvad du vil se").click()
    loaded.get_by_label("Viby Sj").check()
    loaded.get_by_label(re.compile("^Registreret")).check()
    loaded.get_by_role("button", name="Vis virksomheder").click()
    loaded.get_by_role("link", name="Grønne Hænder").click()

    expect(loaded.get_by_role("heading", level=1)).to_have_text("Grønne Hænder")
    expect(loaded.get_by_text("RSV-registreret siden").first).to_be_visible()


def test_a_board_member_counts_the_day_of_the_account(loaded: Page):
    loaded.goto("/tal/")

    loaded.get_by_label("Vis tallene for en anden dag").fill("2018-08-31")
    loaded.get_by_role("button", name="Vis dagen").click()

    expect(loaded).to_have_url(re.compile("dato=2018-08-31"))
    heroes = [hero.split() for hero in loaded.locator(".figure").all_inner_texts()]
    assert ["7", "etablerede", "virksomheder"] in [hero[:3] for hero in heroes]
    assert ["3", "RSV-registrerede", "virksomheder"] in [hero[:3] for hero in heroes]


def test_the_first_tab_stop_leads_to_the_content(loaded: Page):
    loaded.goto("/virksomheder/")

    loaded.keyboard.press("Tab")
    loaded.keyboard.press("Enter")

    expect(loaded).to_have_url(re.compile("#main-content$"))
