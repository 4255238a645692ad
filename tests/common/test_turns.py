"""Those who write to SQLite wait in a queue; others pass by."""

import threading
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from common import turns
from tests.threads import all_at_once


def database(monkeypatch, name, vendor="sqlite"):
    stands_for = SimpleNamespace(vendor=vendor, settings_dict={"NAME": name})
    monkeypatch.setattr(turns, "connection", stands_for)


class Room:
    """Counts how many are in at once."""

    def __init__(self):
        self.inside = self.most = 0
        self.full = threading.Event()

    def visit(self):
        with turns.turn():
            self.inside += 1
            self.most = max(self.most, self.inside)
            self.full.wait(timeout=0.01)
            self.inside -= 1


def test_one_at_a_time_where_the_database_is_a_file(monkeypatch, tmp_path):
    database(monkeypatch, tmp_path / "db.sqlite3")
    room = Room()

    assert all_at_once(8, room.visit) == [None] * 8

    assert room.most == 1
    assert (tmp_path / "db.sqlite3-turn").read_bytes() == b""


def test_a_turn_is_given_back_whatever_happens(monkeypatch, tmp_path):
    database(monkeypatch, tmp_path / "db.sqlite3")

    with pytest.raises(ZeroDivisionError), turns.turn():
        raise ZeroDivisionError
    with turns.turn():
        pass


@pytest.mark.parametrize(
    ("vendor", "name"),
    [
        ("postgresql", "portal"),
        ("sqlite", ":memory:"),
        ("sqlite", "file:memorydb_default?mode=memory&cache=shared"),
    ],
)
def test_elsewhere_nobody_waits(monkeypatch, tmp_path, vendor, name):
    database(monkeypatch, name, vendor)
    monkeypatch.chdir(tmp_path)
    everybody = threading.Barrier(4)

    def visit():
        with turns.turn():
            everybody.wait(timeout=10)

    assert all_at_once(4, visit) == [None] * 4
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("method", "waits"), [("post", True), ("get", False)])
def test_only_what_is_sent_waits(monkeypatch, method, waits):
    taken = []
    monkeypatch.setattr(turns, "turn", lambda: taken.append(1) or threading.Lock())

    view = turns.posts_in_turn(lambda request: HttpResponse("ja"))
    response = view(getattr(RequestFactory(), method)("/"))

    assert response.content == b"ja"
    assert bool(taken) is waits
