"""Smallest valid rows of the portal's own models."""

import factory
from django.utils import timezone

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
