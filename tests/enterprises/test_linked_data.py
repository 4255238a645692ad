"""What machines read about an enterprise: true, whole, harmless, nothing hidden."""

import json
import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from enterprises.models import StaffingCategory
from tests.enterprises.factories import (
    EnterpriseFactory,
    LocationFactory,
    RsvStatusFactory,
    StaffingCountFactory,
    StaffingReturnFactory,
)

pytestmark = pytest.mark.django_db

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
THIS_YEAR = timezone.localdate().year


def linked_data(client, enterprise):
    """Read the block as a machine does: up to the first end of a script."""
    blocks = BLOCK.findall(client.get(enterprise.get_absolute_url()).text)
    assert len(blocks) <= 1
    return json.loads(blocks[0]) if blocks else None


def staffed(enterprise, year=THIS_YEAR, *, approved=True, **counts):
    filed = StaffingReturnFactory(enterprise=enterprise, year=year, approved=approved)
    for slug, count in counts.items():
        values = count if isinstance(count, dict) else {"value": count}
        StaffingCountFactory(
            staffing_return=filed,
            category=StaffingCategory.objects.get(slug=slug),
            **values,
        )


def test_everything_known_is_told(client, settings):
    settings.SITE_URL = "https://portal.example"
    enterprise = EnterpriseFactory(
        name="Hjulet",
        slug="hjulet",
        published=True,
        registered=True,
        cvr_number="13585628",
        website="https://hjulet.example/",
        delivery_area="Roskilde og Lejre",
    )
    LocationFactory(enterprise=enterprise)
    staffed(enterprise, ordinaere=12, fleksjob=7)

    assert linked_data(client, enterprise) == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": "https://portal.example/virksomheder/hjulet/#virksomhed",
        "mainEntityOfPage": "https://portal.example/virksomheder/hjulet/",
        "name": "Hjulet",
        "legalName": "Hjulet",
        "url": "https://hjulet.example/",
        "description": "Reparerer cykler og lærer fra sig.",
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "CVR",
            "value": "13585628",
        },
        "address": [
            {
                "@type": "PostalAddress",
                "streetAddress": "Algade 1",
                "postalCode": "4000",
                "addressLocality": "Roskilde",
                "addressCountry": "DK",
            }
        ],
        "areaServed": "Roskilde og Lejre",
        "foundingDate": "2016-01-01",
        "numberOfEmployees": {"@type": "QuantitativeValue", "value": 19},
        "hasCertification": {
            "@type": "Certification",
            "name": "Registreret socialøkonomisk virksomhed (RSV)",
            "certificationStatus": "https://schema.org/CertificationActive",
            "validFrom": "2017-01-01",
            "issuedBy": {"@type": "Organization", "name": "Erhvervsstyrelsen"},
        },
    }


def test_what_is_not_known_is_left_out(client):
    enterprise = EnterpriseFactory(published=True, on_the_way=True)

    told = linked_data(client, enterprise)

    assert set(told) == {
        *("@context", "@type", "@id", "mainEntityOfPage"),
        *("name", "url", "description"),
    }
    assert told["url"] == told["mainEntityOfPage"]


def test_an_example_is_described_to_no_machine(client):
    enterprise = EnterpriseFactory(published=True, established=True, example=True)

    assert linked_data(client, enterprise) is None


def test_no_name_ends_the_block(client):
    name = "Hjul & <b>Sjæl</b></script><script>alert(1)</script><!-- \u2028"
    enterprise = EnterpriseFactory(name=name, published=True)

    html = client.get(enterprise.get_absolute_url()).text

    assert linked_data(client, enterprise)["name"] == name
    assert "<script>alert(1)" not in html


@pytest.mark.parametrize(
    "later", [{"deregistered": True}, {"effective_date": date(2019, 1, 1)}]
)
def test_a_registration_that_ended_is_not_told(client, later):
    enterprise = EnterpriseFactory(published=True, registered=True)
    RsvStatusFactory(enterprise=enterprise, **later)

    assert "hasCertification" not in linked_data(client, enterprise)


def test_a_registration_to_come_is_not_told(client):
    enterprise = EnterpriseFactory(published=True, established=True)
    tomorrow = timezone.localdate() + timedelta(days=1)
    RsvStatusFactory(enterprise=enterprise, registered=True, effective_date=tomorrow)

    assert "hasCertification" not in linked_data(client, enterprise)


def test_a_closed_enterprise_has_an_end_and_nothing_to_offer(client):
    enterprise = EnterpriseFactory(
        published=True,
        registered=True,
        closed=True,
        website="https://hjulet.example/",
        delivery_area="Roskilde",
    )
    staffed(enterprise, ordinaere=12, fleksjob=7)

    told = linked_data(client, enterprise)

    assert told["dissolutionDate"] == "2019-01-01"
    assert told["url"] == told["mainEntityOfPage"]
    left_out = {"areaServed", "numberOfEmployees", "hasCertification"}
    assert left_out & set(told) == set()


@pytest.mark.parametrize(
    ("years_ago", "counts"),
    [
        (0, {"ordinaere": 12, "fleksjob": 3}),  # one kind is hidden
        (0, {"ordinaere": {"value": 12, "approximate": True}, "fleksjob": 7}),
        (0, {"ordinaere": {"not_stated": True}, "fleksjob": 7}),
        (0, {"ordinaere": 12}),  # the other group may be anything
        (3, {"ordinaere": 12, "fleksjob": 7}),
    ],
)
def test_employees_are_told_only_where_the_number_is_sure(client, years_ago, counts):
    enterprise = EnterpriseFactory(published=True, established=True)
    staffed(enterprise, THIS_YEAR - years_ago, **counts)

    assert "numberOfEmployees" not in linked_data(client, enterprise)


def test_courses_volunteers_and_returns_not_approved_are_no_employees(client):
    enterprise = EnterpriseFactory(published=True, established=True)
    staffed(enterprise, THIS_YEAR - 1, ordinaere=12, fleksjob=7, frivillige=400)
    staffed(enterprise, THIS_YEAR, approved=False, ordinaere=99, fleksjob=99)

    assert linked_data(client, enterprise)["numberOfEmployees"]["value"] == 19
