"""What every test may ask for."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.contrib.auth.models import User
from django.test import Client

from enterprises.registry.current import forget

# Tests share the cores: how long one example took says nothing.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


@pytest.fixture(autouse=True, scope="session")
def stay_on_this_machine() -> Iterator[None]:
    """Fail a test that tries to reach another host."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0]
            if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
                raise AssertionError(f"A test tried to reach {host}.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


@pytest.fixture(autouse=True)
def remember_nothing() -> None:
    """Begin with the registry that the database has, not with that of another test."""
    forget()


@pytest.fixture
def editor(db: None) -> User:
    """The business developer, who may do everything in the admin."""
    return User.objects.create_superuser(username="editor", password="not-a-secret")


@pytest.fixture
def editor_client(editor: User) -> Client:
    """A browser in which the editor is signed in."""
    client = Client()
    client.force_login(editor)
    return client
