"""What tests of the network share."""

import pytest
from django.utils import timezone


@pytest.fixture
def clock(monkeypatch):
    """A clock that goes on from now when a test says so."""

    class Clock:
        now = timezone.now()

        @classmethod
        def on(cls, **more):
            cls.now += timezone.timedelta(**more)

    monkeypatch.setattr(timezone, "now", lambda: Clock.now)
    return Clock
