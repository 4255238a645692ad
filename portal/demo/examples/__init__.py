"""Fictional enterprises, events, a strategy and an award that show the whole cycle.

Everything here is made up and marked as an example. There are no CVR numbers, no
people's names and no telephone numbers, and every mail and web address ends in
".example". History is dated as it stands in the files; only what is to come is
counted from the day of loading.
"""

from datetime import date

from django.db.models import Model

from enterprises.models import Enterprise

from . import (
    drafting,
    earlier,
    evaluations,
    events,
    network,
    programme,
    staffing,
    strategy,
)
from .catalogue import save_catalogue
from .communities import COMMUNITIES
from .food import FOOD
from .registry import save_example
from .tasks import TASKS
from .workshops import WORKSHOPS

NAME = "examples"
ENTERPRISES = [*WORKSHOPS, *FOOD, *TASKS, *COMMUNITIES]


def is_loaded() -> bool:
    """Tell whether the examples are in the database already."""
    # Those that are made in any number have a source that says so.
    return Enterprise.objects.filter(is_example=True, source=None).exists()


def load(on: date) -> list[Model]:
    """Write the set and return its main rows.

    The order is that of events: what the evaluations freeze is in the registry before
    they are published, and one return comes in afterwards, so that a correction is
    needed.
    """
    save_catalogue()
    rows: list[Model] = [save_example(example) for example in ENTERPRISES]
    rows += staffing.save_returns()
    rows += events.save_events(on)
    rows += network.save_topics(on)
    rows += network.save_clusters(on)
    rows += programme.save_initiatives()
    rows += earlier.save_earlier()
    example = strategy.save_strategy()
    rows += [example, *evaluations.save_evaluations(example)]
    rows += staffing.save_late_return()
    rows += [evaluations.save_erratum(example)]
    rows += programme.save_screenings()
    rows += programme.save_board_meetings(example, on)
    rows += [drafting.save_draft(example, on)]
    rows += programme.save_award_years(on)
    rows += programme.save_documents(example)
    return rows
