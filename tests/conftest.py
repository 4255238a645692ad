"""What every test may ask for."""

import ipaddress
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client, SimpleTestCase

from common.readings import EXPORTS, SEARCHES
from enterprises.registry.current import forget
from portal.roles import EDITOR

# The same commit is tested with the same examples each time, and tests share the
# cores: how long one example took says nothing. `--hypothesis-profile explore` looks
# for new ones.
any_speed = hypothesis.settings(
    deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile("house", any_speed, derandomize=True)
hypothesis.settings.register_profile("explore", any_speed, max_examples=2_000)
hypothesis.settings.load_profile("house")


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """On PostgreSQL, leave out what asks no database: SQLite's run has tested it."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return
    asking = [item for item in items if _asks_the_database(item)]
    config.hook.pytest_deselected(items=[i for i in items if i not in set(asking)])
    items[:] = asking


def _asks_the_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server"}
    return (
        not fixtures.isdisjoint(getattr(item, "fixturenames", ()))
        or item.get_closest_marker("django_db") is not None
        or issubclass(getattr(item, "cls", None) or object, SimpleTestCase)
    )


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


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Fill SQLite's memory with what is migrated; PostgreSQL copies it by itself.

    The migrations of every worker then find nothing left to do. The database is there
    as long as somebody is connected to it.
    """
    template = connection.settings_dict["TEST"].get("TEMPLATE")
    if connection.vendor != "sqlite" or template is None:
        yield
        return
    name = connection.creation._get_test_db_name()
    with (
        closing(sqlite3.connect(template)) as migrated,
        closing(sqlite3.connect(name, uri=True)) as memory,
    ):
        migrated.backup(memory)
        yield


@pytest.fixture(autouse=True)
def remember_nothing() -> None:
    """Begin with the registry that the database has, not with that of another test."""
    SEARCHES.forget()
    EXPORTS.forget()
    forget()


@pytest.fixture
def editor(db: None) -> User:
    """The business developer, who may do everything in the admin."""
    return User.objects.create_superuser(username="editor", password="not-a-secret")


@pytest.fixture
def developer_client(db: None) -> Client:
    """The business developer as she works: in the group, not a superuser."""
    user = User.objects.create_user("bodil", password="not-a-secret", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITOR))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor_client(editor: User) -> Client:
    """A browser in which the editor is signed in."""
    client = Client()
    client.force_login(editor)
    return client
