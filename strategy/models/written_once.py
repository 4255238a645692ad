"""Corrections stand beside what was decided or measured, and are written once."""

from typing import Any, NoReturn

from django.db import models


class WrittenOnce(Exception):
    """What is written is not written again, with a sentence in Danish."""

    def __init__(self) -> None:
        """Say what to do instead."""
        super().__init__(
            "En rettelse kan hverken ændres eller slettes. Er den forkert, så skriv "
            "en ny rettelse, der siger det."
        )


class WrittenOnceQuerySet(models.QuerySet):
    """Rows that can only be added."""

    def update(self, **values: Any) -> NoReturn:
        """Refuse to change them.

        Raises:
            WrittenOnce: always.
        """
        raise WrittenOnce

    def delete(self) -> NoReturn:
        """Refuse to delete them by themselves; they go with what they correct.

        Raises:
            WrittenOnce: always.
        """
        raise WrittenOnce


class WrittenOnceRow(models.Model):
    """A row that nobody changes or takes back."""

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it once.

        Raises:
            WrittenOnce: it is there already.
        """
        if not self._state.adding:
            raise WrittenOnce
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse to be deleted by itself.

        Raises:
            WrittenOnce: always.
        """
        raise WrittenOnce
