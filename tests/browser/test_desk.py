"""The editor's desk, as she meets it."""

import pytest
from playwright.sync_api import expect

from common.slugs import slug_of
from tests.browser.axe import violations
from tests.enterprises.factories import (
    EnterpriseFactory,
    OfferFactory,
    StaffingCountFactory,
    StaffingReturnFactory,
)


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_the_desk_are_accessible(examined, width):
    desk = examined
    desk.set_viewport_size({"width": width, "height": 900})
    pending = StaffingReturnFactory(pending=True)
    StaffingCountFactory(staffing_return=pending)
    OfferFactory(enterprise=pending.enterprise)
    base = f"/admin/enterprises/staffingreturn/{pending.pk}"

    found = {}
    for address in (
        "/admin/",
        "/admin/network/enquiry/",
        f"{base}/trin/godkend/",
        f"{base}/trin/retur/",
    ):
        desk.goto(address)
        found[address] = [
            *violations(desk, best_practices=False),
            desk.evaluate("document.documentElement.scrollWidth > innerWidth")
            and "scrolls sideways",
        ]

    assert found == {address: [False] for address in found}


def test_a_whole_form_runs_without_inline_code(desk):
    """Calendars, searching choices and added rows all work under the policy."""
    enterprise = EnterpriseFactory()

    desk.goto(f"/admin/enterprises/enterprise/{enterprise.pk}/change/")
    desk.locator("#offers-group").get_by_text("Tilføj en række").click()
    desk.select_option("[name=offers-0-kind]", "varer")
    desk.fill("[name=offers-0-title]", "Brugte cykler")
    desk.locator("[name=_save]").first.click()
    desk.locator(".messagelist .success").wait_for()

    assert enterprise.offers.get().title == "Brugte cykler"


def test_an_address_is_suggested_with_danish_letters_written_out(desk):
    desk.goto("/admin/network/event/add/")

    desk.fill("[name=title]", "Køb æbler på Å")
    desk.press("[name=title]", "Tab")

    expect(desk.locator("[name=slug]")).to_have_value(slug_of("Køb æbler på Å", 120))
