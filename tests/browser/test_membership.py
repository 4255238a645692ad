"""Joining, changing and leaving on a phone and at a desk, also without scripts."""

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from network.members import messages
from network.models import Member
from tests.browser.axe import violations
from tests.network.factories import MemberFactory, MemberMessageFactory

FORM = "/netvaerk/medlem/"


@pytest.mark.parametrize("width", [320, 1280])
def test_a_membership_from_the_network_page_to_the_farewell(page: Page, width):
    found = {}
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/netvaerk/")
    without_cookie = page.context.cookies()

    page.get_by_role("link", name="Bliv medlem").click()
    expect(page.get_by_role("button", name="Ja, jeg vil være med")).to_be_visible()
    found["empty"] = violations(page)
    page.get_by_role("button", name="Ja, jeg vil være med").click()
    expect(page.get_by_text("Der er problemer")).to_be_visible()
    found["wrong"] = violations(page)
    page.get_by_role("link", name="Vælg mindst én ting").press("Enter")
    page.keyboard.press("Space")
    page.get_by_label("Din mailadresse").fill("anne@example.org")
    page.get_by_role("button", name="Ja, jeg vil være med").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Se i din mail")
    found["done"] = violations(page)

    member = Member.objects.get()
    page.goto(f"{FORM}{member.token}/")
    found["confirm"] = violations(page)
    page.get_by_role("button", name="Ja, jeg vil være med").click()
    expect(page.get_by_text("Velkommen i netværket")).to_be_visible()
    found["own page"] = violations(page)
    page.get_by_label("Klynger").press("Space")
    page.get_by_role("button", name="Gem").press("Enter")
    expect(page.get_by_text("Det er gemt")).to_be_visible()
    member.refresh_from_db()
    kept = [str(interest) for interest in member.interests]
    narrow = page.evaluate("document.documentElement.scrollWidth")
    page.get_by_role("button", name="Meld mig ud").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du er meldt ud")
    found["left"] = violations(page)

    assert without_cookie == []
    assert found == {key: [] for key in found}
    assert kept == ["moeder", "klynger"]
    assert narrow <= width
    assert not Member.objects.exists()


@pytest.mark.parametrize("ending", ["meld-ud/", "../findes-ikke/"])
def test_the_other_pages_are_for_everybody(page: Page, ending):
    member = MemberFactory(active=True)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{FORM}{member.token}/{ending}")

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_of_a_message_are_accessible(examined: Page, width):
    MemberFactory.create_batch(3, active=True)
    draft, sent = MemberMessageFactory.create_batch(2)
    messages.send(sent)
    examined.set_viewport_size({"width": width, "height": 800})
    found = {}

    for path in (
        "",
        f"{draft.pk}/change/",
        f"{draft.pk}/mail/",
        f"{draft.pk}/mail/html/",
        f"{draft.pk}/trin/send/",
        f"{sent.pk}/change/",
    ):
        examined.goto(f"/admin/network/membermessage/{path}")
        found[path] = [
            *violations(examined, best_practices=False),
            examined.evaluate("document.documentElement.scrollWidth > innerWidth"),
        ]

    assert found == {path: [False] for path in found}


def test_a_message_is_looked_at_sent_and_followed(desk: Page):
    MemberFactory.create_batch(3, active=True)
    message = MemberMessageFactory(subject="Nyt møde", body="Vi ses.\n\nKom gerne.")

    desk.goto(f"/admin/network/membermessage/{message.pk}/change/")
    desk.get_by_role("link", name="Se mailen").click()
    desk.get_by_role("link", name="med knap og farver").click()
    expect(desk.get_by_text("Kom gerne.")).to_be_visible()
    ground = desk.evaluate("getComputedStyle(document.body).backgroundColor")
    desk.go_back()
    desk.get_by_role("link", name="Tilbage til beskeden").click()
    desk.get_by_role("link", name="Send til medlemmerne").click()
    expect(desk.get_by_text("3 medlemmer")).to_be_visible()
    desk.get_by_role("button", name="Send til medlemmerne").click()
    expect(desk.get_by_label("0 af 3 sendt")).to_be_visible()
    call_command("send_mail", verbosity=0)
    desk.get_by_role("link", name="Hent de nyeste tal").click()
    expect(desk.get_by_label("3 af 3 sendt")).to_be_visible()

    # Its own style is let in.
    assert ground == "rgb(246, 242, 236)"
