"""A link to a return, and a browser in which it was opened."""

import pytest
from django.test import Client

from tests.enterprises.returns import BASE, TOKEN, make_link


@pytest.fixture
def link(db):
    return make_link()


@pytest.fixture
def visit(link):
    """A browser in which somebody pressed the button."""
    client = Client()
    client.post(f"{BASE}{TOKEN}/")
    return client
