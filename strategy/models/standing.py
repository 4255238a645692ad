"""How a goal was going, day by day; what was said is kept when more is said."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from .goal import SAID, Goal


class GoalStandingQuerySet(models.QuerySet):
    """What was said of goals."""

    def published(self) -> Self:
        """Return what was said of goals that anyone may read."""
        return self.filter(goal__in=Goal.objects.published())


class GoalStanding(models.Model):
    """How somebody said on a day that a goal was going, and why. Never changed."""

    goal = models.ForeignKey(
        Goal, models.CASCADE, verbose_name="mål", related_name="standings"
    )
    standing = models.CharField(
        "hvordan går det",
        max_length=13,
        choices=SAID,
    )
    reason = models.TextField("begrundelse")
    date = models.DateField("vurderet den")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="skrevet af",
        related_name="+",
        null=True,
        blank=True,
        help_text="Vises aldrig offentligt.",
    )
    recorded_at = models.DateTimeField("noteret", auto_now_add=True)

    objects = GoalStandingQuerySet.as_manager()

    class Meta:
        verbose_name = "vurdering af et mål"
        verbose_name_plural = "vurderinger af mål"
        ordering = ["-date", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=["ikke_begyndt", "paa_vej", "bagud", "naaet"]),
                name="strategy_goalstanding_known",
                violation_error_message="Vælg, hvordan det går med målet.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="strategy_goalstanding_has_reason",
                violation_error_message="Skriv, hvorfor målet vurderes sådan.",
            ),
        ]

    def __str__(self) -> str:
        """Return day and standing."""
        return f"{self.date:%d.%m.%Y}: {self.get_standing_display()}"
