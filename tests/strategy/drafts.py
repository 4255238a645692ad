"""Readers of drafts, as tests need them."""

from strategy import drafts
from strategy.models import Strategy


def have_read(user, strategy):
    """Let somebody read a draft to its end."""
    whole = drafts.with_texts(Strategy.objects.all()).get(pk=strategy.pk)
    drafts.mark_read(user, whole, drafts.draft_for(None, whole).shown)
