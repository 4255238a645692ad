"""The inverted index of public enterprises, kept by `enterprises.search`."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from .enterprise import Enterprise


class SearchWord(models.Model):
    """A word as it stands in indexed texts, and the term that its inflections share.

    A word stays when the last text that held it is gone, until the index is rebuilt:
    whoever shows words must ask whether a public text holds them.
    """

    word = models.CharField("ord", max_length=60, primary_key=True)
    term = models.CharField("stamme", max_length=60)

    class Meta:
        verbose_name = "søgeord"
        verbose_name_plural = "søgeord"
        indexes = [models.Index(fields=["term"], name="searchword_term")]

    def __str__(self) -> str:
        """Return the word."""
        return self.word


class SearchPostingQuerySet(models.QuerySet):
    """Where terms stand."""

    def active(self, on: date) -> Self:
        """Return those in texts that anyone may see on a day."""
        return self.filter(
            Q(active_from_date__isnull=True) | Q(active_from_date__lte=on),
            Q(active_to_date__isnull=True) | Q(active_to_date__gte=on),
        )


class SearchPosting(models.Model):
    """That a term stands in a public enterprise's text, and where.

    The term is no foreign key to its words, so that two who save enterprises at once
    never wait for each other over a word.
    """

    term = models.CharField("stamme", max_length=60)
    enterprise = models.ForeignKey(
        Enterprise,
        models.CASCADE,
        verbose_name="virksomhed",
        related_name="search_postings",
    )
    weight = models.PositiveSmallIntegerField("vægt")
    positions = models.TextField(
        "pladser",
        help_text="Ordets numre i teksten, med mellemrum mellem.",
    )
    # An offer's period: the index needs no rewriting the day it begins or ends.
    active_from_date = models.DateField("gælder fra", null=True, blank=True)
    active_to_date = models.DateField("gælder til og med", null=True, blank=True)

    objects = SearchPostingQuerySet.as_manager()

    class Meta:
        verbose_name = "fund i søgeindeks"
        verbose_name_plural = "fund i søgeindeks"
        indexes = [
            models.Index(fields=["term", "enterprise"], name="searchposting_term"),
        ]

    def __str__(self) -> str:
        """Return the term."""
        return self.term
