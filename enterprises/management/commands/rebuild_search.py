"""Write the search index anew from the enterprises themselves."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from common.progress import ProgressBar
from enterprises import search


class Command(BaseCommand):
    """Needed after an upgrade that changes the analysis, and after a raw import."""

    help = (
        "Rebuild the search index from the enterprises. Search goes on meanwhile, "
        "and an interrupted run can simply be started again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let an installation ask only for what it lacks."""
        parser.add_argument(
            "--if-incomplete",
            action="store_true",
            help="do nothing when every public enterprise is in the index",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_incomplete"] and not search.is_incomplete():
            return
        is_quiet = options["verbosity"] == 0
        number = search.rebuild(None if is_quiet else ProgressBar(self.stdout))
        if not is_quiet:
            what = "1 enterprise" if number == 1 else f"{number} enterprises"
            self.stdout.write(f"The search index is rebuilt from {what}.")
