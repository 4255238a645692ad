"""Whether the portal can do its work."""

import logging
import tempfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from . import outbox

logger = logging.getLogger(__name__)

# For the oldest mail in the queue that is due.
LONGEST_WAIT = timedelta(minutes=15)


def faults() -> list[str]:
    """Say in a word each what is not as it should be; the log has the details."""
    return [
        name
        for name, is_well in (
            ("database", _database_answers),
            ("disk", _disk_is_writable),
            ("outbox", _mail_leaves),
        )
        if not is_well()
    ]


def _database_answers() -> bool:
    """Whether the database answers and every migration has been applied."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error as error:
        logger.error("The database does not answer: %s", error)
        return False
    if missing:
        logger.error("Migrations are missing: %s", len(missing))
    return not missing


def _disk_is_writable() -> bool:
    """Whether an upload could be stored."""
    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"ready")
    except OSError as error:
        logger.error("The disk cannot be written: %s", error)
        return False
    return True


def _mail_leaves() -> bool:
    """Whether mails are taken from the queue: nobody does, or their server is away."""
    try:
        since = outbox.waiting_since()
    except Error:
        # The database's own word for it is enough.
        return True
    if since is None or timezone.now() - since < LONGEST_WAIT:
        return True
    logger.error("A mail has been waiting since %s.", since)
    return False
