"""Where goals and the figures that follow them meet, seen from either side."""

from collections import defaultdict

from django.urls import reverse

from enterprises.figures import NAMED_FIGURES

from .models import Goal, Indicator


def counted_as(key: str) -> str:
    """Return the key of the figure that the registry's page shows, or ""."""
    named = NAMED_FIGURES.get(key)
    return (named.counted_as or named.key) if named else ""


def figure_place(key: str) -> str:
    """Return where the registry shows a figure that follows a goal, if it does."""
    counted = counted_as(key)
    return f"{reverse('enterprises:figures')}#metode-{counted}" if counted else ""


def goals_by_figure() -> dict[str, list[Goal]]:
    """Return the goals that anyone may read by the figures that follow them."""
    followers = (
        Indicator.objects.published()
        .filter(kind=Indicator.Kind.FIGURE)
        .select_related("goal__strategy")
        .order_by(
            "-goal__strategy__period_start_year",
            "goal__strategy_id",
            "goal__number",
            "pk",
        )
    )
    found: dict[str, list[Goal]] = defaultdict(list)
    for indicator in followers:
        goals = found[counted_as(indicator.figure_key)]
        if indicator.goal not in goals:
            goals.append(indicator.goal)
    return dict(found)
