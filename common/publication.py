"""One meaning of "public" for every model that the public may see."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.dispatch import Signal

# Sent by a model with its ``rows`` when many were written at once. Such rows send no
# signal each, and what follows a save must follow them too.
saved_in_bulk = Signal()


class PublicationState(models.TextChoices):
    """Where a record stands between the editor's desk and the public."""

    DRAFT = "kladde", "Kladde"
    PUBLISHED = "offentlig", "Offentlig"
    WITHDRAWN = "trukket", "Trukket tilbage"


class PublishableQuerySet(models.QuerySet):
    """Rows with a publication state."""

    def published(self) -> Self:
        """Return what anyone may see. Everything public goes through here."""
        return self.filter(publication_state=PublicationState.PUBLISHED)


# Named, because models in several modules share it.
PublishableManager = models.Manager.from_queryset(PublishableQuerySet)


class Publishable(models.Model):
    """A record that is a draft until an editor makes it public."""

    publication_state = models.CharField(
        "offentlighed",
        max_length=10,
        choices=PublicationState,
        default=PublicationState.DRAFT,
        help_text="Kun det, der er offentligt, kan ses af andre end jer.",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(publication_state__in=PublicationState.values),
                name="%(app_label)s_%(class)s_publication_state_known",
                violation_error_message="Vælg kladde, offentlig eller trukket tilbage.",
            ),
        ]

    @property
    def is_published(self) -> bool:
        """Whether anyone may see this record."""
        return self.publication_state == PublicationState.PUBLISHED
