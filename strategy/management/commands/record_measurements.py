"""Note what every bound indicator shows today: for the calendar."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from strategy.models import Indicator
from strategy.services import NAMED_FIGURES, record_measurements, without_figure


def a_day(text: str) -> date:
    """Read a day that has come.

    Raises:
        CommandError: it is no day, or lies ahead.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text} is not a day; write it as 2026-12-31.") from error
    if day > timezone.localdate():
        raise CommandError(f"{day} lies ahead, so nothing can be counted yet.")
    return day


class Command(BaseCommand):
    """Count the indicators that follow a figure of the registry or the network."""

    help = (
        "Notes what each indicator bound to a figure shows on a day, with method and "
        "source. May run twice: a day that has its measurement keeps it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the day."""
        parser.add_argument(
            "--on", type=a_day, metavar="YYYY-MM-DD", help="the day; today if left out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure all that can be measured, then name those that cannot."""
        on = options["on"] or timezone.localdate()
        countable = Indicator.objects.filter(figure_key__in=NAMED_FIGURES)
        for measurement in record_measurements(on=on, indicators=countable):
            self.stdout.write(f"{measurement.indicator}: {measurement.quantity}")
        lost = [
            f"“{indicator}” ({indicator.figure_key})" for indicator in without_figure()
        ]
        if lost:
            raise CommandError(
                "These indicators are bound to a figure that is not counted any more: "
                + ", ".join(lost)
            )
