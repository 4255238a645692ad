"""A queue before SQLite's one writer, for rushes.

SQLite lets those who wait for the writer look again and again, the newest most often.
When sixteen want to write all the time, some wait past every limit while others come
and go. Here they wait in the system's own queue instead, each for its turn.
"""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]


def posts_in_turn(view: View) -> View:
    """Let in what writes one after the other; whoever only reads passes by."""

    @wraps(view)
    def queued(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with turn():
            return view(request, *args, **kwargs)

    return queued


@contextmanager
def turn() -> Iterator[None]:
    """Wait for one's turn, and keep it. Call it outside of any transaction.

    The file is empty and stays. Whoever dies with a turn gives it back. PostgreSQL has
    a fair queue of its own, and a database in memory no processes to wait for.
    """
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or ":memory:" in name or "mode=memory" in name:
        yield
        return
    with open(f"{name}-turn", "ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
