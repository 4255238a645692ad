"""How the data sets put rows into the database and text into fields."""

from datetime import date, datetime, time
from pathlib import Path
from typing import TypeVar

from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

Row = TypeVar("Row", bound=models.Model)


def save(row: Row) -> Row:
    """Save a row that holds every rule the admin's forms would hold.

    What is a constraint is left to the database, which asks faster than Python can.

    Raises:
        ValidationError: the data break a rule of a field; the sentence says which.
        IntegrityError: they break a constraint.
    """
    row.full_clean(validate_constraints=False)
    row.save()
    return row


def file_of(path: Path) -> ContentFile:
    """Return a file that lies beside the data, ready for a field."""
    return ContentFile(path.read_bytes(), name=path.name)


def paragraphs(*texts: str) -> str:
    """Return texts as paragraphs of a rich-text field."""
    return "\n".join(f"<p>{text}</p>" for text in texts)


def bullets(*texts: str) -> str:
    """Return texts as a list in a rich-text field."""
    return "<ul>" + "".join(f"<li>{text}</li>" for text in texts) + "</ul>"


def heading(text: str) -> str:
    """Return a heading of a rich-text field, one step under the page's sections."""
    return f"<h3>{text}</h3>"


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a time of day in Denmark."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
