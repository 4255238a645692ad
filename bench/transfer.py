"""What an import and an export cost, compared with the least that could be done.

The import reads a file, looks it through with every check, and takes it in, search and
history included; the limit is `executemany` of exactly the rows that came of it. The
export streams the same registry; the limit is `csv.writer` with the rows in memory.
Memory is the highest of a process of its own, for a thousand rows and for all.
"""

import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import Any

from .serving import ROOT, Cost, in_turn, median_ratio, medians

ROWS = int(os.environ.get("ROWS", "100000"))
ROUNDS = 3
FEW = 1000
MEBIBYTE = 1024 * 1024
GOALS = {"import": "0.10 or more", "export": "0.45 or more"}
THROUGH = ("sectors", "target_groups")


def main() -> None:
    print("         rows/s     limit    ratio  memory  part")
    for name, url in databases():
        with tempfile.TemporaryDirectory() as folder:
            environment = {
                "ENVIRONMENT": "development",
                "DEBUG": "0",
                "SECRET_KEY": "only-for-benchmarks-" * 3,
                "DJANGO_SETTINGS_MODULE": "portal.settings",
                "DATABASE_URL": url or f"sqlite:///{folder}/db.sqlite3",
                "FOLDER": folder,
            }
            for what, goal in GOALS.items():
                found = json.loads(child(environment, "compare", what))
                few, all_ = (
                    int(child(environment, "peak", what, str(rows)))
                    for rows in (FEW, ROWS)
                )
                growth = (all_ - few) / MEBIBYTE
                print(
                    f"{found['rate']:15,.0f} {found['limit']:9,.0f} "
                    f"{found['ratio']:8.2f} {growth:+7.1f}  {what}, {name} "
                    f"(goal: {goal}, memory 16 or less)",
                    flush=True,
                )


def databases() -> Iterator[tuple[str, str]]:
    yield "SQLite", ""
    from tests import postgresql

    if not postgresql.is_installed():
        print("There is no PostgreSQL package for this machine.")
        return
    with postgresql.server() as url:
        yield "PostgreSQL", url


def child(environment: dict[str, str], *arguments: str) -> str:
    """Run a part of this module in a process of its own."""
    command = [sys.executable, "-m", "bench.transfer", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE
    )
    if done.returncode:
        sys.exit("A measurement failed; the lines above say why.")
    return done.stdout.decode().splitlines()[-1]


# In the child


class Bench:
    """A registry, the file it comes from, and both ways through."""

    def __init__(self, rows: int) -> None:
        from enterprises.transfer import EnterpriseSheet

        self.rows = rows
        self.sheet = EnterpriseSheet()
        self.headings = self.sheet.headings
        self.file = Path(os.environ["FOLDER"]) / f"{rows}.csv"
        if not self.file.exists():
            self.write_file()

    def write_file(self) -> None:
        from common.tables import csv_chunks

        with self.file.open("wb") as file:
            for piece in csv_chunks(self.headings, self.examples()):
                file.write(piece)

    def examples(self) -> Iterator[list[tuple[str, ...]]]:
        """Yield rows of some 1.2 kB, as an enterprise with all its texts has."""
        from common.identifiers import is_cvr_number

        numbers = filter(is_cvr_number, map(str, range(10_000_000, 99_999_999)))
        chance = random.Random(1)
        rows = (
            tuple(example(place, cvr, chance).get(name, "") for name in self.headings)
            for place, cvr in enumerate(islice(numbers, self.rows))
        )
        while some := list(islice(rows, 1000)):
            yield some

    def empty(self) -> None:
        from django.contrib.admin.models import LogEntry

        from enterprises.models import Enterprise

        for name in THROUGH:
            getattr(Enterprise, name).through.objects.all()._raw_delete("default")
        Enterprise.objects.all()._raw_delete("default")
        LogEntry.objects.all()._raw_delete("default")

    # Import

    def take_in(self) -> None:
        from django.contrib.auth.models import User

        from common.tables import rows_of
        from enterprises.transfer import intake

        by = User.objects.get_or_create(username="bench")[0]
        for is_last in (False, True):
            with self.file.open("rb") as file:
                rows = intake.texts_of(rows_of(file, intake.COMMAND_LIMITS))
                table = intake.recognise(self.sheet, rows)
                if not is_last:
                    found = intake.preview(self.sheet, table)
                    if found.new != self.rows:
                        sys.exit(f"Not every row is new: {found.errors[:3]}")
                else:
                    intake.take_in(self.sheet, table, by=by, note="Indlæst fra fil")

    def tables(self) -> list[tuple[str, list[tuple[Any, ...]]]]:
        """Read every row that came of the file, with a statement that writes them."""
        from django.contrib.admin.models import LogEntry
        from django.db import connection

        from enterprises.models import Enterprise

        found = []
        for model in (
            Enterprise,
            *(getattr(Enterprise, name).through for name in THROUGH),
            LogEntry,
        ):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY id")
                names = [column[0] for column in cursor.description]
                places = ", ".join(["%s"] * len(names))
                statement = (
                    f"INSERT INTO {model._meta.db_table} ({', '.join(names)}) "
                    f"VALUES ({places})"
                )
                found.append((statement, cursor.fetchall()))
        return found

    def insert(self, tables: list[tuple[str, list[tuple[Any, ...]]]]) -> None:
        from django.db import connection, transaction

        with transaction.atomic(), connection.cursor() as cursor:
            for statement, rows in tables:
                cursor.executemany(statement, rows)

    # Export

    def export(self) -> None:
        from common.tables import csv_chunks

        with (Path(os.environ["FOLDER"]) / "out.csv").open("wb") as file:
            chunks = self.sheet.texts(self.sheet.queryset()[: self.rows])
            for piece in csv_chunks(self.headings, chunks):
                file.write(piece)

    def write(self, rows: list[tuple[str, ...]]) -> None:
        path = Path(os.environ["FOLDER"]) / "limit.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)


