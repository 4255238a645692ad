"""What those see who are signed in, search or send something: no more than is theirs.

The canaries of test_canaries.py again, looked for where a stranger alone does not come:
behind forms, in suggestions, in the admin of somebody with other rights, on the board.
"""

from datetime import timedelta
from itertools import chain

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from mailer.models import Message

from common.mail import read_mail
from enterprises.models import Enterprise
from network.models import Event, EventMaterial, EventPicture, Registration
from strategy.models import Strategy
from tests.accounts import AccountFactory
from tests.enterprises.factories import EnterpriseFactory
from tests.factories import MODELS
from tests.network.factories import RegistrationFactory
from tests.routes import admin_pages, open_everything
from tests.strategy.factories import BoardSeatFactory
from tests.test_canaries import (
    BEHIND,
    Canaries,
    addresses_of,
    hide_everything,
    text_of,
    what_leaks,
)

pytestmark = pytest.mark.django_db

TO_THE_MEETING = "/strategi/til-moedet/"
# A draft's goals have them.
NUMBERS = {"baseline of a hidden goal"}
FOR_THE_EDITOR = {
    "strategy.Strategy.working_notes",
    "strategy.HearingRemark.text",
    "strategy.HearingRemark.name",
    "strategy.HearingRemark.note",
    "strategy.Evaluation.summary",
    "strategy.BoardSeat.holder_name",
    "strategy.Nomination.name",
    "strategy.Screening.title",
    "strategy.Screening.notes",
}


@pytest.fixture(autouse=True)
def unlimited(settings):
    """Let everything be fetched at once: what is refused for its haste is not seen."""
    settings.SEARCHES_PER_MINUTE = settings.EXPORTS_PER_MINUTE = 0


@pytest.fixture
def canary():
    return Canaries()


@pytest.fixture
def opened():
    return open_everything()


def signed_in(*permissions, **values):
    """Return a browser of somebody with these rights, and no others."""
    user = AccountFactory(**values)
    user.user_permissions.set(permissions)
    client = Client()
    client.force_login(user)
    return client


def hidden_rows():
    """Yield every row that has an address and is not public."""
    for model in set(BEHIND.values()):
        rows = model._default_manager
        if model in (EventMaterial, EventPicture):
            yield from rows.exclude(event__in=Event.objects.published())
        else:
            yield from rows.exclude(pk__in=model.objects.published())


# Whoever sends something


def test_what_is_hidden_takes_no_form(canary, opened):
    hide_everything(canary, opened)
    answers, leaks = {}, set()

    for place in chain.from_iterable(addresses_of(row) for row in hidden_rows()):
        response = Client().post(place, {"slug": "x"})
        answers[place] = response.status_code
        leaks |= canary.found_in(text_of(response), besides=place)

    assert len(answers) > 40
    # Where nothing can be sent at all, nobody is told whether anything is there.
    assert set(answers.values()) == {404, 405}
    assert leaks == set()


# Whoever searches


def test_a_mistyped_word_is_not_put_right_into_one_that_is_hidden():
    hidden = EnterpriseFactory(name="Kanariefuglehuset", established=True)
    mistyped = "/virksomheder/?q=kanariefuglehusit"

    before = Client().get(mistyped).text.lower()
    Enterprise.objects.filter(pk=hidden.pk).update(publication_state="offentlig")
    hidden.refresh_from_db()
    hidden.save()
    after = Client().get(mistyped).text.lower()

    assert "kanariefuglehuset" not in before
    assert "kanariefuglehuset" in after


# Whoever gets a mail


def test_no_mail_tells_of_what_is_hidden(canary, opened):
    """Everybody with a seat is written to, those of drafts and of what is public."""
    hide_everything(canary, opened)
    soon = timezone.now() + timedelta(hours=20)
    Event.objects.update(starts_at=soon, ends_at=soon + timedelta(hours=2))
    for event in Event.objects.all():
        for state in Registration.State:
            RegistrationFactory(event=event, state=state)

    for command in (
        *("release_seats", "send_reminders", "renew_memberships"),
        "tell_of_enquiries",
    ):
        call_command(command, verbosity=0)

    mails = [read_mail(place) for place in Message.objects.all()]
    texts = [f"{mail.subject}\n{mail.body}" for mail in mails]
    assert any(opened["event"].title in text for text in texts)
    assert canary.found_in("\n".join(texts)) == set()


# Staff with other rights


def places_of_the_desk():
    """Yield every page of the admin, each model's first row and what it offers."""
    yield "/admin/"
    for model in MODELS:
        first = model._default_manager.order_by("pk").first()
        if first is not None:
            yield from (place for _name, place in admin_pages(model, first.pk))
    for model in MODELS:
        for field in model._meta.get_fields():
            if field.concrete and field.remote_field and field.related_model in MODELS:
                holder = model._meta
                yield (
                    f"/admin/autocomplete/?app_label={holder.app_label}"
                    f"&model_name={holder.model_name}&field_name={field.name}&term="
                )


def strategies_seen(canary, client):
    """Say which words of the strategies a desk shows, and where."""
    return {
        (found, place)
        for place in places_of_the_desk()
        for found in canary.found_in(text_of(client.get(place, follow=True)))
        if found.startswith("strategy.")
    }


def test_staff_with_every_other_right_finds_no_word_of_a_strategy(canary, opened):
    hide_everything(canary, opened)
    others = Permission.objects.exclude(content_type__app_label="strategy")
    colleague = signed_in(*others, is_staff=True)

    public = what_leaks(canary, lambda: colleague)
    at_the_desk = strategies_seen(canary, colleague)

    assert colleague.get("/admin/enterprises/enterprise/").status_code == 200
    assert public == set()
    assert at_the_desk == set()


def test_staff_with_the_right_sees_them(canary, opened, editor_client):
    hide_everything(canary, opened)

    listed = editor_client.get("/admin/strategy/strategy/")
    offered = editor_client.get(
        "/admin/autocomplete/?app_label=strategy&model_name=document"
        "&field_name=strategy&term="
    )

    for answer in (listed, offered):
        found = canary.found_in(text_of(answer))
        assert any("strategy.Strategy.title" in what for what in found)


def test_the_way_from_the_desk_to_a_page_tells_nobody_its_address(canary, opened):
    hide_everything(canary, opened)
    newcomer, answers = signed_in(is_staff=True), {}

    for row in hidden_rows():
        if not hasattr(row, "get_absolute_url"):
            continue
        kind = ContentType.objects.get_for_model(row)
        place = reverse("admin:view_on_site", args=[kind.pk, row.pk])
        response = newcomer.get(place)
        answers[place] = response.status_code
        assert canary.found_in(text_of(response)) == set()

    assert len(answers) >= 10
    assert set(answers.values()) <= {403, 404}


# The board


def test_a_member_of_the_board_sees_drafts_and_nothing_else_that_is_hidden(
    canary, opened
):
    hide_everything(canary, opened)
    user = AccountFactory()
    BoardSeatFactory(user=user)
    member = Client()
    member.force_login(user)

    inside = set()
    for strategy in Strategy.objects.all():
        for place in (TO_THE_MEETING, f"{TO_THE_MEETING}{strategy.slug}/"):
            inside |= canary.found_in(text_of(member.get(place)))
    seen = {found.split(" (")[0] for found in inside}

    assert {"strategy.Strategy.title", "strategy.StrategySection.body"} <= seen
    assert {what for what in seen if not what.startswith("strategy.")} <= NUMBERS
    assert seen & FOR_THE_EDITOR == set()
