"""Writing to the business developer and being answered, in a real browser."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Page, expect

from network.models import Enquiry
from portal.models import MailText
from tests.browser.axe import violations
from tests.network.factories import EnquiryFactory, EnquiryMessageFactory


@pytest.mark.parametrize("width", [320, 1280])
def test_a_question_goes_from_the_page_to_the_receipt_and_the_own_page(
    page: Page, width
):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/kontakt/")
    before = violations(page)

    page.get_by_role("link", name="Skriv en besked").click()
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    empty = violations(page)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Der er problemer")).to_be_visible()
    wrong = violations(page)
    page.get_by_label("Hvad handler det om?").fill("En idé")
    page.get_by_label("Din besked").fill("Hvem kan jeg tale med?")
    page.get_by_label("Dit navn").fill("Kim")
    page.get_by_label("Din mailadresse").fill("kim@example.org")
    page.get_by_role("button", name="Send").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tak")
    done = violations(page)
    call_command("send_mail", verbosity=0)
    place = mail.outbox[-1].body.split("http://127.0.0.1:8000")[1].split()[0]
    page.goto(place)
    expect(page.get_by_text("Hvem kan jeg tale med?")).to_be_visible()
    own = violations(page)
    narrow = page.evaluate("document.documentElement.scrollWidth")
    page.get_by_role("button", name="Send").press("Enter")
    expect(page.get_by_text("Der er problemer")).to_be_visible()
    own_wrong = violations(page)
    page.get_by_label("Skriv mere").fill("Og en ting til.")
    page.get_by_role("button", name="Send").press("Enter")
    expect(page.get_by_text("Din besked er sendt")).to_be_visible()
    own_done = violations(page)

    assert [before, empty, wrong, done] == [[]] * 4
    assert [own, own_wrong, own_done] == [[]] * 3
    assert narrow <= width
    assert Enquiry.objects.get().messages.get().text == "Og en ting til."


def test_a_mail_itself_is_accessible(page: Page):
    EnquiryFactory()
    page.goto("/kontakt/skriv/")
    page.get_by_label("Hvad handler det om?").fill("En idé")
    page.get_by_label("Din besked").fill("Hvem?\nhttps://ond.example/")
    page.get_by_label("Dit navn").fill("Kim")
    page.get_by_label("Din mailadresse").fill("kim@example.org")
    page.get_by_role("button", name="Send").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tak")
    call_command("send_mail", verbosity=0)
    (html, _) = mail.outbox[-1].alternatives[0]

    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": 320, "height": 800})
        page.goto("about:blank")
        page.set_content(html)
        found += violations(page, best_practices=False)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320

    assert found == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_editor_answers_on_the_thread(examined: Page, width):
    page = examined
    enquiry = EnquiryFactory()
    EnquiryMessageFactory(
        enquiry=enquiry, history="> Før", attachment_names="plan.pdf", text="Nu"
    )
    EnquiryMessageFactory(enquiry=enquiry, direction="auto", text="Ferie")
    page.set_viewport_size({"width": width, "height": 800})
    place = reverse("admin:network_enquiry_change", args=[enquiry.pk])

    page.goto(place)
    shown = violations(page, best_practices=False)
    page.get_by_role("button", name="Send svaret som mail").click()
    expect(page.get_by_text("Skriv et svar.")).to_be_visible()
    wrong = violations(page, best_practices=False)
    page.get_by_label("Dit svar").fill("Kom forbi.")
    page.get_by_role("button", name="Send svaret som mail").click()
    expect(page.get_by_text("Svaret er på vej som mail.")).to_be_visible()

    assert [shown, wrong] == [[], []]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    enquiry.refresh_from_db()
    assert enquiry.state == Enquiry.State.ANSWERED


def test_the_editor_words_a_mail_and_sees_it_first(examined: Page):
    page = examined
    text = MailText.objects.get(key="enquiry_receipt")
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(reverse("admin:portal_mailtext_change", args=[text.pk]))
    shown = violations(page, best_practices=False)
    page.get_by_label("Indledning").fill("Godt, at du skrev til {portal}.")

    with page.expect_popup() as opened:
        page.get_by_role("button", name="Se mailen, før du gemmer").click()
    words = opened.value.get_by_text("Godt, at du skrev til Socialøkonomi i Roskilde.")
    expect(words).to_be_visible()
    opened.value.set_viewport_size({"width": 360, "height": 800})
    seen = violations(opened.value, best_practices=False)
    narrow = opened.value.evaluate("document.documentElement.scrollWidth")
    text.refresh_from_db()
    unsaved = text.is_adapted
    page.get_by_role("button", name="Gem", exact=True).last.click()
    expect(page.get_by_text("Tilpasset").first).to_be_visible()

    assert [shown, seen] == [[], []]
    assert not unsaved
    assert narrow <= 360


def test_the_pages_of_mail_run_without_inline_code(desk: Page):
    enquiry = EnquiryFactory()
    text = MailText.objects.get(key="enquiry_receipt")

    desk.goto(reverse("admin:network_enquiry_change", args=[enquiry.pk]))
    desk.get_by_role("button", name="Send svaret som mail").click()
    expect(desk.get_by_text("Skriv et svar.")).to_be_visible()
    desk.goto(reverse("admin:portal_mailtext_change", args=[text.pk]))

    expect(desk.get_by_text("Sådan sendes den nu")).to_be_visible()
