"""How SQLite is opened so that it loses nothing."""

from typing import Any

# Write-ahead logging can corrupt a database that two connections write to, from
# SQLite 3.7.0 on ("WAL-reset bug"); these are the first repaired releases.
WAL_REPAIRED = (3, 51, 3)
WAL_BACKPORTS = {(3, 44): 6, (3, 50): 7}


def journal_mode(version: tuple[int, int, int]) -> str:
    """Say which journal mode the given version of SQLite can be trusted with."""
    backport = WAL_BACKPORTS.get(version[:2])
    repaired = version >= WAL_REPAIRED or (
        backport is not None and version[2] >= backport
    )
    return "WAL" if repaired else "TRUNCATE"


def sqlite_options(version: tuple[int, int, int]) -> dict[str, Any]:
    """Return Django's connection options for the given version of SQLite.

    A transaction takes the write lock when it begins (`IMMEDIATE`): taking it later
    fails at once when somebody else wrote in between. Others wait up to 20 seconds,
    less than gunicorn's 30. `mmap_size` stays unset: it makes corruption worse.
    """
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            f"PRAGMA journal_mode={journal_mode(version)}; PRAGMA synchronous=FULL"
        ),
    }
