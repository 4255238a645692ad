"""What is known about a person leaves as JSON, or goes; and no table is forgotten."""

import json
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import models
from django.utils import timezone
from mailer.models import Message

from network import figures
from network.members import messages
from network.models import Event, Member, Registration, TopicSupport
from network.topics import support
from portal import data_subjects
from portal.personal_data import HARMLESS, HOLDINGS, IMPERSONAL, TELLTALE
from strategy.models import HearingRemark
from tests.enterprises.factories import CorrectionFactory, EnterpriseFactory
from tests.network.factories import (
    EnquiryFactory,
    EnquiryMessageFactory,
    EventFactory,
    MemberFactory,
    MemberMessageFactory,
    RegistrationFactory,
    TopicFactory,
    TopicSuggestionFactory,
)
from tests.strategy.factories import HearingRemarkFactory, NominationFactory

ANNE, BO = "anne@example.org", "bo@example.org"


def held(**holding):
    return {one.label for one in HOLDINGS}


@pytest.fixture
def known(db):
    """Two people about whom every public table holds something."""
    event = EventFactory(published=True)
    topic = TopicFactory(published=True)
    for address in (ANNE, BO):
        RegistrationFactory(event=event, email=address.title(), confirmed=True)
        MemberFactory(active=True, email=address)
        EnquiryMessageFactory(enquiry=EnquiryFactory(email=address))
        TopicSuggestionFactory(email=address)
        row = support.ask(topic=topic, sending_key=address.ljust(64), email=address)
        support.confirm(row)
        CorrectionFactory(email=address)
        NominationFactory(email=address)
        HearingRemarkFactory(text=f"Skriv til {address}.", published=True, name="N.N.")
    messages.send(MemberMessageFactory())
    messages.queue_waiting()
    return event


def run(command, *arguments):
    said = StringIO()
    call_command(command, *arguments, stdout=said)
    return said.getvalue()


# No table is forgotten


def test_every_table_says_whether_it_holds_something_about_people():
    labels = {model._meta.label for model in apps.get_models()}

    assert labels - held() - IMPERSONAL == set()
    assert (held() | IMPERSONAL) - labels == set()
    assert held() & IMPERSONAL == set()


def test_no_field_about_people_hides_in_another_table():
    suspects = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.label in IMPERSONAL
        for field in model._meta.concrete_fields
        if isinstance(field, models.EmailField)
        or field.related_model is User
        or TELLTALE.search(field.name)
    }

    assert suspects - set(HARMLESS) == set()
    assert set(HARMLESS) - suspects == set()


# Export


def test_an_export_brings_every_row_and_nobody_elses(known):
    found = json.loads(run("export_person", " Anne@Example.org "))

    assert set(found["tables"]) == {
        "enterprises.Correction",
        "mailer.Message",
        "network.Enquiry",
        "network.EnquiryMessage",
        "network.Member",
        "network.MemberDelivery",
        "network.Registration",
        "network.TopicSuggestion",
        "network.TopicSupport",
        "strategy.HearingRemark",
        "strategy.Nomination",
    }
    assert found["tables"]["network.Member"][0]["mailadresse"] == ANNE
    assert (
        found["tables"]["network.Member"][0]["samtykkets ordlyd"] in found["consents"]
    )
    assert BO not in json.dumps(found)


def test_an_export_holds_no_key(known):
    member = Member.objects.get(email=ANNE)

    said = run("export_person", ANNE)

    for secret in (member.token, member.token_seed, member.token_hash):
        assert secret not in said


def test_an_account_is_part_of_the_export(editor, db):
    User.objects.filter(pk=editor.pk).update(email=ANNE)

    said = run("export_person", ANNE)

    assert "auth.User" in json.loads(said)["tables"]
    assert editor.password not in said


