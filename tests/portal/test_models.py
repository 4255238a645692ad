"""The portal's own models."""

import pytest

from tests.enterprises.factories import EnterpriseFactory
from tests.portal.factories import FormerAddressFactory

pytestmark = pytest.mark.django_db


def test_an_old_address_leads_to_the_page_itself():
    enterprise = EnterpriseFactory()

    address = FormerAddressFactory(page=enterprise)
    address.refresh_from_db()

    assert address.page == enterprise
    assert str(address) == address.path
