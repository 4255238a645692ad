"""What is stored for the search: the analysed texts of public enterprises."""

from django.db import models
from django.db.models import Q

from .enterprise import Enterprise
from .periods import PeriodQuerySet


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


class SearchText(models.Model):
    """What a public enterprise's page says in one place, as terms in their order.

    A stop word is "-" and two texts are parted by "|", so that a phrase never begins
    in one text and ends in the next.
    """

    class Place(models.IntegerChoices):
        """Where the text stands; the earlier, the more a find there counts."""

        NAME = 1, "Navn"
        FACTS = 2, "Fakta"
        TEXT = 3, "Tekst"

    enterprise = models.ForeignKey(
        Enterprise,
        models.CASCADE,
        verbose_name="virksomhed",
        related_name="search_texts",
    )
    place = models.PositiveSmallIntegerField("sted", choices=Place)
    terms = models.TextField("stammer", help_text="Med mellemrum før og efter hver.")
    # An offer's period: the index needs no rewriting the day it begins or ends.
    active_from_date = models.DateField("gælder fra", null=True, blank=True)
    active_to_date = models.DateField("gælder til og med", null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "søgetekst"
        verbose_name_plural = "søgetekster"
        constraints = [
            models.CheckConstraint(
                condition=Q(place__in=[1, 2, 3]),
                name="enterprises_searchtext_place_known",
                violation_error_message="Vælg et sted fra listen.",
            ),
        ]

    def __str__(self) -> str:
        """Return the terms."""
        return self.terms.strip()
