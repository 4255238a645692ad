"""Run the whole suite: on SQLite, on PostgreSQL and in a browser.

`python -m tests` is what `make test` calls. It closes by saying what was not tested.
Arguments are passed on to pytest, for example `python -m tests -k rsv`.
"""

import os
import signal
import subprocess
import sys

from tests import chromium, migrated

WORKERS = str(max(2, os.cpu_count() or 2))
# Tests also wait, for a mail server or a lock. A browser is busy by itself, and
# PostgreSQL has no connections left where three crowds of threads meet.
WORKERS_AND_ONE = str(int(WORKERS) + 1)
# What one process has compiled, the twenty after it need not compile again.
ENVIRONMENT = {"PYTHONDONTWRITEBYTECODE": ""}


def main(arguments: list[str]) -> int:
    with migrated.databases() as (sqlite, postgresql):
        results = {
            "SQLite": on_sqlite(sqlite, arguments),
            "PostgreSQL": on_postgresql(postgresql, arguments),
            "Browser": in_browser(sqlite, arguments),
        }
    print("\nTested:")
    for name, result in results.items():
        print(f"  {name}: {result}")
    return int("failed" in results.values())


def on_sqlite(database: dict[str, str], arguments: list[str]) -> str:
    options = ["-n", WORKERS_AND_ONE, "-m", "not browser", *arguments]
    return pytest("SQLite", database, options)


def on_postgresql(database: dict[str, str] | None, arguments: list[str]) -> str:
    if database is None:
        return "SKIPPED, there is no PostgreSQL package for this machine"
    options = ["-n", WORKERS, "-m", "not browser", *arguments]
    return pytest("PostgreSQL", database, options)


def in_browser(database: dict[str, str], arguments: list[str]) -> str:
    if chromium.path() is None:
        return "SKIPPED, found no Chromium: install it, or say CHROMIUM=/path/to/it"
    # Where no path is given, only these files need to be read.
    tests = ["-m", "browser", "-o", "testpaths=tests/browser"]
    options = ["-n", WORKERS, *tests, *arguments]
    return pytest("Browser", database, options)


def pytest(name: str, environment: dict[str, str], options: list[str]) -> str:
    print(f"\n▸ {name}", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "-rfEs", *options]
    environment = os.environ | ENVIRONMENT | environment
    code = subprocess.run(command, env=environment, check=False).returncode
    # Arguments may name tests that this part has none of (pytest's exit code 5).
    return {0: "passed", 5: "SKIPPED, no test matched"}.get(code, "failed")


if __name__ == "__main__":
    # So that PostgreSQL is stopped also when somebody ends the tests.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(sys.argv[1:]))
