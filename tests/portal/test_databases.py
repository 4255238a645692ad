import sqlite3

import pytest
from django.db import connection

from portal.databases import journal_mode


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "TRUNCATE"),
        ((3, 44, 5), "TRUNCATE"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 9), "TRUNCATE"),
        ((3, 50, 6), "TRUNCATE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "TRUNCATE"),
        ((3, 51, 3), "WAL"),
        ((3, 52, 0), "WAL"),
        ((4, 0, 0), "WAL"),
    ],
)
def test_only_a_repaired_sqlite_writes_ahead(version, mode):
    assert journal_mode(version) == mode


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
class TestSQLite:
    def pragma(self, name):
        with connection.cursor() as cursor:
            return cursor.execute(f"PRAGMA {name}").fetchone()[0]

    def test_every_commit_reaches_the_disk(self, db):
        assert self.pragma("synchronous") == 2  # FULL

    def test_foreign_keys_hold(self, db):
        assert self.pragma("foreign_keys") == 1

    def test_the_file_is_not_mapped_into_memory(self, db):
        # An in-memory database answers nothing: there is no file to map.
        with connection.cursor() as cursor:
            row = cursor.execute("PRAGMA mmap_size").fetchone()

        assert row is None or row[0] == 0

    def test_a_transaction_takes_the_write_lock_at_once(self, db):
        assert connection.transaction_mode == "IMMEDIATE"


def test_file_database(tmp_path):
    from portal.databases import sqlite_options

    options = sqlite_options(sqlite3.sqlite_version_info)
    file = sqlite3.connect(tmp_path / "db.sqlite3", timeout=options["timeout"])
    file.executescript(options["init_command"])

    mode = file.execute("PRAGMA journal_mode").fetchone()[0]
    file.close()

    assert mode.upper() == journal_mode(sqlite3.sqlite_version_info)
