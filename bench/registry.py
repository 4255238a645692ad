"""What the registry costs with few enterprises and with many, and whether it counts.

The list at 100 and at 100,000 example enterprises, both served alike and asked in turn,
on SQLite and on PostgreSQL; bench/README.md says how to read the result. No answer is
asked for twice by the same address, so none comes from a page that was kept.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import count
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from tests import postgresql

from .databases import Database, on_postgresql, on_sqlite, say
from .serving import (
    ROOT,
    ROUNDS,
    Cost,
    Server,
    in_turn,
    median_ratio,
    medians,
    serving,
)

FEW = 100
MANY = int(os.environ.get("SIZE", "100000"))
# Random choices whose counts are held against a look at every enterprise.
CHOICES = {FEW: 200, MANY: 25}
LIST = "/virksomheder/"
TWO_FILTERS = {"by": ["Roskilde"], "tilbud": ["varer", "ydelser", "besoeg", "praktik"]}
CARD = b'class="card'
WORDS_A_ROUND = 6

number = count()


@dataclass(frozen=True)
class Line:
    """One figure of the report; without a goal it is printed as information."""

    goal: str
    what: str
    few: str = ""
    many: str = ""
    ratio: float | None = None
    whole: float | None = None
    limit: float | None = None
    # Where reached or not is not a matter of the ratio.
    is_reached: bool | None = None

    def __str__(self) -> str:
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        whole = "" if self.whole is None else f"{self.whole:.2f}"
        limit = "" if self.limit is None else f"<= {self.limit:g}"
        return (
            f"  {self.goal:4} {self.what:34} {self.few:>9} {self.many:>9} {ratio:>7} "
            f"{whole:>7} {limit:>7}  {self.verdict}"
        )

    @property
    def verdict(self) -> str:
        is_reached = self.is_reached
        if is_reached is None and self.limit is not None:
            figures = [f for f in (self.ratio, self.whole) if f is not None]
            is_reached = max(figures) <= self.limit
        return {None: "", True: "reached", False: "NOT REACHED"}[is_reached]


HEADING = (
    f"  {'goal':4} {'what':34} {FEW:>9,} {MANY:>9,} {'ratio':>7} {'+ db':>7} "
    f"{'goal':>7}\n"
    f"  {'':4} {'':34} {'ms CPU':>9} {'ms CPU':>9}"
)


def main() -> None:
    for name, provide in databases().items():
        with provide([FEW, MANY]) as (few, many):
            print(f"\n{name}\n{HEADING}", flush=True)
            for line in report(few, many):
                print(line, flush=True)


def databases() -> dict[str, Callable[[list[int]], AbstractContextManager]]:
    kinds = {"SQLite": on_sqlite, "PostgreSQL": on_postgresql}
    wanted = os.environ.get("DATABASE", "")
    if not postgresql.is_installed():
        print("PostgreSQL is SKIPPED: there is no package of it for this machine.")
        del kinds["PostgreSQL"]
    return {name: kind for name, kind in kinds.items() if wanted in ("", name)}


def ask(database: Database, name: str, **question: Any) -> Any:
    """Ask the portal from within a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.inside", name],
        cwd=ROOT,
        env=os.environ | database.environment,
        input=json.dumps(question),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def address(**question: Any) -> str:
    """Return an address of the list that nobody has asked for yet."""
    return f"{LIST}?{urlencode({**question, 'maaling': next(number)}, doseq=True)}"


@contextmanager
def served(database: Database) -> Iterator[Server]:
    with serving("portal.wsgi", database.environment, database.server) as server:
        yield server


def report(few: Database, many: Database) -> Iterator[Line]:
    """Measure on one kind of database, line by line."""
    say("Choosing what to ask for")
    words = ask(few, "common_words", most=WORDS_A_ROUND * ROUNDS)
    rare = {database.size: ask(database, "rare_word") for database in (few, many)}
    last = ask(many, "pages", question={})
    questions: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
        "list, first page": ({}, {}),
        "two filters, five values": (TWO_FILTERS, TWO_FILTERS),
        "sorted by newest": ({"sortering": "nyeste"},) * 2,
        "rare word": ({"q": rare[few.size]}, {"q": rare[many.size]}),
    }
    with served(few) as small, served(many) as large:
        yield first_answers(small, large)
        for what, (asked_few, asked_many) in questions.items():
            yield compare(what, small, asked_few, large, asked_many)
        yield last_page(large, last)
        yield from common(words, small, large)
        yield memory(small, large)
    every = [asked for _few, asked in questions.values()]
    every += [{"side": last}, {"q": words[0]}, {"q": words[1], **TWO_FILTERS}]
    yield queries(few, many, every)
    for database in (few, many):
        yield counts(database)


