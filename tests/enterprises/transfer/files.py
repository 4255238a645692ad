"""A sheet as a file, and what the portal says to one."""

import io

from common.tables import Limits, csv_chunks, rows_of, write_excel
from enterprises.transfer import (
    intake,
)
from tests.enterprises.registers import cvr_numbers

CVR = cvr_numbers(4)
LIMITS = Limits(10_000_000, 10_000, 100, 100_000_000, "For stor")
HEADINGS = ("CVR-nummer", "Navn", "Kort beskrivelse")


def table(sheet, data):
    rows = rows_of(io.BytesIO(data), LIMITS)
    return intake.recognise(sheet, intake.texts_of(rows))


def look(sheet, data):
    return intake.preview(sheet, table(sheet, data))


def take(sheet, data, by=None):
    return intake.take_in(sheet, table(sheet, data), by=by, note="Indlæst fra x.csv")


def as_csv(sheet):
    return b"".join(csv_chunks(sheet.headings, sheet.texts(sheet.queryset())))


def as_excel(sheet):
    file = io.BytesIO()
    write_excel(file, chunks=sheet.texts(sheet.queryset()), **sheet.as_excel)
    return file.getvalue()


def sentences(found):
    return [(e.number, e.heading, e.sentence) for e in found.errors]


def changes(found):
    return {
        (entry.label, change.column.heading): (change.before, change.after)
        for entry in found.first_changed
        for change in entry.changes
    }
