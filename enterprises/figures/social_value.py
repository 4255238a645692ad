"""How many statements of social value the public can read."""

from datetime import date

from django.db.models import Count, Q

from common.figures import Figure
from common.quantities import Quantity

from ..models import SocialValueStatement
from .counts import REGISTRY


def social_value_statements(on: date) -> Figure:
    """Count the public statements of social value for the years up to a day's."""
    found = SocialValueStatement.objects.published().filter(year__lte=on.year)
    numbers = found.aggregate(
        number=Count("pk"),
        examples=Count("pk", filter=Q(enterprise__is_example=True)),
    )
    return Figure(
        key="mervaerdi",
        label="dokumenterede eksempler på merværdi",
        quantity=Quantity.count(numbers["number"]),
        as_of=on,
        method=(
            "Offentlige beskrivelser af merværdi med dokumentation og samtykke, "
            f"for årene til og med {on.year}."
        ),
        source=REGISTRY,
        includes_examples=bool(numbers["examples"]),
    )
