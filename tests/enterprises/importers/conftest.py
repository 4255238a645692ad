"""A list in which each kind of difference is planted once."""

import pytest

from tests.enterprises.factories import EnterpriseFactory, LocationFactory
from tests.enterprises.importers.lists import CVR, Status, ours
from tests.enterprises.registers import csv_file, row


@pytest.fixture
def planted(db):
    """Ours, and a list in which each kind of difference is planted once."""
    ours(0, "Ny", Status.CONSIDERING)
    ours(1, "Slut", Status.REGISTERED)
    ours(2, "Væk", Status.REGISTERED)
    ours(3, "Før", Status.REGISTERED)
    moved = ours(4, "Flytter", Status.REGISTERED)
    LocationFactory(enterprise=moved, latitude="55.64", longitude="12.08")
    same = ours(5, "Kædehjulet", Status.REGISTERED)
    LocationFactory(enterprise=same)
    ours(6, "Aldrig på listen", Status.CONSIDERING)
    ours(7, "Trak sig", Status.DEREGISTERED)
    EnterpriseFactory(name="Uden nummer", registered=True)
    algade = {"street": "ALGADE 1", "postal_code": "4000", "town": "Roskilde"}
    return csv_file(
        row(CVR[0], "Ny ApS", "01-03-2020"),
        row(CVR[1], "Slut", "01-01-2017", "31-12-2019"),
        row(CVR[3], "Efter", "01-01-2017"),
        row(
            *(CVR[4], "Flytter", "01-01-2017"),
            **{"street": "Ringvej 2", "postal_code": "4040", "town": "Jyllinge"},
        ),
        row(CVR[5], "KÆDEHJULET APS", "01-01-2017", **algade),
        row(CVR[8], "Ukendt i Roskilde", "01-02-2018", form="Forening", **algade),
        row(CVR[9], "Ukendt i Aarhus", "01-02-2018", municipality="751"),
        row(CVR[10], "Ukendt og slut", "01-02-2018", "01-02-2019"),
        row(CVR[7], "Trak sig", "01-01-2016", "01-01-2017"),
        row("12345678", "Forkert ciffer", "01-01-2017"),
    )
