"""An event's pages, public and on the desk: axe, the phone's width, paper, the keys."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from network.events import steps
from network.models import Event
from tests.browser.axe import violations
from tests.browser.signing import sign_in
from tests.network.factories import (
    EventFactory,
    EventMaterialFactory,
    EventPictureFactory,
    ProgrammeItemFactory,
    RegistrationFactory,
)

WIDTHS = (320, 768, 1280)


@pytest.fixture
def desk(browser: Browser, page: Page, editor, live_server) -> Iterator[Page]:
    """The editor's browser; axe itself would break the policy that `page` watches."""
    context = browser.new_context(base_url=live_server.url, locale="da-DK")
    sign_in(context, editor, live_server.url)
    yield context.new_page()
    context.close()


def coming(**values) -> Event:
    start = timezone.now() + timedelta(days=9)
    values = {"published": True, "starts_at": start, "address": "Algade 1"} | values
    event = EventFactory(**values)
    ProgrammeItemFactory(event=event, speaker="en virksomhedsleder")
    RegistrationFactory.create_batch(
        3, event=event, confirmed=True, organisation="Værkstedet", colleagues="Ib Ny"
    )
    return event


def moved() -> Event:
    event = coming()
    steps.move(event=event, reason="Lokalet var for lille.", venue="Byens Hus")
    return event


def cancelled() -> Event:
    event = coming()
    steps.cancel(event=event, reason="For få tilmeldte.")
    return event


def held(**values) -> Event:
    start = timezone.now() - timedelta(hours=4)
    event = coming(starts_at=start, minutes="<h2>Aftaler</h2><p>Kaffe.</p>", **values)
    EventMaterialFactory(event=event)
    EventPictureFactory(event=event)
    return event


def breaches(page: Page) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"at {width}: {breach}" for breach in violations(page)]
        if page.evaluate("document.scrollingElement.scrollWidth") > width:
            found.append(f"at {width}: scrolls sideways")
    return found


@pytest.mark.parametrize("situation", [coming, moved, cancelled, held])
def test_an_event_reads_well_in_every_state(page, settings, tmp_path, situation):
    settings.MEDIA_ROOT = tmp_path

    page.goto(situation().get_absolute_url())

    assert breaches(page) == []


def test_the_desks_pages_of_an_event_read_well(desk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    event, over = coming(), held()
    places = [
        *(f"{event.pk}/trin/{slug}/" for slug in ("flyt", "aflys", "kopier")),
        f"{over.pk}/trin/tak/",
        *(f"{over.pk}/{page}/" for page in ("deltagere", "ved-doeren")),
    ]
    found = {}

    for place in places:
        desk.goto(f"/admin/network/event/{place}")
        found[place] = breaches(desk)
    desk.goto(f"/admin/network/event/{event.pk}/trin/aflys/")
    desk.fill("[name=reason]", "For få tilmeldte.")
    desk.get_by_role("button", name="Se mailen, før den sendes").click()
    expect(desk.get_by_text("Sådan ser mailen ud")).to_be_visible()
    found["the mail"] = breaches(desk)

    assert {place: told for place, told in found.items() if told} == {}


def test_the_list_for_the_door_is_a_page_of_paper(desk):
    event = coming(starts_at=timezone.now() - timedelta(minutes=5))
    desk.goto(f"/admin/network/event/{event.pk}/deltagere/")

    desk.emulate_media(media="print")

    expect(desk.get_by_text("Har plads", exact=True)).to_be_visible()
    expect(desk.get_by_role("button", name="Hent som CSV")).to_be_hidden()
    expect(desk.get_by_role("link", name="Kryds af på telefonen")).to_be_hidden()
    expect(desk.locator("#header")).to_be_hidden()
    assert desk.pdf(format="A4").startswith(b"%PDF-")


def test_the_door_needs_neither_a_mouse_nor_scripts(browser, page, editor, live_server):
    event = coming(starts_at=timezone.now() - timedelta(minutes=5))
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 360, "height": 780},
        java_script_enabled=False,
    )
    sign_in(context, editor, live_server.url)
    door = context.new_page()
    door.goto(f"/admin/network/event/{event.pk}/ved-doeren/")

    door.get_by_label("Find navn eller organisation").fill("ib ny")
    door.keyboard.press("Enter")
    door.get_by_role("button", name="Ib Ny").first.press("Enter")
    door.wait_for_url("**#d-*")

    expect(door.get_by_text("1 af 6 er kommet")).to_be_visible()
    event.refresh_from_db()
    assert event.attendance_count == 1
    context.close()
