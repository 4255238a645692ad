"""Every factory by its model."""

import factory
from django.apps import apps

import tests.enterprises.factories
import tests.network.factories
import tests.portal.factories
import tests.strategy.factories

PACKAGES = ("common", "enterprises", "network", "strategy", "portal")
MODELS = [model for model in apps.get_models() if model._meta.app_label in PACKAGES]
FACTORIES = {
    found._meta.model: found
    for module in (
        tests.enterprises.factories,
        tests.network.factories,
        tests.strategy.factories,
        tests.portal.factories,
    )
    for found in vars(module).values()
    if isinstance(found, type)
    and issubclass(found, factory.django.DjangoModelFactory)
    and not found._meta.abstract
}
