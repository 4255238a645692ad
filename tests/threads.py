"""Many at once, each with a connection of its own."""

import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import OperationalError, connection


def all_at_once(number: int, do: Callable[[], Any]) -> list[Any]:
    """Do it in many threads that start together; return answers and faults alike."""
    start = threading.Barrier(number)
    answers: list[Any] = []

    def once() -> None:
        start.wait(timeout=30)
        try:
            answers.append(do())
        except Exception as fault:
            answers.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=once) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


# SQLite in memory, unlike a file, does not wait for a writer; PostgreSQL turns away who
# comes while all its connections are taken, by these threads and by tests beside them.
PASSING = ("table is locked", "too many clients", "connection slots are reserved")


def patiently(do: Callable[..., Any], *values: Any) -> Any:
    """Try again while the database takes nobody in."""
    while True:
        try:
            return do(*values)
        except OperationalError as error:
            if not any(words in str(error) for words in PASSING):
                raise
            time.sleep(0.02)
