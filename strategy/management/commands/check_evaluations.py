"""Hold every published evaluation against what was frozen."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from strategy.models import Evaluation
from strategy.services import with_faults


class Command(BaseCommand):
    """Tell whether any figure or text that was published has been changed since."""

    help = (
        "Checks the frozen text of every public evaluation against its fingerprint and "
        "its rows. Prints the fingerprints, so that they can be compared with the ones "
        "in the committee's papers. Exit code 1 says that something was changed."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each evaluation; name those that were changed."""
        changed = dict(with_faults())
        published = Evaluation.objects.filter(state=Evaluation.State.PUBLISHED)
        for evaluation in published.select_related("strategy").order_by(
            "strategy_id", "year"
        ):
            state = "CHANGED" if evaluation in changed else "ok"
            self.stdout.write(f"{state}  {evaluation.fingerprint}  {evaluation}")
            for fault in changed.get(evaluation, []):
                self.stdout.write(f"         {fault}")
        if changed:
            raise CommandError(f"Not as they were published: {len(changed)}")
