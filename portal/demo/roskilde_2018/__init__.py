"""What the municipality's own account of August 2018 says, and nothing else.

Every item is restated in our own words and points to its source. Where the account is
silent, the field is empty or the text says so.
"""

from django.db.models import Model

from enterprises.models import Source

from . import network, programme, status, strategies
from .sources import ACCOUNT, save_account

NAME = "roskilde-2018"


def is_loaded() -> bool:
    """Tell whether the account is in the database already."""
    return Source.objects.filter(**ACCOUNT).exists()


def load() -> list[Model]:
    """Write the set and return its main rows."""
    account = save_account()
    return [
        status.save_report(account),
        *strategies.save_strategies(account),
        *programme.save_programme(account),
        *network.save_topics(account),
    ]
