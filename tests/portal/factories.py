"""Smallest valid rows of the portal's own models."""

import factory

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
