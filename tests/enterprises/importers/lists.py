"""Lists and what they are held against, as tests need them."""

from datetime import date

from enterprises.importers import approval
from enterprises.importers.columns import guess
from enterprises.importers.differences import compare
from enterprises.importers.entries import read_entries
from enterprises.importers.files import read
from enterprises.models import RsvImport, RsvStatus
from tests.enterprises.factories import EnterpriseFactory, RsvStatusFactory
from tests.enterprises.registers import cvr_numbers

CVR = cvr_numbers(12)
ON = date(2020, 6, 1)
Status = RsvStatus.Status


def entries(data):
    table = read(data)
    return read_entries(table.rows, table.headers, guess(table.headers))


def mapped(data, list_date, is_complete):
    listed = approval.take_in(
        RsvImport(list_date=list_date, is_complete=is_complete),
        data=data,
        file_name="rsv.csv",
    )
    if listed.state == RsvImport.State.UPLOADED:
        mapping = approval.suggested_mapping(listed.headers)
        listed = approval.map_columns(listed, mapping=mapping)
    return listed


def ours(place, name, status=None, since=date(2017, 1, 1), **fields):
    enterprise = EnterpriseFactory(cvr_number=CVR[place], name=name, **fields)
    if status:
        RsvStatusFactory(
            enterprise=enterprise,
            status=status,
            effective_date=since,
            checked_date=since,
        )
    return enterprise


def told(listed):
    return [(d.kind, d.company.cvr) for d in compare(listed).differences]


def approve_all(listed):
    keys = {difference.key for difference in compare(listed).differences}
    return approval.approve(listed, keys=keys)
