"""People who can sign in."""

import factory
from django.contrib.auth import get_user_model


class AccountFactory(factory.django.DjangoModelFactory):
    """Somebody who can sign in, and sees nothing by that."""

    class Meta:
        model = get_user_model()

    username = factory.Sequence(lambda n: f"bruger{n}@example.org")
    email = factory.SelfAttribute("username")
