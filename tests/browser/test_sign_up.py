"""Signing up on a phone: with the keyboard, without scripts, for everybody to read."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from network.models import Registration
from network.sign_up import registrations
from tests.browser.axe import breaches
from tests.network.factories import EventFactory, RegistrationFactory

State = Registration.State


@pytest.fixture
def event(transactional_db):
    return EventFactory(
        published=True,
        title="Klynger i praksis",
        starts_at=timezone.now() + timedelta(days=20),
        capacity=2,
        online_url="https://example.org/moede",
    )


def test_the_form_is_for_everybody_empty_wrong_and_done(page: Page, event):
    form = reverse("network:sign-up", args=[event.slug])
    page.goto(form)
    faults = breaches(page, "empty")

    page.get_by_role("button", name="Tilmeld dig").click()
    faults += breaches(page, "wrong")
    summary = page.locator(".form-error-summary, [role=alert]").first
    expect(summary).to_contain_text("Skriv dit navn.")
    page.goto(reverse("network:sign-up-sent", args=[event.slug]))
    faults += breaches(page, "done")
    RegistrationFactory.create_batch(2, event=event, confirmed=True)
    page.goto(form)
    faults += breaches(page, "full")

    assert faults == []


def test_a_seat_s_own_page_is_for_everybody_wherever_it_stands(page: Page, event):
    faults = []

    for state in State:
        row = RegistrationFactory(
            event=event,
            state=state,
            colleagues="Bo Bentsen",
            confirm_by=event.starts_at if state in Registration.ANSWERED_BY else None,
        )
        page.goto(f"/netvaerk/plads/{row.token}/")
        faults += breaches(page, state)
    for step in ("ret/", "afmeld/"):
        row = Registration.objects.get(state=State.CONFIRMED)
        page.goto(f"/netvaerk/plads/{row.token}/{step}")
        faults += breaches(page, step)
    page.goto("/netvaerk/plads/findes-ikke/")
    faults += breaches(page, "dead")

    assert faults == []


def test_one_signs_up_and_confirms_by_the_keyboard_without_scripts(
    browser, page, live_server, event
):
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        viewport={"width": 360, "height": 800},
    )
    phone = context.new_page()
    phone.goto(event.get_absolute_url())
    phone.get_by_role("link", name="Tilmeld dig").first.press("Enter")

    phone.get_by_label("Dit navn").press_sequentially("Ada Andersen")
    phone.keyboard.press("Tab")
    phone.keyboard.type("ada@example.org")
    for _ in range(2):
        phone.keyboard.press("Tab")
    phone.keyboard.type("Bo Bentsen")
    phone.get_by_role("button", name="Tilmeld dig").press("Enter")
    expect(phone.locator("h1")).to_have_text("Tak. Se nu i din mail")
    row = Registration.objects.get()
    phone.goto(f"/netvaerk/plads/{row.token}/")
    phone.get_by_role("button", name="Bekræft").press("Enter")
    expect(phone.locator("#status")).to_have_text("I har 2 pladser")
    expect(phone.get_by_role("link", name="Åbn mødet online")).to_have_count(1)
    phone.get_by_role("link", name="Meld fra").press("Enter")
    phone.get_by_role("button", name="Ja, meld fra").press("Enter")
    expect(phone.locator("#status")).to_have_text("Du er meldt fra")
    context.close()

    row.refresh_from_db()
    assert (row.colleague_names, row.state) == (["Bo Bentsen"], State.CANCELLED)
    assert registrations.seats(event).free == 2
