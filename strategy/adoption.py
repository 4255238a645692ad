"""Adopting a strategy: from then on its text is what was decided."""

from datetime import date

from django.db import transaction

from .drafts import Refused
from .models import Strategy


@transaction.atomic
def adopt(
    *,
    strategy: Strategy,
    deciding_body: str,
    adopted_date: date | None,
    decision_text: str = "",
    case_url: str = "",
) -> Strategy:
    """Freeze a strategy as it was decided, make it public and end its predecessor.

    Raises:
        Refused: it is adopted already, has no text, or nobody says by whom and when.
    """
    locked = (
        Strategy.objects.select_for_update(of=("self",))
        .select_related("predecessor")
        .get(pk=strategy.pk)
    )
    if locked.is_locked:
        raise Refused("Strategien er allerede vedtaget.")
    if not locked.sections.exists():
        raise Refused("Strategien har ingen tekst endnu. Tilføj et afsnit først.")
    if adopted_date is None and not decision_text:
        raise Refused("Skriv, hvornår den blev vedtaget.")
    locked.status = Strategy.Status.ADOPTED
    locked.visibility = Strategy.Visibility.PUBLIC
    locked.deciding_body = deciding_body
    locked.adopted_date = adopted_date
    locked.decision_text = decision_text
    locked.case_url = case_url or locked.case_url
    locked.full_clean()
    locked.save()
    # What each reader knew of the draft is of no more use.
    locked.readings.all().delete()
    former = locked.predecessor
    if former is not None and former.status == Strategy.Status.ADOPTED:
        former.status = Strategy.Status.SUPERSEDED
        former.save(update_fields=["status"])
    return locked
