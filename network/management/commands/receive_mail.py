"""Take in replies to enquiries, from a mail server's pipe or from a mailbox."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from network.enquiries.inbox import LARGEST, Outcome, empty_mailbox, take_in

# What mail servers understand (sysexits.h): they give the mail back, or try again.
TOO_LARGE, NO_SUCH_ADDRESS, TRY_AGAIN = 65, 67, 75


class Command(BaseCommand):
    """docs/operating.md shows how a mail server calls it."""

    help = "Put a reply from standard input, or those in a mailbox, into its thread."
    # A mail server that hands over a letter waits for no checks.
    requires_system_checks: Any = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the mailbox, or for what the mail server knows."""
        parser.add_argument("--imap", action="store_true", help="empty the mailbox")
        parser.add_argument("--to", action="append", default=[], help="the recipient")
        parser.add_argument("--from", dest="sender", help="the envelope's sender")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take in, and say to the mail server what to do with the rest."""
        if options["imap"]:
            if not settings.IMAP_HOST:
                raise CommandError("Set IMAP_HOST, IMAP_USER and IMAP_PASSWORD.")
            if taken := empty_mailbox():
                self.stdout.write(f"{taken} taken in")
            return
        raw = sys.stdin.buffer.read(LARGEST + 1)
        try:
            outcome = take_in(raw, to=tuple(options["to"]), sender=options["sender"])
        except Exception as fault:
            # The mail server keeps it and comes again; nothing personal is written.
            self.stderr.write(f"Not taken in: {type(fault).__name__}")
            sys.exit(TRY_AGAIN)
        if outcome is Outcome.NO_THREAD:
            self.stderr.write("No enquiry has this address.")
            sys.exit(NO_SUCH_ADDRESS)
        if outcome is Outcome.TOO_LARGE:
            self.stderr.write("The mail is too large.")
            sys.exit(TOO_LARGE)
