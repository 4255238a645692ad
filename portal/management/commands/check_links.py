"""Follow the links of the public pages, to tell the editor which are dead."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal import links

MOST = 500


class Command(BaseCommand):
    """Run once a day; docs/operating.md shows how."""

    help = (
        "Follow links from public pages: HEAD, or GET where that fails, one at a time. "
        "A link that fails on two different days is dead and waits on the desk."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let an operator follow fewer or more."""
        parser.add_argument(
            "--most",
            type=int,
            default=MOST,
            help=f"how many links at most ({MOST}); the rest get their turn later",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Follow them, and say how it went."""
        try:
            checked = links.check(options["most"])
        except links.NoNetwork:
            raise CommandError(
                "No link answered, so nothing was kept. Can this server reach the "
                "internet?"
            ) from None
        self.stdout.write(
            f"{checked.answered} answered, {checked.failed} failed, "
            f"{checked.dead} dead on two days or more"
        )
