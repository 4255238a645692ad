"""Smallest valid rows of the portal's own models."""

from datetime import date

import factory
from django.core.mail import EmailMessage
from django.utils import timezone
from mailer.models import Message

from portal import models
from tests.enterprises.factories import EnterpriseFactory


class ContactPointFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ContactPoint

    role = "Forretningsudvikler for socialøkonomi"
    email = "postkasse@example.org"


class FormerAddressFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.FormerAddress

    path = factory.Sequence(lambda n: f"/virksomheder/gammel-{n}/")
    page = factory.SubFactory(EnterpriseFactory)


class LimitCounterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.LimitCounter

    key = factory.Sequence(lambda n: f"{n:064x}")
    moments = factory.LazyFunction(lambda: [timezone.now().timestamp()])
    delete_at = factory.LazyFunction(timezone.now)


class LinkCheckFactory(factory.django.DjangoModelFactory):
    """A link that answered."""

    class Meta:
        model = models.LinkCheck

    class Params:
        # It failed on two days.
        dead = factory.Trait(
            fault="Siden findes ikke (404).",
            first_failed_date=date(2026, 10, 1),
            last_failed_date=date(2026, 10, 2),
        )

    url = factory.Sequence(lambda n: f"https://example.org/{n}")
    checked_at = factory.LazyFunction(timezone.now)


class MailDeliveryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.MailDelivery

    class Params:
        waiting = factory.Trait(failed_at=None, fault="")

    failed_at = factory.LazyFunction(timezone.now)
    fault = "550 unknown"

    @factory.lazy_attribute
    def message(self):
        message = Message()
        message.email = EmailMessage("Emne", "Tekst", to=["post@example.org"])
        message.save()
        return message


class MailTextFactory(factory.django.DjangoModelFactory):
    """An editor's words in a mail that only tests send."""

    class Meta:
        model = models.MailText

    key = factory.Sequence(lambda n: f"proeve_{n}")
