"""Make any number of fictional enterprises, or remove them again."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from common.progress import ProgressBar
from portal.demo import many


class Command(BaseCommand):
    """Never puts an example among real enterprises, whatever it is told.

    What is committed is whole; a run that was stopped goes on where it is begun again.
    """

    help = (
        "Make fictional enterprises with histories, returns, offers and locations, to "
        "try and measure the portal with. Refused where there are real ones."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "number", type=int, nargs="?", help="how many there shall be in all"
        )
        parser.add_argument(
            "--seed",
            type=int,
            default=1,
            help="another one makes others; 1 unless given",
        )
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="the day their histories end; today unless given, or that of those "
            "which are there",
        )
        parser.add_argument(
            "--delete", action="store_true", help="remove all that this command made"
        )
        parser.add_argument(
            "--force", action="store_true", help="make them also in production"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        is_quiet = options["verbosity"] == 0
        progress = None if is_quiet else ProgressBar(self.stdout)
        if options["delete"] == (options["number"] is not None):
            raise CommandError("Say either how many enterprises to make, or --delete.")
        if options["delete"]:
            number, verb = many.delete(progress), "removed"
        else:
            number, verb = self.make(progress, **options), "made"
        if not is_quiet:
            what = "1 enterprise" if number == 1 else f"{number} enterprises"
            self.stdout.write(f"{what} {verb}.")

    def make(self, progress: ProgressBar | None, **options: Any) -> int:
        """Make those that are missing."""
        if not (settings.DEVELOPMENT or options["force"]):
            raise CommandError(
                "Refused in production: this fills the portal with fictional "
                "enterprises. Add --force where the installation is there to be tried."
            )
        if options["number"] < 1:
            raise CommandError("The number must be 1 or more.")
        there = many.made()
        on = options["on"] or (there.published_date if there else timezone.localdate())
        try:
            return many.make(
                options["number"], seed=options["seed"], on=on, progress=progress
            )
        except many.Refused as reason:
            raise CommandError(str(reason)) from reason