def example(place: int, cvr: str, chance: random.Random) -> dict[str, str]:
    names = [f"Nummer {number}" for number in range(12)]
    return {
        "CVR-nummer": cvr,
        "Adresse på portalen": f"virksomhed-{place}",
        "Navn": f"Virksomhed nr. {place}",
        "Kort beskrivelse": "Reparerer cykler og lærer fra sig til unge uden job.",
        "Beskrivelse": f"<p>Nr. {place}{'. Vi reparerer cykler sammen' * 24}.</p>",
        "Socialt formål": "At give unge et fællesskab og en vej ind. " * 4,
        "Offentlighed": "Kladde",
        "Eksempel": "Nej",
        "Virksomhedsform": chance.choice(["Forening", "Anpartsselskab"]),
        "Arbejdsfelter": "; ".join(chance.sample(names, 2)),
        "Målgrupper": "; ".join(chance.sample(names, 2)),
        "Hjemmeside": f"https://example.org/{place}",
        "Mailadresse": f"post{place}@example.org",
        "Telefon": "+45 00 00 00 00",
        "Kapacitet": "Op til fem opgaver om ugen",
        "Leverer til": "Roskilde og Lejre",
        "Kan opfylde § 54": "Ikke oplyst",
        "Fulgt fra": f"2015-{place % 12 + 1:02}-01",
        "Etableret": f"2016-05-{place % 28 + 1:02}",
    }


def measured(do: Callable[[], None]) -> Cost:
    """Return the processor time that it took here and in the database."""
    database = backend()
    before = time.process_time(), clock(database)
    do()
    after = time.process_time(), clock(database)
    return Cost((after[0] - before[0]) * 1000, (after[1] - before[1]) * 1000)


def backend() -> int | None:
    from django.db import connection

    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid: int = cursor.fetchone()[0]
        return pid


def clock(pid: int | None) -> float:
    # As the C library's clock_getcpuclockid() makes it.
    return time.clock_gettime(~pid << 3 | 2) if pid else 0


def compare(what: str) -> None:
    bench = Bench(ROWS)
    if what == "import":
        bench.empty()
        bench.take_in()
        tables = bench.tables()

        def ours() -> Cost:
            bench.empty()
            return measured(bench.take_in)

        def limit() -> Cost:
            bench.empty()
            return measured(lambda: bench.insert(tables))

    else:
        rows = [
            row for some in bench.sheet.texts(bench.sheet.queryset()) for row in some
        ]

        def ours() -> Cost:
            return measured(bench.export)

        def limit() -> Cost:
            return measured(lambda: bench.write(rows))

    pairs = in_turn(ours, limit, ROUNDS)
    cost, least = medians(pairs)
    print(
        json.dumps(
            {
                "rate": ROWS / cost.whole * 1000,
                "limit": ROWS / least.whole * 1000,
                "ratio": 1 / median_ratio(pairs, attrgetter("whole")),
            }
        )
    )


def peak(what: str, rows: int) -> None:
    bench = Bench(rows)
    if what == "import":
        bench.empty()
        bench.take_in()
    else:
        bench.export()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def part(arguments: list[str]) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from enterprises.models import Sector, TargetGroup

    call_command("migrate", verbosity=0)
    for model in (Sector, TargetGroup):
        for number in range(12):
            model.objects.get_or_create(
                name=f"Nummer {number}", slug=f"nummer-{number}"
            )
    match arguments:
        case ["compare", what]:
            compare(what)
        case ["peak", what, rows]:
            peak(what, int(rows))


if __name__ == "__main__":
    part(sys.argv[1:])
