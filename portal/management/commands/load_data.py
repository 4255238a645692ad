"""Fill a new portal with Roskilde's account of 2018 and with examples."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from enterprises import search
from enterprises.models import Enterprise, Source
from network.models import Event
from portal.demo import examples, roskilde_2018
from strategy.models import Strategy


class Command(BaseCommand):
    """Loads each set whole or not at all; a set that is there is left as it is.

    So a second run changes nothing, and an editor's corrections are safe from it.
    """

    help = (
        "Load the municipality's account of August 2018 and fictional examples. "
        "A set that is there already is left alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--only",
            choices=[roskilde_2018.NAME, examples.NAME],
            help="load one of the two sets",
        )
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="do nothing when the portal has any content",
        )
        parser.add_argument(
            "--force",
            action="store_true",
            help="load also in production",
        )
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="the day that coming events are counted from; today unless given",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEVELOPMENT or options["force"]):
            raise CommandError(
                "Refused in production: this would publish fictional enterprises "
                "beside the real ones. Add --force if that is what you want, or "
                f"--force --only {roskilde_2018.NAME} for the account of 2018 alone."
            )
        self.is_quiet = options["verbosity"] == 0
        if options["if_empty"] and has_content():
            self.say("The portal has content already. Nothing was loaded.")
            return
        sets: dict[str, Callable[[], list[Model] | None]] = {
            roskilde_2018.NAME: load_roskilde_2018,
            examples.NAME: lambda: load_examples(options["on"]),
        }
        with transaction.atomic(), search.deferred():
            for name, load in sets.items():
                if options["only"] in (None, name):
                    self.report(name, load())

    def report(self, name: str, rows: list[Model] | None) -> None:
        """Say in one line what was loaded."""
        if rows is None:
            self.say(f"{name}: is there already, left as it is.")
            return
        numbers = Counter(type(row).__name__ for row in rows)
        words = ", ".join(f"{number} {what}" for what, number in numbers.items())
        self.say(f"{name}: loaded {words}.")

    def say(self, line: str) -> None:
        """Print a line unless --verbosity=0."""
        if not self.is_quiet:
            self.stdout.write(line)


def has_content() -> bool:
    """Tell whether anything has been loaded or written."""
    return any(
        model._default_manager.exists()
        for model in (Enterprise, Source, Strategy, Event)
    )


def load_roskilde_2018() -> list[Model] | None:
    """Load the account; None where it is there."""
    return None if roskilde_2018.is_loaded() else roskilde_2018.load()


def load_examples(on: date | None) -> list[Model] | None:
    """Load the examples; None where they are there."""
    if examples.is_loaded():
        return None
    return examples.load(on or timezone.localdate())
