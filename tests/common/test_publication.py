"""One meaning of public, for every model that has a publication state."""

import pytest

from common.publication import PublicationState, Publishable
from tests.factories import FACTORIES

PUBLISHABLE = [model for model in FACTORIES if issubclass(model, Publishable)]


def test_there_are_publishable_models():
    assert len(PUBLISHABLE) > 8


@pytest.mark.parametrize("model", PUBLISHABLE, ids=lambda model: model._meta.label)
def test_a_new_record_is_a_draft(model):
    assert model().publication_state == PublicationState.DRAFT
    assert not model().is_published


@pytest.mark.django_db
@pytest.mark.parametrize("state", PublicationState)
@pytest.mark.parametrize("model", PUBLISHABLE, ids=lambda model: model._meta.label)
def test_only_what_is_published_is_public(model, state):
    factory = FACTORIES[model]
    parent = {"enterprise__published": True} if hasattr(model, "enterprise") else {}
    row = factory(published=True, **parent)
    model.objects.filter(pk=row.pk).update(publication_state=state)
    row.refresh_from_db()

    is_public = model.objects.published().filter(pk=row.pk).exists()

    assert is_public is row.is_published is (state == "offentlig")
