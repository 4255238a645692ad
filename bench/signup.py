"""Whether a rush for the last seats gives each once, on both databases, and how fast.

Real posts to a gunicorn of four processes with four threads each; every visitor has
opened the form and has an address of their own, as the proxy tells it. The same rush
against the portal without its lock must go wrong. bench/README.md says how to read it.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from tests import postgresql

from .databases import run_sql, say
from .serving import ROOT, Server, serving
from .visitors import Answer, Times, fetch_form, fetch_forms, rush, statuses

ROUNDS = int(os.environ.get("ROUNDS", "3"))
ONLY = os.environ.get("DATABASE", "")
PAGE = "/netvaerk/arrangementer/{}/tilmelding/"
PLACE = "/netvaerk/plads/{}/"
THANKED = 303
# While people leave and join; the last is the largest, so that nobody is over it.
CAPACITIES = [60, 45, 55, 48, 52, 44, 58, 50, 60]


@dataclass
class Result:
    """What one round of one scenario came to.

    Attributes:
        counts: what is printed of it.
        faults: what is not as it should be; empty when all is well.
        times: of the posts.
    """

    counts: str
    times: Times
    faults: list[str] = field(default_factory=list)

    def expect(self, what: str, found: object, wanted: object) -> None:
        if found != wanted:
            self.faults.append(f"{what}: {found}, not {wanted}")


@dataclass
class Stage:
    """A server, its database, and a fresh number for each visitor and event."""

    server: Server
    environment: dict[str, str]
    visitors: int = 0
    events: int = 0

    @property
    def port(self) -> int:
        return self.server.port

    def ask(self, name: str, **question: Any) -> Any:
        """Ask the database, from a process that is not the server's."""
        result = subprocess.run(
            [sys.executable, "-m", "bench.seating", name],
            cwd=ROOT,
            env=os.environ | self.environment,
            input=json.dumps(question),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return json.loads(result.stdout)

    def event(self, capacity: int, confirmed: int = 0, waiting: int = 0) -> tuple:
        """Make an event; return its slug and the tokens of those with a seat."""
        self.events += 1
        slug = f"maaling-{self.events}"
        tokens = self.ask(
            "make_event",
            slug=slug,
            capacity=capacity,
            confirmed=confirmed,
            waiting=waiting,
        )
        return slug, tokens

    def people(self, addresses: list[str]) -> list[tuple[int, dict[str, str]]]:
        """Give each a visitor's number of their own, and what they will type."""
        found = []
        for address in addresses:
            self.visitors += 1
            typed = {"name": "Prøve Prøvesen", "email": address}
            found.append(
                (self.visitors, typed | {"organisation": "", "colleagues": ""})
            )
        return found


def last_seats(stage: Stage) -> Result:
    """A1: 400 posts, 64 at once, for the last 20 of 60 seats; then all 20 confirm."""
    slug, _ = stage.event(capacity=60, confirmed=40)
    people = stage.people([f"a{n}@example.org" for n in range(400)])
    forms = fetch_forms(stage.port, PAGE.format(slug), people)
    answers = rush(stage.port, forms, at_once=64)
    confirm_all(stage, slug)
    found = stage.ask("outcome", slug=slug)
    states = found["states"]
    confirmed, waiting = states.get("bekraeftet", 0) - 40, found["waiting"]
    result = Result(
        f"{confirmed} confirmed, {waiting} waiting, {found['over']} over",
        Times.of(answers),
    )
    result.expect("answers", statuses(answers), {THANKED: 400})
    result.expect("confirmed", confirmed, 20)
    result.expect("waiting", waiting, 380)
    result.expect("rows", found["rows"], 440)
    result.expect("over", found["over"], 0)
    result.expect("first come, first seated", found["first_come"], True)
    return result


def confirm_all(stage: Stage, slug: str) -> None:
    """Press the button behind every link that waits for it."""
    tokens = stage.ask("tokens_held", slug=slug)
    posts = [
        fetch_form(stage.port, PLACE.format(token), 0, svar="ja") for token in tokens
    ]
    if posts:
        rush(stage.port, posts, at_once=16)


def duplicates(stage: Stage) -> Result:
    """A2: 1,000 posts, 128 at once, of which 200 are of addresses that come twice."""
    slug, _ = stage.event(capacity=100)
    addresses = [f"b{n}@example.org" for n in range(800)]
    again = addresses[::4]
    people = stage.people([*addresses[:700], *again, *addresses[700:]])
    forms = fetch_forms(stage.port, PAGE.format(slug), people)
    answers = rush(stage.port, forms, at_once=128)
    found = stage.ask("outcome", slug=slug)
    result = Result(
        f"{found['rows']} rows, {found['taken']} seats, "
        f"{kinds(answers)} kind of answer",
        Times.of(answers),
    )
    result.expect("answers", statuses(answers), {THANKED: 1000})
    result.expect("kinds of answer", kinds(answers), 1)
    result.expect("rows", found["rows"], 800)
    result.expect("seats", found["taken"], 100)
    result.expect("mails", found["mails"], 1000)
    result.expect("most mails to one", found["most_mails"], 2)
    return result


def kinds(answers: list[Answer]) -> int:
    return len({(one.status, one.location, one.body) for one in answers})


def thrice(stage: Stage) -> Result:
    """A3: the same form of each of 100 people three times at once."""
    slug, _ = stage.event(capacity=50)
    people = stage.people([f"c{n}@example.org" for n in range(100)])
    forms = fetch_forms(stage.port, PAGE.format(slug), people)
    answers = rush(stage.port, [one for form in forms for one in [form] * 3], 64)
    found = stage.ask("outcome", slug=slug)
    result = Result(
        f"{found['rows']} rows, {found['mails']} mails, "
        f"{kinds(answers)} kind of answer",
        Times.of(answers),
    )
    result.expect("answers", statuses(answers), {THANKED: 300})
    result.expect("kinds of answer", kinds(answers), 1)
    result.expect("rows", found["rows"], 100)
    result.expect("mails", found["mails"], 100)
    result.expect("most mails to one", found["most_mails"], 1)
    return result


def leaving(stage: Stage) -> Result:
    """A4: 50 leave while 50 join and the editor raises and lowers the seats."""
    slug, tokens = stage.event(capacity=50, confirmed=50, waiting=20)
    people = stage.people([f"d{n}@example.org" for n in range(50)])
    joins = fetch_forms(stage.port, PAGE.format(slug), people)
    leaves = [
        fetch_form(stage.port, PLACE.format(token) + "afmeld/", 0) for token in tokens
    ]
    mixed = [one for pair in zip(joins, leaves, strict=True) for one in pair]
    editor = subprocess.Popen(
        [sys.executable, "-m", "bench.seating", "resize"],
        cwd=ROOT,
        env=os.environ | stage.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    question = {"slug": slug, "capacities": CAPACITIES, "pause": 0.05}
    json.dump(question, editor.stdin)
    editor.stdin.close()
    answers = rush(stage.port, mixed, at_once=32)
    editor.wait()
    confirm_all(stage, slug)
    found = stage.ask("outcome", slug=slug)
    result = Result(
        f"{found['taken']} of {found['capacity']} seats, {found['waiting']} waiting, "
        f"{found['offered']} offered, {found['idle']} idle",
        Times.of(answers),
    )
    result.expect("answers", statuses(answers), {THANKED: 100})
    result.expect("editor", editor.returncode, 0)
    result.expect("left", found["states"].get("afmeldt"), 50)
    result.expect("over", found["over"], 0)
    result.expect("idle while somebody waits", found["idle"], 0)
    result.expect("seats and waiting", found["taken"] + found["waiting"], 70)
    result.expect("offered once and in order", found["offered_in_order"], True)
    return result


SCENARIOS: dict[str, Callable[[Stage], Result]] = {
    "A1": last_seats,
    "A2": duplicates,
    "A3": thrice,
    "A4": leaving,
}


def chosen() -> dict[str, Callable[[Stage], Result]]:
    """Return the scenarios that were asked for, or all."""
    wanted = os.environ.get("SCENARIO", "")
    return {name: do for name, do in SCENARIOS.items() if wanted in ("", name)}


@contextmanager
def on_sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory(dir=ROOT / "var") as name:
        yield f"sqlite:///{Path(name) / 'db.sqlite3'}"


@contextmanager
def on_postgresql() -> Iterator[str]:
    with postgresql.server(is_durable=True) as url:
        host = unquote(urlsplit(url).hostname or "")
        run_sql(host, "postgres", "CREATE DATABASE maaling")
        yield f"postgres://postgres@{quote(host, safe='')}/maaling"


DATABASES = {"SQLite": on_sqlite, "PostgreSQL": on_postgresql}


def environment_for(url: str) -> dict[str, str]:
    """The variables of a portal in production, in four processes of four threads."""
    return {
        "ENVIRONMENT": "production",
        "SECRET_KEY": "only-for-benchmarks-" * 3,
        "ALLOWED_HOSTS": "localhost",
        "SECURE": "0",
        "DATABASE_URL": url,
        "WORKERS": "4",
        "THREADS": "4",
    }


def measure(name: str, scenario: Callable[[Stage], Result], stage: Stage) -> None:
    """Print the medians of some rounds, and every fault."""
    results = [scenario(stage) for _ in range(ROUNDS)]
    times = Times.median([one.times for one in results])
    faults = [fault for one in results for fault in one.faults]
    verdict = "as it should be" if not faults else "WRONG"
    counts = results[len(results) // 2].counts
    print(f"  {name}  {times}  {counts}: {verdict}", flush=True)
    for fault in faults:
        print(f"      {fault}", flush=True)


def main() -> None:
    """Print each scenario on each database, and the first without the lock."""
    (ROOT / "var").mkdir(exist_ok=True)
    for database, provided in DATABASES.items():
        if ONLY not in ("", database):
            continue
        with provided() as url:
            environment = environment_for(url)
            say(f"Preparing {database}")
            migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
            subprocess.run(migrate, cwd=ROOT, env=os.environ | environment, check=True)
            load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
            print(f"  {database}, medians of {ROUNDS} rounds, {load}", flush=True)
            with serving("portal.wsgi", environment) as server:
                stage = Stage(server, environment)
                for name, scenario in chosen().items():
                    measure(name, scenario, stage)
            with serving("bench.unlocked", environment) as server:
                control = Stage(server, environment, stage.visitors, stage.events)
                result = last_seats(control)
            verdict = "goes wrong" if result.faults else "SHOULD HAVE GONE WRONG"
            print(f"  A1 without the lock {verdict}: {result.counts}", flush=True)
            for fault in result.faults:
                print(f"      {fault}", flush=True)
