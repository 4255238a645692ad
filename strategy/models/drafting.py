"""What the board does with a draft: sees what changed, and says what it thinks."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from .strategy import Strategy, StrategySection


class DraftReading(models.Model):
    """What a reader knows of a draft: when they read it to its end, and its text then.

    The text is kept whole, so that a section or a goal that is gone can still be told
    from one that was never there. It goes when the strategy is adopted.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name="læser",
        related_name="draft_readings",
    )
    strategy = models.ForeignKey(
        Strategy, models.CASCADE, verbose_name="strategi", related_name="readings"
    )
    read_at = models.DateTimeField("læst")
    # The parts as strategy.parts.kept() returns them.
    text = models.JSONField("teksten, som den var", default=list, editable=False)

    class Meta:
        verbose_name = "læsning"
        verbose_name_plural = "læsninger"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "strategy"],
                name="strategy_draftreading_one_each",
                violation_error_message="Læseren har allerede læst den.",
            ),
        ]

    def __str__(self) -> str:
        """Return the strategy."""
        return str(self.strategy)


class RemarkQuerySet(models.QuerySet):
    """Remarks of the board."""

    def waiting(self) -> Self:
        """Return those that the editor has not closed."""
        return self.filter(closed_at__isnull=True)


class Remark(models.Model):
    """What a member of the board says about a draft. Never public.

    It is signed by the seat, not by the person: what counts is for whom it speaks.
    """

    strategy = models.ForeignKey(
        Strategy, models.CASCADE, verbose_name="strategi", related_name="remarks"
    )
    section = models.ForeignKey(
        StrategySection,
        models.SET_NULL,
        verbose_name="afsnit",
        related_name="remarks",
        null=True,
        blank=True,
    )
    # The section's heading when it was written: the section may be gone since.
    about = models.CharField("om", max_length=120, blank=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="konto",
        related_name="remarks",
        null=True,
        blank=True,
    )
    signed = models.CharField("fra", max_length=60)
    text = models.TextField("bemærkning", max_length=4000)
    written_at = models.DateTimeField("skrevet", auto_now_add=True)
    answer = models.TextField("svar", max_length=4000, blank=True)
    answered_at = models.DateTimeField("besvaret", null=True, blank=True)
    closing_note = models.TextField(
        "hvad kom der ud af den", max_length=1000, blank=True
    )
    closed_at = models.DateTimeField("lukket", null=True, blank=True)
    # The form that it came in: sent twice, it is still one.
    sending_key = models.CharField("aftryk", max_length=64, unique=True, editable=False)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = "bemærkning fra boardet"
        verbose_name_plural = "bemærkninger fra boardet"
        ordering = ["written_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(signed=""),
                name="strategy_remark_says_something",
                violation_error_message="Skriv din bemærkning.",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="strategy_remark_answer_is_dated",
                violation_error_message="Et svar har en dato.",
            ),
            models.CheckConstraint(
                condition=Q(closing_note="", closed_at__isnull=True)
                | (~Q(closing_note="") & Q(closed_at__isnull=False)),
                name="strategy_remark_closed_with_a_note",
                violation_error_message="Skriv, hvad der kom ud af bemærkningen.",
            ),
        ]

    def __str__(self) -> str:
        """Return the remark, shortened."""
        return self.text[:80]

    @property
    def is_withdrawable(self) -> bool:
        """Whether nobody has answered it yet."""
        return self.answered_at is None and self.closed_at is None
