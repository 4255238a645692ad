"""Every factory makes a row that its own model accepts."""

import factory
import pytest
from django.apps import apps

import tests.enterprises.factories
import tests.network.factories
import tests.portal.factories
import tests.strategy.factories

MODULES = (
    tests.enterprises.factories,
    tests.network.factories,
    tests.strategy.factories,
    tests.portal.factories,
)
OURS = {"common", "enterprises", "network", "strategy", "portal"}
FACTORIES = {
    found._meta.model: found
    for module in MODULES
    for found in vars(module).values()
    if isinstance(found, type)
    and issubclass(found, factory.django.DjangoModelFactory)
    and not found._meta.abstract
}
SITUATIONS = [
    (found, situation)
    for found in FACTORIES.values()
    for situation in (None, *found._meta.parameters)
]


@pytest.fixture(autouse=True)
def own_media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_every_model_has_a_factory():
    ours = {model for model in apps.get_models() if model._meta.app_label in OURS}

    assert ours - set(FACTORIES) == set()


@pytest.mark.parametrize(
    ("factory_class", "situation"),
    SITUATIONS,
    ids=[
        f"{found.__name__}-{situation or 'smallest'}" for found, situation in SITUATIONS
    ],
)
def test_the_row_is_valid(db, factory_class, situation):
    row = factory_class(**{situation: True} if situation else {})

    row.full_clean()
