"""What a page shows of the packages above it: the portal puts the two together."""

from django import template

from strategy.followed import goals_by_figure
from strategy.models import Goal

register = template.Library()


@register.simple_tag
def goals_of_figures() -> dict[str, list[Goal]]:
    """Return the public goals that figures follow, in one query for a whole page.

    Usage: {% goals_of_figures as goals %}
    """
    return goals_by_figure()


@register.filter
def behind(goals: dict[str, list[Goal]], key: str) -> list[Goal]:
    """Return the goals behind one figure.

    Usage: {% for goal in goals|behind:figure.key %}
    """
    return goals.get(key, [])
