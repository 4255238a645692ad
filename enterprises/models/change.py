"""That something in the public registry changed, for the processes that remember it."""

from django.db import models


class RegistryChange(models.Model):
    """A note that an enterprise changed; written in the transaction of the change.

    Attributes:
        enterprise_key: primary key of the enterprise, which may be gone; None where so
            much changed that it is quicker to read everything.
        transaction: PostgreSQL's number of the transaction; 0 on SQLite, where one
            transaction ends before the next begins to write.
    """

    enterprise_key = models.BigIntegerField("virksomhedens nøgle", null=True)
    transaction = models.BigIntegerField("transaktion", default=0)
    noted_at = models.DateTimeField("noteret", auto_now_add=True)

    class Meta:
        verbose_name = "ændring i registret"
        verbose_name_plural = "ændringer i registret"
        indexes = [
            models.Index(fields=["transaction"], name="registrychange_transaction"),
        ]

    def __str__(self) -> str:
        """Return when it was noted."""
        return f"{self.noted_at:%d.%m.%Y %H:%M:%S}"
