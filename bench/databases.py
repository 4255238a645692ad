"""Databases of example enterprises to measure on, kept in `var/bench/` between runs.

They follow from their size, the seed and the code that makes them: a change of any of
it makes them anew.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import psycopg2

from tests import postgresql

from .serving import ROOT

FOLDER = ROOT / "var" / "bench"
SEED = 1
# What the content of the databases follows from.
SOURCES = (
    *(
        "*/migrations/*.py",
        "portal/demo/many/*.py",
        "portal/demo/examples/catalogue.py",
    ),
    *("common/analysis.py", "enterprises/search/writing.py"),
)


@dataclass(frozen=True)
class Database:
    """A database with a number of enterprises.

    Attributes:
        server: the process id of the database server, where there is one.
    """

    size: int
    url: str
    server: int | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The variables with which the portal uses it, in one process."""
        return {
            "ENVIRONMENT": "development",
            "DEBUG": "0",
            "DATABASE_URL": self.url,
            "WORKERS": "1",
            "SEARCHES_PER_MINUTE": "0",
        }


def say(text: str) -> None:
    print(f"▸ {text} …", file=sys.stderr, flush=True)


def name_of(size: int) -> str:
    """Name a database by what its content follows from."""
    digest = hashlib.sha256(f"{SEED}".encode())
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file():
                digest.update(path.read_bytes())
    return f"{size}-{digest.hexdigest()[:12]}"


def fill(url: str, size: int) -> None:
    """Migrate a database and make the enterprises in it, showing the progress."""
    environment = os.environ | Database(size, url).environment
    for command in (
        ["migrate", "--verbosity=0"],
        ["make_examples", str(size), f"--seed={SEED}"],
    ):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            stdout=sys.stderr,
            check=True,
        )


def forget_others(kept: Path) -> None:
    """Remove what an older state of the code made in the same size."""
    size = kept.name.partition("-")[0]
    for old in FOLDER.glob(f"{size}-*"):
        if old.stem != kept.stem:
            old.unlink()


@contextmanager
def on_sqlite(sizes: list[int]) -> Iterator[list[Database]]:
    """Provide databases in files."""
    yield [Database(size, f"sqlite:///{sqlite_file(size)}") for size in sizes]


def sqlite_file(size: int) -> Path:
    """Return the file of one size, made where it is missing."""
    file = FOLDER / f"{name_of(size)}.sqlite3"
    if not file.exists():
        say(f"Making {size} enterprises on SQLite")
        FOLDER.mkdir(parents=True, exist_ok=True)
        # One that was interrupted is gone on with.
        partial = file.with_suffix(".partial")
        fill(f"sqlite:///{partial}", size)
        partial.rename(file)
        # Emptied, but left behind by name.
        partial.with_name(f"{partial.name}-journal").unlink(missing_ok=True)
        forget_others(file)
    return file


@contextmanager
def on_postgresql(sizes: list[int]) -> Iterator[list[Database]]:
    """Provide databases on a server of their own, which writes to the disk."""
    with postgresql.server(is_durable=True) as url:
        yield [postgresql_database(url, size) for size in sizes]


def postgresql_database(server: str, size: int) -> Database:
    """Make one database on the server: from its dump, or anew and dumped."""
    host = unquote(urlsplit(server).hostname or "")
    name = f"examples_{size}"
    url = f"postgres://postgres@{quote(host, safe='')}/{name}"
    dump = FOLDER / f"{name_of(size)}.dump"
    connect = ["-h", host, "-U", "postgres"]
    run_sql(host, "postgres", f"CREATE DATABASE {name}")
    if dump.exists():
        say(f"Restoring {size} enterprises on PostgreSQL")
        restore = [postgresql.program("pg_restore"), *connect, "-d", name, "-j", "2"]
        subprocess.run([*restore, dump], check=True)
    else:
        say(f"Making {size} enterprises on PostgreSQL")
        FOLDER.mkdir(parents=True, exist_ok=True)
        fill(url, size)
        partial = dump.with_suffix(".partial")
        save = [postgresql.program("pg_dump"), *connect, "-Fc", "-Z1", "-f", partial]
        subprocess.run([*save, name], check=True)
        partial.rename(dump)
        forget_others(dump)
    # As the server does by itself in time, but not while it is measured.
    run_sql(host, name, "VACUUM ANALYZE")
    return Database(size, url, server=server_process(host))


def run_sql(host: str, database: str, statement: str) -> None:
    with closing(psycopg2.connect(host=host, user="postgres", dbname=database)) as link:
        link.autocommit = True
        link.cursor().execute(statement)


def server_process(host: str) -> int:
    """Return the id of the server's first process, the parent of all others."""
    with closing(psycopg2.connect(host=host, user="postgres")) as link:
        stat = Path(f"/proc/{link.info.backend_pid}/stat").read_text()
    return int(stat.rpartition(")")[2].split()[1])
