"""What all models keep to, so that a reader of one knows the others."""

import re

import pytest
from django.db import models

from common.publication import Publishable, PublishableQuerySet
from tests.factories import MODELS

# Names that Danes write with capitals also inside a sentence.
PROPER_NAMES = r"CVR-|P-|RSV|Advisory Board|Den Socialøkonomiske Pris"
FIELDS = [
    field
    for model in MODELS
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
    if field.name != "id"
]
# A point of a programme has a time of day; its event has the day.
TIMES_OF_DAY = {"network.ProgrammeItem.starts_at"}
# What holds no public text: people's data, tokens, and what belongs to the desk.
NEVER_PUBLIC = {
    "enterprises.Correction",
    "enterprises.RecordProposal",
    "enterprises.ReturnInvitation",
    "enterprises.RsvImport",
    "enterprises.ReturnRound",
    "enterprises.StaffingReturnStep",
    "enterprises.TableImport",
    "network.Arrival",
    "network.Enquiry",
    "network.EnquiryMessage",
    "network.Member",
    "network.MemberDelivery",
    "network.MemberMessage",
    "network.Registration",
    "network.Reminder",
    "network.TopicSuggestion",
    "network.TopicSupport",
    "portal.LimitCounter",
    "portal.LinkCheck",
    "portal.MailDelivery",
    "portal.MailText",
    "strategy.Nomination",
    "strategy.DraftReading",
    "strategy.Remark",
}
# Seen only on the page of a parent that is itself asked for by published(), or lists.
PART_OF_ANOTHER = {
    "enterprises.ReportedFigure",
    "enterprises.RegistryChange",
    "enterprises.SearchText",
    "enterprises.SearchWord",
    "enterprises.Sector",
    "enterprises.Source",
    "enterprises.StaffingCategory",
    "enterprises.StaffingCount",
    "enterprises.TargetGroup",
    "enterprises.UNGoal",
    "network.ClusterMeeting",
    "network.EventMaterial",
    "network.EventPicture",
    "network.ProgrammeItem",
    "portal.ContactPoint",
    "portal.FormerAddress",
    "strategy.Erratum",
    "strategy.EvaluationFigure",
    "strategy.GoalAssessment",
    "strategy.IndicatorCorrection",
    "strategy.InitiativePeriod",
    "strategy.Juror",
    "strategy.MeasurementCorrection",
    "strategy.ScreeningStep",
}


def is_lower_case(name):
    rest = re.sub(PROPER_NAMES, "", str(name))
    return rest == rest.lower()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_model_is_named_in_lower_case_danish(model):
    names = [model._meta.verbose_name, model._meta.verbose_name_plural]

    assert all(is_lower_case(name) for name in names), names
    assert "verbose_name" in model._meta.original_attrs
    assert "verbose_name_plural" in model._meta.original_attrs


def test_fields_are_named_in_lower_case_danish():
    after_identifier = [field for field in FIELDS if not field._verbose_name]
    capital = [field for field in FIELDS if not is_lower_case(field.verbose_name)]

    assert after_identifier == []
    assert capital == []


def test_help_is_a_sentence():
    helps = [field.help_text for field in FIELDS if field.help_text]

    assert len(helps) > 40
    assert [text for text in helps if not text.endswith((".", "?"))] == []


def test_the_ending_tells_day_from_moment():
    for field in FIELDS:
        name = field.name
        if isinstance(field, models.DateTimeField):
            assert name == "at" or name.endswith(("_at", "confirm_by")), field
        elif isinstance(field, models.DateField):
            assert name == "date" or name.endswith("_date"), field
        elif str(field) not in TIMES_OF_DAY:
            assert not name.endswith(("_at", "_date")), field


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_model_says_what_it_is(model):
    assert not model.__doc__.startswith(f"{model.__name__}(")
    assert "__str__" in vars(model)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_what_the_public_sees_is_asked_for_by_published(model):
    label = model._meta.label
    hidden = label in NEVER_PUBLIC | PART_OF_ANOTHER

    assert hasattr(model.objects.all(), "published") is not hidden


@pytest.mark.parametrize(
    "model",
    [model for model in MODELS if issubclass(model, Publishable)],
    ids=lambda model: model._meta.label,
)
def test_a_publishable_model_shares_the_one_meaning(model):
    assert isinstance(model.objects.all(), PublishableQuerySet)


def test_personal_data_always_have_a_day_of_deletion():
    personal = [
        model
        for model in MODELS
        if {"email", "email_hash"} & {f.name for f in model._meta.local_fields}
        and model._meta.label in NEVER_PUBLIC
    ]

    days = [model._meta.get_field("delete_on_date") for model in personal]

    assert len(days) == 7
    assert not any(day.null for day in days)
