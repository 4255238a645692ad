"""Databases that are migrated once in a run, so that every worker begins with a copy.

tests/settings.py and tests/conftest.py read the variables that are given here.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests import postgresql


@contextmanager
def databases() -> Iterator[tuple[dict[str, str], dict[str, str] | None]]:
    """Migrate a SQLite database and a PostgreSQL one at once; leave nothing behind.

    Yields the environment variables with which tests copy the one and the other; none
    for PostgreSQL where it is not installed.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-"))
        file = Path(folder, "migrated.sqlite3")
        migrations = [start_migrating(f"sqlite:///{file}")]
        on_sqlite, on_postgresql = {"MIGRATED": str(file)}, None
        if postgresql.is_installed():
            url = stack.enter_context(postgresql.server())
            migrations.append(start_migrating(postgresql.create(url, "migrated")))
            on_postgresql = {"MIGRATED": "migrated", "DATABASE_URL": url}
        for migration in migrations:
            if migration.wait() != 0:
                sys.exit("The tests' database could not be migrated.")
        yield on_sqlite, on_postgresql


def start_migrating(url: str) -> subprocess.Popen[bytes]:
    settings = {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": url}
    return subprocess.Popen(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        env=os.environ | settings,
    )
