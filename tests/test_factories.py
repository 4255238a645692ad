"""Every factory makes a row that its own model accepts."""

import pytest

from tests.factories import FACTORIES, MODELS

SITUATIONS = [
    (found, situation)
    for found in FACTORIES.values()
    for situation in (None, *found._meta.parameters)
]


@pytest.fixture(autouse=True)
def own_media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_every_model_has_a_factory():
    assert set(MODELS) == set(FACTORIES)


@pytest.mark.parametrize(
    ("factory", "situation"),
    SITUATIONS,
    ids=[
        f"{found.__name__}-{situation or 'smallest'}" for found, situation in SITUATIONS
    ],
)
def test_the_row_is_valid(db, factory, situation):
    row = factory(**{situation: True} if situation else {})

    row.full_clean()
