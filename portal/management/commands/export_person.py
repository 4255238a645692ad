"""Write down everything that is known about the person behind a mail address."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from portal import data_subjects


class Command(BaseCommand):
    """For an answer to somebody who asks (GDPR article 15)."""

    help = "Print as JSON every row about the person behind a mail address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the whole address."""
        parser.add_argument("address")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it; who runs this sends it on by a safe way and deletes the file."""
        try:
            found = data_subjects.export(options["address"])
        except data_subjects.NoAddress as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(
            json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        )
