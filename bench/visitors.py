"""Many people in front of one server: each with a form, an address and a browser."""

import http.client
import re
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

# As many as gunicorn has threads; forms are fetched before the rush.
FETCHING = 8
# A form that comes sooner is taken for a machine's.
QUICKEST_SECONDS = 2.1
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|sending)" value="([^"]*)"')


class Answer(NamedTuple):
    """What came back, and in how many milliseconds."""

    status: int
    location: str
    body: bytes
    took: float


@dataclass(frozen=True)
class Sending:
    """One POST of one visitor.

    Attributes:
        path: where it goes.
        visitor: a number; becomes the address the proxy tells.
        fields: what is filled in.
        cookie: what the browser was given with the form.
    """

    path: str
    visitor: int
    fields: dict[str, str]
    cookie: str

    @property
    def headers(self) -> dict[str, str]:
        return {
            "Host": "localhost",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": self.cookie,
            "X-Forwarded-For": address(self.visitor),
        }


def address(visitor: int) -> str:
    """Give each visitor an address of the range that is nobody's."""
    return f"10.{visitor >> 16 & 255}.{visitor >> 8 & 255}.{visitor & 255}"


def fetch_form(port: int, path: str, visitor: int, **typed: str) -> Sending:
    """Open a form as a browser does, and fill it in."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Host": "localhost", "X-Forwarded-For": address(visitor)}
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    page = response.read().decode()
    cookie = (response.headers["Set-Cookie"] or "").partition(";")[0]
    connection.close()
    hidden = dict(HIDDEN.findall(page))
    return Sending(path, visitor, {**hidden, **typed, "webadresse": ""}, cookie)


def fetch_forms(
    port: int, path: str, people: Iterable[tuple[int, dict[str, str]]]
) -> list[Sending]:
    """Open a form for each, and wait until a person could have filled it in."""
    with ThreadPoolExecutor(FETCHING) as pool:
        found = list(
            pool.map(lambda one: fetch_form(port, path, one[0], **one[1]), people)
        )
    time.sleep(QUICKEST_SECONDS)
    return found


def send(port: int, sending: Sending) -> Answer:
    """Post one form; the clock runs from the connection to the last byte."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        body = urlencode(sending.fields)
        connection.request("POST", sending.path, body, sending.headers)
        response = connection.getresponse()
        content = response.read()
        location = response.headers["Location"] or ""
        status = response.status
    except OSError as fault:
        status, location, content = 0, "", str(fault).encode()
    finally:
        connection.close()
    return Answer(status, location, content, (time.perf_counter() - began) * 1000)


def rush(port: int, sendings: list[Sending], at_once: int) -> list[Answer]:
    """Post them all, so many at any moment, all beginning together."""
    gate = threading.Barrier(min(at_once, len(sendings)))

    def one(numbered: tuple[int, Sending]) -> Answer:
        number, sending = numbered
        if number < gate.parties:
            gate.wait(timeout=60)
        return send(port, sending)

    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(one, enumerate(sendings)))


@dataclass(frozen=True)
class Times:
    """How long answers took, in milliseconds."""

    p50: float
    p95: float
    most: float

    @classmethod
    def of(cls, answers: list[Answer]) -> "Times":
        took = sorted(answer.took for answer in answers)
        return cls(statistics.median(took), took[int(0.95 * (len(took) - 1))], took[-1])

    @classmethod
    def median(cls, rounds: list["Times"]) -> "Times":
        """Return the medians over rounds; the longest is the longest of all."""
        return cls(
            statistics.median(one.p50 for one in rounds),
            statistics.median(one.p95 for one in rounds),
            max(one.most for one in rounds),
        )

    def __str__(self) -> str:
        return f"p50 {self.p50:6.0f}  p95 {self.p95:6.0f}  max {self.most:6.0f} ms"


def statuses(answers: list[Answer]) -> Counter[int]:
    return Counter(answer.status for answer in answers)
