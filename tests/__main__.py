"""Run the whole suite: on SQLite, on PostgreSQL and in a browser.

`python -m tests` is what `make test` calls. It closes by saying what was not tested.
Arguments are passed on to pytest, for example `python -m tests -k rsv`.
"""

import os
import signal
import subprocess
import sys

from tests import chromium, postgresql

WORKERS = str(max(2, os.cpu_count() or 2))
# Tests also wait, for a mail server or a lock. A browser is busy by itself, and
# PostgreSQL has no connections left where three crowds of threads meet.
WORKERS_AND_ONE = str(int(WORKERS) + 1)


def main(arguments: list[str]) -> int:
    results = {
        "SQLite": on_sqlite(arguments),
        "PostgreSQL": on_postgresql(arguments),
        "Browser": in_browser(arguments),
    }
    print("\nTested:")
    for name, result in results.items():
        print(f"  {name}: {result}")
    return int("failed" in results.values())


def on_sqlite(arguments: list[str]) -> str:
    return pytest(
        "SQLite", {}, ["-n", WORKERS_AND_ONE, "-m", "not browser", *arguments]
    )


def on_postgresql(arguments: list[str]) -> str:
    if not postgresql.is_installed():
        return "SKIPPED, there is no PostgreSQL package for this machine"
    with postgresql.server() as url:
        options = ["-n", WORKERS, "-m", "not browser", *arguments]
        return pytest("PostgreSQL", {"DATABASE_URL": url}, options)


def in_browser(arguments: list[str]) -> str:
    if chromium.path() is None:
        return "SKIPPED, found no Chromium: install it, or say CHROMIUM=/path/to/it"
    return pytest("Browser", {}, ["-n", WORKERS, "-m", "browser", *arguments])


def pytest(name: str, environment: dict[str, str], options: list[str]) -> str:
    print(f"\n▸ {name}", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "-rfEs", *options]
    code = subprocess.run(command, env=os.environ | environment, check=False).returncode
    # Arguments may name tests that this part has none of (pytest's exit code 5).
    return {0: "passed", 5: "SKIPPED, no test matched"}.get(code, "failed")


if __name__ == "__main__":
    # So that PostgreSQL is stopped also when somebody ends the tests.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(sys.argv[1:]))