def first_answers(small: Server, large: Server) -> Line:
    """Say what a process has to do before its first answer."""
    costs = [server.cost_of([address()]) for server in (small, large)]
    return Line("", "first answer of a process", *map(milliseconds, costs))


def milliseconds(cost: Cost) -> str:
    return f"{cost.portal:.2f}"


def full(server: Server, question: dict[str, Any]) -> None:
    """Make sure that an answer has a full page: costs of others say nothing."""
    if server.page(address(**question)).count(CARD) < 24:
        sys.exit(f"{question} does not fill a page. Choose another one.")


def costs_of(server: Server, question: dict[str, Any]) -> Callable[[], Cost]:
    """Return what measures a question, always by another address."""
    full(server, question)
    times = server.requests(address(**question))
    return lambda: server.cost_of([address(**question) for _ in range(times)])


def compare(
    what: str,
    small: Server,
    asked_few: dict[str, Any],
    large: Server,
    asked_many: dict[str, Any],
) -> Line:
    """Compare what a question costs with few and with many."""
    pairs = in_turn(costs_of(large, asked_many), costs_of(small, asked_few))
    return line_of("3", what, pairs, 1.5)


def line_of(goal: str, what: str, pairs: list[tuple[Cost, Cost]], limit: float) -> Line:
    """Write the line of rounds in which the larger came first."""
    many, few = medians(pairs)
    return Line(
        goal,
        what,
        milliseconds(few),
        milliseconds(many),
        ratio=median_ratio(pairs, attrgetter("portal")),
        whole=median_ratio(pairs, attrgetter("whole")) if many.database else None,
        limit=limit,
    )


def last_page(large: Server, last: int) -> Line:
    """Compare the last full page with the first, both with many."""
    pairs = in_turn(costs_of(large, {"side": last}), costs_of(large, {}))
    return line_of("3", f"page {last} beside page 1", pairs, 1.2)


def common(words: list[str], small: Server, large: Server) -> list[Line]:
    """Compare words that many texts hold: the first time, and then again."""
    batches = [words[turn::ROUNDS] for turn in range(ROUNDS)]
    lines = []
    for what, limit in (("first time", 3), ("again", 1.5)):
        turns = {server: iter(batches) for server in (small, large)}

        def measure(server: Server, turns: Any = turns) -> Cost:
            return server.cost_of([address(q=word) for word in next(turns[server])])

        pairs = in_turn(lambda: measure(large), lambda: measure(small))
        title = f"common word, {what} ({len(words)} words)"
        lines.append(line_of("3", title, pairs, limit))
    return lines


def memory(small: Server, large: Server) -> Line:
    few, many = small.memory(), large.memory()
    return Line(
        "9",
        "memory of a worker, MiB",
        f"{few:.1f}",
        f"{many:.1f}",
        ratio=many / few,
        limit=1.6,
    )


def queries(few: Database, many: Database, every: list[dict[str, Any]]) -> Line:
    """Count the most queries that any of the questions takes."""
    paths = [address(**question) for question in every]
    most = [max(ask(database, "queries", paths=paths)) for database in (few, many)]
    return Line(
        "3",
        "queries, at most",
        *map(str, most),
        limit=3,
        is_reached=max(most) <= 3,
    )


def counts(database: Database) -> Line:
    """Hold the counts of random choices against a look at every enterprise."""
    sets = CHOICES[database.size]
    say(f"Counting {database.size} enterprises by looking at each")
    checked = ask(database, "counts", seed=1, sets=sets)
    for wrong in checked["wrong"][:3]:
        print(f"  wrong: {wrong}", file=sys.stderr)
    figure = f"{len(checked['wrong'])} wrong"
    return Line(
        "4",
        f"{checked['compared']:,} counts of {sets} choices",
        few=figure if database.size == FEW else "",
        many=figure if database.size == MANY else "",
        is_reached=not checked["wrong"],
    )
