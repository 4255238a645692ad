"""Suggesting a topic and supporting one, in a real browser: axe, keyboard, narrow."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from network.models import Topic, TopicSuggestion, TopicSupport
from tests.browser.axe import violations
from tests.enterprises.factories import EnterpriseFactory
from tests.network.factories import (
    ClusterFactory,
    ClusterMeetingFactory,
    EventFactory,
    TopicFactory,
)

WIDTHS = pytest.mark.parametrize("width", [320, 1280])


def fits(page, width):
    return page.evaluate("document.documentElement.scrollWidth") <= width


@WIDTHS
def test_a_suggestion_goes_from_the_page_to_the_editor(page: Page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/netvaerk/emner/")
    nothing = violations(page)

    page.get_by_role("main").get_by_role("link", name="Foreslå et emne").first.click()
    expect(page.get_by_role("button", name="Send forslaget")).to_be_visible()
    empty = violations(page)
    page.get_by_label("Fortæl lidt mere").fill("Vi mangler plads.")
    page.get_by_role("button", name="Send forslaget").click()
    expect(page.get_by_text("Der er problemer")).to_be_visible()
    expect(page.get_by_label("Fortæl lidt mere")).to_have_value("Vi mangler plads.")
    wrong = violations(page)
    page.get_by_label("Hvad skal vi tale om?").fill("Fælles lager")
    page.get_by_label("Din mailadresse").fill("forslag@example.org")
    page.get_by_label("Din mailadresse").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Se i din mail")
    sent = violations(page)
    token = TopicSuggestion.objects.get().token
    page.goto(f"/netvaerk/forslag/{token}/")
    link = violations(page)
    page.get_by_role("button", name="Send forslaget").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("er sendt")
    confirmed = violations(page)
    page.get_by_role("button", name="Slet forslaget").press("Space")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nu er det slettet")
    gone = violations(page)
    page.goto(f"/netvaerk/forslag/{token}/")
    dead = violations(page)

    assert [nothing, empty, wrong, sent, link, confirmed, gone, dead] == [[]] * 8
    assert fits(page, width)
    assert not Topic.objects.exists()


@WIDTHS
def test_support_goes_from_the_topic_to_the_count(page: Page, width):
    TopicFactory(published=True, slug="lager", title="Fælles lager", answered=True)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/netvaerk/emner/")
    listed = violations(page)

    page.get_by_role("link", name="Fælles lager").click()
    expect(page.get_by_role("link", name="Støt emnet")).to_be_visible()
    topic = violations(page)
    cookies = page.context.cookies()
    page.get_by_role("link", name="Støt emnet").click()
    expect(page.get_by_role("button", name="Støt emnet")).to_be_visible()
    empty = violations(page)
    page.get_by_label("Din mailadresse").fill("ikke en adresse")
    page.get_by_role("button", name="Støt emnet").click()
    expect(page.get_by_text("Der er problemer")).to_be_visible()
    wrong = violations(page)
    page.get_by_label("Din mailadresse").fill("a@example.org")
    page.get_by_role("button", name="Støt emnet").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Se i din mail")
    sent = violations(page)
    page.goto(f"/netvaerk/stoette/{TopicSupport.objects.get().token}/")
    link = violations(page)
    page.get_by_role("button", name="Støt emnet").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak, din støtte tæller")
    confirmed = violations(page)
    page.goto("/netvaerk/emner/lager/")
    expect(page.get_by_label("Støtte til emnet").get_by_text("1")).to_be_visible()

    found = [listed, topic, empty, wrong, sent, link, confirmed]
    assert found == [[]] * 7
    # Who only reads gets none.
    assert cookies == []
    assert fits(page, width)


@WIDTHS
def test_what_became_of_topics_clusters_and_the_promise_is_readable(page: Page, width):
    now = timezone.now()
    held = EventFactory(published=True, starts_at=now - timedelta(hours=5))
    EventFactory(published=True, starts_at=now - timedelta(days=400), example=True)
    called_off = EventFactory(cancelled=True, starts_at=now + timedelta(days=9))
    places = ["/netvaerk/", "/netvaerk/arrangementer/", "/netvaerk/emner/?vis=slut"]
    for event in (held, called_off):
        topic = TopicFactory(published=True, event=event)
        places.append(topic.get_absolute_url())
    places.append(TopicFactory(published=True, closed=True).get_absolute_url())
    cluster = ClusterFactory(published=True, outcome="En bil sparet.")
    cluster.enterprises.add(EnterpriseFactory(published=True))
    ClusterMeetingFactory(cluster=cluster, outcome="Vi prøver i maj.")
    ClusterMeetingFactory(cluster=cluster, date=now.date() + timedelta(days=9))
    places.append(cluster.get_absolute_url())
    page.set_viewport_size({"width": width, "height": 800})
    found = {}

    for place in places:
        page.goto(place)
        found[place] = (violations(page), fits(page, width))

    assert found == dict.fromkeys(places, ([], True))


def test_the_promise_prints_as_words(page: Page):
    EventFactory(published=True, starts_at=timezone.now() - timedelta(hours=5))
    page.emulate_media(media="print")

    page.goto("/netvaerk/")

    promise = page.locator(".cadence")
    expect(promise).to_be_visible()
    expect(promise).to_contain_text("Holdt")
    expect(page.get_by_role("link", name="Foreslå et emne")).to_be_hidden()
