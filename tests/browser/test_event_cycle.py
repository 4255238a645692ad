"""An event's whole life on phones: from its announcement to the deletion of its people.

Mails leave for a real mail server on this machine, and links are taken from what it
received. In the end no table of the database holds an address of those who took part.
"""

import base64
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from network.events import reminders
from network.models import Event, Registration
from network.sign_up import registrations
from tests.browser.axe import violations
from tests.browser.drawing import drawn
from tests.browser.signing import sign_in
from tests.smtp import SMTP, MailServer, mail_server

PHONE = {"width": 360, "height": 780}
ADA, BO, CEM, DINA = (
    ("Ada Kok", "ada.kok@deltager.example"),
    ("Bo Krog", "bo.krog@deltager.example"),
    ("Cem Lind", "cem.lind@deltager.example"),
    # Her mailbox does not exist; nobody could ever reach her.
    ("Dina Vang", "dina.vang@deltager.example"),
)


@pytest.fixture
def post(settings, live_server) -> Iterator[MailServer]:
    """A mail server on this machine."""
    settings.SITE_URL = live_server.url
    with mail_server() as server:
        settings.MAILER_EMAIL_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server


@pytest.fixture
def visitor(browser: Browser, page: Page, live_server) -> Iterator[Page]:
    """Somebody on a phone who is not signed in."""
    context = browser.new_context(base_url=live_server.url, viewport=PHONE)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(page: Page, editor, live_server) -> Page:
    """The editor, on a phone too."""
    page.set_viewport_size(PHONE)
    sign_in(page.context, editor, live_server.url)
    return page


def page_of_event() -> str:
    return Event.objects.get().get_absolute_url()


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def subject_of(letter: EmailMessage) -> str:
    return str(letter["Subject"]).strip()


def letters_to(post: MailServer, address: str) -> list[EmailMessage]:
    """Send what is queued and return what has come for somebody."""
    call_command("send_mail", verbosity=0)
    return [letter for letter in post.letters if letter["To"] == address]


def link_to(post: MailServer, address: str) -> str:
    """Return the personal link of the last letter to somebody."""
    text = text_of(letters_to(post, address)[-1])
    found = re.search(r"/netvaerk/plads/\S+", text)
    assert found
    return found[0]


def fits(page: Page) -> None:
    # A page that is still being drawn has no width to speak of.
    page.wait_for_load_state()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]


def fits_and_reads(page: Page) -> None:
    fits(page)
    assert violations(page) == []


def step(desk: Page, event: Event, slug: str, **typed: str) -> None:
    """Take a step of an event: fill it in, see the mail, press the button."""
    desk.goto(f"/admin/network/event/{event.pk}/trin/{slug}/")
    for name, value in typed.items():
        desk.fill(f"[name={name}]", value)
    desk.get_by_role("button", name="Se mailen, før den sendes").click()
    expect(desk.get_by_text("Sådan ser mailen ud")).to_be_visible()
    fits(desk)
    desk.locator(".submit-row input[type=submit]").click()
    desk.locator(".messagelist .success").wait_for()


def the_editor_announces(desk: Page) -> Event:
    day = timezone.localtime() + timedelta(days=20)
    desk.goto("/admin/network/event/add/")
    desk.fill("[name=title]", "Køb ind sammen")
    desk.fill("[name=summary]", "Vi ser på, hvad vi kan købe sammen.")
    desk.select_option("[name=state]", "offentlig")
    for name, hour in (("starts_at", 15), ("ends_at", 17)):
        desk.fill(f"[name={name}_0]", f"{day:%d.%m.%Y}")
        desk.fill(f"[name={name}_1]", f"{hour}:00")
    desk.fill("[name=venue]", "Byens Hus")
    desk.fill("[name=address]", "Stændertorvet 1, 4000 Roskilde")
    desk.fill("[name=capacity]", "2")
    desk.locator("[name=_save]").last.click()
    desk.locator(".messagelist .success").wait_for()
    return Event.objects.get()


def signs_up(visitor: Page, person: tuple[str, str], button: str) -> None:
    name, email = person
    visitor.goto("/netvaerk/")
    visitor.get_by_role("link", name="Køb ind sammen").first.click()
    visitor.wait_for_url("**/arrangementer/**")
    fits_and_reads(visitor)
    visitor.get_by_role("link", name=button).first.click()
    visitor.fill("[name=name]", name)
    visitor.fill("[name=email]", email)
    visitor.get_by_role("button", name=button).click()
    visitor.wait_for_url("**/tilmelding/tak/")


def says_yes(
    visitor: Page, post: MailServer, person: tuple[str, str], yes: str
) -> None:
    visitor.goto(link_to(post, person[1]))
    fits_and_reads(visitor)
    visitor.get_by_role("button", name=yes).click()
    expect(visitor.get_by_text("Du har en plads").first).to_be_visible()


def it_fills_and_others_wait(visitor: Page, post: MailServer) -> None:
    for person in (ADA, BO):
        signs_up(visitor, person, "Tilmeld dig")
        says_yes(visitor, post, person, "Bekræft")
    signs_up(visitor, CEM, "Skriv dig på ventelisten")
    visitor.goto(link_to(post, CEM[1]))
    expect(visitor.get_by_text("Du står på venteliste")).to_be_visible()
    post.answers["RCPT"] = "550 no such user"
    signs_up(visitor, DINA, "Skriv dig på ventelisten")
    assert letters_to(post, DINA[1]) == []
    post.answers.clear()