@pytest.mark.parametrize("part", ["anne", "@example.org", "", "%", "anne@"])
@pytest.mark.parametrize("command", ["export_person", "erase_person"])
def test_a_part_of_an_address_finds_nobody(known, command, part):
    with pytest.raises(CommandError, match="Not a mail address"):
        run(command, part)

    assert Member.objects.count() == 2


# Erasure


def test_what_is_erased_stands_nowhere_and_others_stay(known):
    before = json.loads(run("export_person", BO))["tables"]

    said = run("erase_person", ANNE)

    assert data_subjects.left_over(ANNE) == []
    assert data_subjects.export(ANNE)["tables"] == {}
    assert "network.Member: 1 forgotten" in said
    assert not any(ANNE in message.email.to for message in Message.objects.all())
    assert json.loads(run("export_person", BO))["tables"] == before


def test_numbers_stay(known):
    Event.objects.update(
        starts_at=timezone.now() - timezone.timedelta(days=2),
        ends_at=timezone.now() - timezone.timedelta(days=1),
    )
    held_before = figures.meetings_held(timezone.localdate()).quantity

    run("erase_person", ANNE)

    assert Event.objects.get(pk=known.pk).signed_up_count == 1
    assert TopicSupport.objects.filter(confirmed_at__isnull=False).count() == 2
    assert HearingRemark.objects.filter(text="Skriv til [slettet].").count() == 1
    assert figures.meetings_held(timezone.localdate()).quantity == held_before
    assert MemberMessageFactory._meta.model.objects.get().recipient_count == 2


def test_a_seat_of_a_meeting_to_come_is_passed_on(db):
    soon = timezone.now() + timezone.timedelta(days=9)
    event = EventFactory(published=True, capacity=1, starts_at=soon)
    RegistrationFactory(event=event, email=ANNE, confirmed=True)
    waits = RegistrationFactory(event=event, email=BO, waiting=True)

    run("erase_person", ANNE)

    waits.refresh_from_db()
    assert waits.state == Registration.State.OFFERED
    assert data_subjects.left_over(ANNE) == []


def test_a_member_who_leaves_stands_nowhere(db, client):
    member = MemberFactory(active=True, email=ANNE)
    MemberFactory(active=True, email=BO)
    messages.send(MemberMessageFactory())
    messages.queue_waiting()
    call_command("send_mail", verbosity=0)
    messages.send(MemberMessageFactory())
    messages.queue_waiting()

    client.post(f"/netvaerk/medlem/{member.token}/meld-ud/")

    assert data_subjects.left_over(ANNE) == []
    assert len(data_subjects.left_over(BO)) == 2
    assert json.loads(run("export_person", ANNE))["tables"] == {}


def test_a_second_run_finds_nothing(known):
    run("erase_person", ANNE)

    assert run("erase_person", ANNE) == ""


def test_a_dry_run_counts_and_keeps(known):
    said = run("erase_person", ANNE, "--dry-run")

    assert "network.Member: 1 to forget" in said
    assert Member.objects.count() == 2
    assert Registration.objects.count() == 2


def test_what_only_the_editor_can_take_away_is_named(known):
    EnterpriseFactory(email=ANNE)

    with pytest.raises(CommandError, match="still stands"):
        run("erase_person", ANNE)

    [place] = data_subjects.left_over(ANNE)
    assert (place.label, place.field) == ("enterprises.Enterprise", "email")
    assert not Member.objects.filter(email=ANNE).exists()


def test_an_account_is_emptied_only_when_asked(db):
    user = User.objects.create_user(ANNE, ANNE, "not-a-secret", is_staff=True)
    EmailAddress.objects.create(user=user, email=ANNE, verified=True)

    with pytest.raises(CommandError, match="still stands"):
        run("erase_person", ANNE)
    run("erase_person", ANNE, "--account")

    user.refresh_from_db()
    assert (user.username, user.email) == (f"slettet-{user.pk}", "")
    assert not (user.is_active or user.is_staff or user.has_usable_password())
    assert data_subjects.left_over(ANNE) == []
