"""What editors do to the registry, the network and the strategy, thrown by dice."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

from common.tables import csv_chunks
from enterprises import services
from enterprises.importers import approval
from enterprises.importers.differences import compare
from enterprises.models import (
    Enterprise,
    RsvImport,
    RsvStatus,
    StaffingCategory,
    StaffingCount,
    StaffingReturn,
)
from enterprises.transfer import EnterpriseSheet, ReturnSheet, RsvSheet
from network.models import Event
from strategy.models import Goal, Indicator, Initiative, InitiativePeriod
from tests.enterprises import factories as enterprises
from tests.enterprises.registers import HEADINGS, csv_file, cvr_numbers, row
from tests.enterprises.transfer.files import take
from tests.network.factories import EventFactory

from . import factories as make

CUT_OFF = date(2018, 12, 31)
MAY = datetime(2019, 5, 15, 8, 12, tzinfo=UTC)
CVR = cvr_numbers(200)


def numbers_in_use():
    return set(Enterprise.objects.values_list("cvr_number", flat=True))


def free_number():
    return next(number for number in CVR if number not in numbers_in_use())


def make_enterprise(dice, categories):
    enterprise = enterprises.EnterpriseFactory(
        published=True,
        cvr_number=free_number(),
        legal_form="80",
        established_date=date(2015, 1, 1) + timedelta(days=dice.randrange(1500)),
    )
    if dice.random() < 0.6:
        enterprises.RsvStatusFactory(enterprise=enterprise, registered=True)
    staffing_return = enterprises.StaffingReturnFactory(
        enterprise=enterprise, year=2018, as_of_date=CUT_OFF, approved=True
    )
    for category in categories:
        enterprises.StaffingCountFactory(
            staffing_return=staffing_return,
            category=category,
            value=dice.randrange(12),
        )
    return enterprise


def day_of(dice):
    return date(2014, 1, 1) + timedelta(days=dice.randrange(1800))


# Files


def list_from_the_register(dice):
    """Approve everything in a list of the national register that knows better.

    Some are renamed, some moved in or out, one is new, and the list is complete, so
    that who is not in it is deregistered.
    """
    known = list(Enterprise.objects.exclude(cvr_number=""))
    rows = [
        row(
            one.cvr_number,
            f"{one.name} {dice.randrange(99)}",
            f"{day_of(dice):%d-%m-%Y}",
        )
        for one in dice.sample(known, k=len(known) // 2)
    ]
    rows.append(row(free_number(), "Ny i registret", "01-05-2017", postal_code="4000"))
    listed = approval.take_in(
        RsvImport(list_date=date(2018, 12, dice.randrange(1, 31)), is_complete=True),
        data=csv_file(*rows, headings=HEADINGS),
        file_name="rsv.csv",
    )
    if listed.state == RsvImport.State.UPLOADED:
        mapping = approval.suggested_mapping(listed.headers)
        listed = approval.map_columns(listed, mapping=mapping)
    keys = {difference.key for difference in compare(listed).differences}
    outcome = approval.approve(listed, keys=keys)
    return outcome.changes + len(outcome.enterprises)


def edited(sheet, edit):
    """Send a sheet out, let ``edit`` change each row by heading, and take it in."""
    headings = sheet.headings
    rows = [
        edit(dict(zip(headings, cells, strict=True)))
        for chunk in sheet.texts(sheet.queryset())
        for cells in chunk
    ]
    cells = [[row[heading] for heading in headings] for row in rows]
    data = b"".join(csv_chunks(headings, [cells]))
    done = take(type(sheet)(), data)
    return done.new + done.changed


def sheet_of_enterprises(dice):
    """Rename, re-date, close and hide enterprises in a spreadsheet."""

    def edit(cells):
        start = day_of(dice)
        end = start + timedelta(days=dice.randrange(1, 900))
        return cells | {
            "Navn": f"{cells['Navn']} {dice.randrange(9)}",
            "Fulgt fra": start.isoformat(),
            "Etableret": start.isoformat(),
            "Lukket": dice.choice(["", end.isoformat()]),
            "Offentlighed": dice.choice(["Offentlig", "Trukket tilbage"]),
        }

    return edited(EnterpriseSheet(), edit)


def sheet_of_rsv(dice):
    """Put the history of RSV right in a spreadsheet."""

    def edit(cells):
        return cells | {"Kilde": f"Ark {dice.randrange(99)}"}

    return edited(RsvSheet(), edit)


def sheet_of_returns(dice):
    """Report another year in a spreadsheet, and approve what came."""
    sheet = ReturnSheet()
    numbers = [c.name for c in StaffingCategory.objects.all()]
    owners = list(Enterprise.objects.exclude(cvr_number=""))
    done = 0
    for year in dice.sample(range(2015, 2019), k=2):
        taken = set(
            StaffingReturn.objects.filter(year=year).values_list(
                "enterprise", flat=True
            )
        )
        rows = [
            (
                one.cvr_number,
                year,
                f"{year}-12-31",
                *(dice.randrange(30) for _ in numbers),
            )
            for one in owners
            if one.pk not in taken
        ]
        if rows:
            headings = ("CVR-nummer", "År", "Opgjort pr.", *numbers)
            done += take(sheet, csv_file(*rows, headings=headings)).new
    for draft in StaffingReturn.objects.filter(status="kladde"):
        services.submit_return(staffing_return=draft)
        services.approve_return(staffing_return=draft, by=None)
    return done


FILES = [list_from_the_register, sheet_of_enterprises, sheet_of_rsv, sheet_of_returns]


# The desk


def delete_enterprise(enterprise):
    StaffingReturn.objects.filter(enterprise=enterprise).delete()
    Enterprise.objects.filter(pk=enterprise and enterprise.pk).delete()


def date_return_anew(enterprise, day):
    """Let the newest return be of another year, where there is none of that yet."""
    returns = StaffingReturn.objects.filter(enterprise=enterprise)
    newest = returns.order_by("-year").first()
    if newest and not returns.filter(year=day.year).exclude(pk=newest.pk).exists():
        returns.filter(pk=newest.pk).update(as_of_date=day, year=day.year)


def possible_changes(dice, categories):
    """List what editors do to the registry, the network and the strategy."""
    day = date(2014, 1, 1) + timedelta(days=dice.randrange(2500))
    one = dice.choice(list(Enterprise.objects.all()) or [None])
    event = dice.choice(list(Event.objects.all()) or [None])
    counts = StaffingCount.objects.all()
    return [
        lambda: make_enterprise(dice, categories),
        lambda: delete_enterprise(one),
        lambda: Enterprise.objects.filter(pk=one and one.pk).update(
            established_date=day, closed_date=None
        ),
        lambda: Enterprise.objects.filter(pk=one and one.pk).update(
            name="Omdøbt", publication_state="trukket"
        ),
        lambda: RsvStatus.objects.update(source="Et andet register"),
        lambda: RsvStatus.objects.filter(enterprise=one).delete(),
        lambda: counts.update(value=dice.randrange(40)),
        lambda: counts.filter(staffing_return__enterprise=one).delete(),
        lambda: StaffingReturn.objects.filter(enterprise=one).delete(),
        lambda: date_return_anew(one, day),
        lambda: StaffingCategory.objects.filter(pk=categories[0].pk).update(
            name=f"Kategori {dice.random()}"
        ),
        lambda: event and event.delete(),
        lambda: Event.objects.filter(pk=event and event.pk).update(
            title="Flyttet", starts_at=MAY, ends_at=MAY + timedelta(hours=1)
        ),
        lambda: EventFactory(
            published=True,
            starts_at=datetime(2018, dice.randrange(1, 13), 3, tzinfo=UTC),
        ),
        lambda: Initiative.objects.update(title="Noget andet"),
        lambda: InitiativePeriod.objects.update(outcome="Intet."),
        lambda: Initiative.objects.update(publication_state="kladde"),
        lambda: Goal.objects.update(title="Et andet mål", standing_reason="Ny grund"),
        lambda: Indicator.objects.update(name="En anden indikator", target_value=None),
        lambda: make.AdviceFactory(meeting__published=True, text="Nyt råd"),
        *(partial(change, dice) for change in FILES),
    ]