def one_leaves_and_the_next_comes(visitor: Page, post: MailServer) -> None:
    visitor.goto(link_to(post, ADA[1]))
    visitor.get_by_role("link", name="Meld fra").click()
    visitor.get_by_role("button", name="Ja, meld fra").click()
    says_yes(visitor, post, CEM, "Ja tak til pladsen")
    visitor.goto(page_of_event())
    expect(visitor.get_by_text("Ingen ledige pladser").first).to_be_visible()


def it_is_moved(desk: Page, visitor: Page, post: MailServer, event: Event) -> None:
    step(desk, event, "flyt", venue="Biblioteket", reason="Byens Hus bliver malet.")
    for address in (BO[1], CEM[1]):
        told = letters_to(post, address)[-1]
        assert subject_of(told).startswith("Ændret: Køb ind sammen")
        assert "Byens Hus bliver malet." in text_of(told)
    visitor.goto(page_of_event())
    expect(visitor.get_by_text("Mødet er flyttet")).to_be_visible()
    fits_and_reads(visitor)


def they_are_reminded(post: MailServer, event: Event) -> None:
    day_before = event.starts_at - timedelta(days=1)
    assert reminders.send_due(day_before) == 2
    assert reminders.send_due(day_before) == 0
    for address in (BO[1], CEM[1]):
        assert subject_of(letters_to(post, address)[-1]).startswith("Husk: ")
    assert not any(
        subject_of(letter).startswith("Husk: ") for letter in letters_to(post, ADA[1])
    )


def time_passes(event: Event, **later: float) -> None:
    """Let the event begin so long from now, for two hours."""
    begins = timezone.now() + timedelta(**later)
    Event.objects.filter(pk=event.pk).update(
        starts_at=begins, ends_at=begins + timedelta(hours=2)
    )
    event.refresh_from_db()


def they_come(desk: Page, event: Event) -> None:
    desk.goto(f"/admin/network/event/{event.pk}/ved-doeren/")
    fits_and_reads(desk)
    expect(desk.get_by_text("0 af 2 er kommet")).to_be_visible()
    desk.get_by_role("button", name="Cem Lind").click()
    expect(desk.get_by_text("1 af 2 er kommet")).to_be_visible()
    desk.get_by_role("button", name="Bo Krog").press("Enter")
    expect(desk.get_by_text("2 af 2 er kommet")).to_be_visible()
    desk.get_by_role("button", name="Bo Krog").click()
    expect(desk.get_by_text("1 af 2 er kommet")).to_be_visible()
    desk.get_by_role("button", name="Én mere uden tilmelding").click()
    expect(desk.get_by_text("og 1 uden tilmelding")).to_be_visible()
    fits_and_reads(desk)
    desk.goto(f"/admin/network/event/{event.pk}/deltagere/")
    expect(desk.get_by_text("Cem Lind")).to_be_visible()
    fits_and_reads(desk)


def the_minutes_are_sent(
    desk: Page, visitor: Page, post: MailServer, event: Event
) -> None:
    desk.goto("/admin/")
    expect(desk.get_by_text("arrangement mangler referat")).to_be_visible()
    desk.goto(f"/admin/network/event/{event.pk}/change/")
    desk.locator("#id_minutes-editor").click()
    drawn(desk)
    desk.keyboard.type("Vi begynder med fælles kaffe.")
    desk.locator("[name=_save]").first.click()
    desk.locator(".messagelist .success").wait_for()
    step(desk, event, "tak", greeting="Det var en god dag.")
    thanks = text_of(letters_to(post, CEM[1])[-1])
    assert "Vi begynder med fælles kaffe." in thanks
    assert "Det var en god dag." in thanks
    assert not any(
        subject_of(letter).startswith("Tak for sidst")
        for letter in letters_to(post, BO[1])
    )
    visitor.goto(page_of_event())
    expect(visitor.get_by_text("Vi begynder med fælles kaffe.")).to_be_visible()
    fits_and_reads(visitor)


def dump() -> str:
    """Return all that every table of the database holds, also what is packed."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for value in row:
                    text = (
                        bytes(value).decode("latin-1")
                        if isinstance(value, bytes | memoryview)
                        else str(value)
                    )
                    found.append(text)
                    with suppress(ValueError):
                        found.append(base64.b64decode(text).decode("latin-1"))
    found += [str(session.get_decoded()) for session in Session.objects.all()]
    return "\n".join(found)


def test_an_event_lives_from_announcement_to_deletion(desk, visitor, post):
    event = the_editor_announces(desk)
    it_fills_and_others_wait(visitor, post)
    one_leaves_and_the_next_comes(visitor, post)
    it_is_moved(desk, visitor, post, event)
    event.refresh_from_db()
    they_are_reminded(post, event)
    time_passes(event, minutes=-10)
    they_come(desk, event)
    time_passes(event, hours=-3)
    the_minutes_are_sent(desk, visitor, post, event)

    whole = dump()
    # Else the search below could find nothing anyway.
    assert all(address in whole for _, address in (ADA, BO, CEM, DINA))

    # The promised day has come.
    registrations.event_changed(event)
    Registration.objects.update(delete_on_date=timezone.localdate())
    call_command("delete_expired", verbosity=0)

    left = dump()
    for name, address in (ADA, BO, CEM, DINA):
        assert address not in left
        assert name not in left
    event.refresh_from_db()
    assert (event.attendance_count, event.signed_up_count) == (2, 2)
    visitor.goto(page_of_event())
    expect(visitor.get_by_text("Mødte frem")).to_be_visible()
