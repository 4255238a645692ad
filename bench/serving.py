"""Servers under measurement: started alike, asked in turn, their processor time read.

Every part of the benchmarks measures with these, so that their figures mean the same.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
# Processor time of one measurement: enough that one slow request does not show.
MEASURE_SECONDS = 0.6
WARM_MILLISECONDS = 200
FEWEST_REQUESTS, MOST_REQUESTS = 3, 5000


class Cost(NamedTuple):
    """Processor time of one request, in milliseconds."""

    portal: float
    database: float = 0

    @property
    def whole(self) -> float:
        """What the request cost the machine."""
        return self.portal + self.database


class Server:
    """One gunicorn on a free port, with its processes.

    Attributes:
        database: the process id of a database server whose time is read as well.
    """

    def __init__(
        self,
        application: str,
        environment: dict[str, str],
        database: int | None = None,
    ) -> None:
        self.port = free_port()
        self.database = database
        environment = os.environ | environment | {"PORT": str(self.port)}
        command = [sys.executable, "-m", "gunicorn", "--log-level=warning"]
        self.process = subprocess.Popen(
            [*command, application], cwd=ROOT, env=environment
        )
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port)
        try:
            self.wait()
        except BaseException:
            self.stop()
            raise

    def wait(self) -> None:
        for _ in range(300):
            if self.process.poll() is not None:
                sys.exit("A server did not start; the lines above say why.")
            try:
                self.get("/healthz")
                return
            except OSError:
                self.connection.close()
                time.sleep(0.1)
        sys.exit("A server did not answer in time.")

    def get(self, path: str, encoding: str = "identity") -> tuple[int, bytes]:
        headers = {"Accept-Encoding": encoding, "Host": "localhost"}
        try:
            self.connection.request("GET", path, headers=headers)
            response = self.connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            # It was idle too long while the other server was asked; ask anew.
            self.connection.close()
            return self.get(path, encoding)
        return response.status, response.read()

    def page(self, path: str) -> bytes:
        """Return a page that must be there."""
        status, body = self.get(path)
        if status != 200:
            sys.exit(f"{path} answered {status}.")
        return body

    def processor_time(self) -> Cost:
        """Return how long its processes have run, in milliseconds."""
        return Cost(
            processor_seconds(self.process.pid) * 1000,
            processor_seconds(self.database) * 1000 if self.database else 0,
        )

    def cost(self, path: str, encoding: str, requests: int) -> Cost:
        """Return what one request costs, over a number of them."""
        return self.cost_of([path] * requests, encoding)

    def cost_of(self, paths: list[str], encoding: str = "identity") -> Cost:
        """Return what a request costs on average, over the given ones."""
        before = self.processor_time()
        for path in paths:
            self.get(path, encoding)
        after = self.processor_time()
        return Cost(
            (after.portal - before.portal) / len(paths),
            (after.database - before.database) / len(paths),
        )

    def requests(self, path: str, encoding: str = "identity") -> int:
        """Say how many requests fill one measurement, having warmed up with some."""
        number, cost = 1, 0.0
        while number * cost < WARM_MILLISECONDS and number < MOST_REQUESTS:
            number *= 2
            cost = self.cost(path, encoding, number).portal
        wanted = int(MEASURE_SECONDS * 1000 / max(cost, 0.01))
        return min(max(wanted, FEWEST_REQUESTS), MOST_REQUESTS)

    def memory(self) -> float:
        """Return what its worker holds in memory, in MiB, on average for several."""
        workers = family(self.process.pid)[1:]
        return sum(map(resident, workers)) / len(workers) / 1024

    def stop(self) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.wait()


@contextmanager
def serving(
    application: str, environment: dict[str, str], database: int | None = None
) -> Iterator[Server]:
    server = Server(application, environment, database)
    try:
        yield server
    finally:
        server.stop()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def family(parent: int) -> list[int]:
    """Return a process and its children, by their ids."""
    found = [parent]
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text()
        except OSError:  # a process that has ended since it was listed
            continue
        # Past the name in brackets: state, parent, …
        if text.rpartition(")")[2].split()[1] == str(parent):
            found.append(int(stat.parent.name))
    return found


def resident(pid: int) -> int:
    """Return what a process holds in memory, in KiB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


def processor_seconds(parent: int) -> float:
    """Return how long a process and its children have run.

    The system counts it to the nanosecond for each process; the figures in `/proc`
    would be rounded to its ticks of 1/100 s.
    """
    seconds = 0.0
    for pid in family(parent):
        try:
            # As the C library's clock_getcpuclockid() makes it.
            seconds += time.clock_gettime(~pid << 3 | 2)
        except OSError:  # a process that has ended since it was listed
            continue
    return seconds


def in_turn(
    first: Callable[[], Cost], second: Callable[[], Cost], rounds: int = ROUNDS
) -> list[tuple[Cost, Cost]]:
    """Measure two things in rounds of alternating order: A B, B A."""
    pairs = []
    for turn in range(rounds):
        if turn % 2 == 0:
            a = first()
            b = second()
        else:
            b = second()
            a = first()
        pairs.append((a, b))
    return pairs


def medians(pairs: list[tuple[Cost, Cost]]) -> tuple[Cost, Cost]:
    """Return what each of two things cost, as the median of its rounds."""
    first, second = zip(*pairs, strict=True)
    return median(first), median(second)


def median(costs: tuple[Cost, ...]) -> Cost:
    return Cost(
        statistics.median(cost.portal for cost in costs),
        statistics.median(cost.database for cost in costs),
    )


def median_ratio(
    pairs: list[tuple[Cost, Cost]], part: Callable[[Cost], float]
) -> float:
    """Return the median of the rounds' ratios of the first to the second."""
    return statistics.median(part(a) / part(b) for a, b in pairs)
