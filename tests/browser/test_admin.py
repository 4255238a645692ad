"""The editor's way in."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations


@pytest.mark.parametrize("width", [360, 1280])
def test_sign_in(page: Page, editor, width):
    page.set_viewport_size({"width": width, "height": 800})

    page.goto("/admin/")
    found = violations(page, best_practices=False)
    page.fill("[name=login]", "editor")
    page.fill("[name=password]", "not-a-secret")
    page.click("[type=submit]")

    assert found == []
    expect(page.locator("#user-tools")).to_be_visible()
