"""What the data sets say: the account's figures, and examples that cannot mislead."""

import os
import re
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db.models import FileField, Sum
from django.test import TestCase

import portal.demo
from common.quantities import Qualifier, Unit
from enterprises.figures import count_by_rsv, count_by_stage, reconcile, staffing
from enterprises.models import (
    Enterprise,
    Location,
    Offer,
    ReportedFigure,
    RsvStatus,
    Sector,
    SocialValueStatement,
    StaffingCount,
    StaffingReturn,
    StatusReport,
)
from network.figures import PROMISED_MEETINGS, meetings_held
from network.models import Cluster, Event, Topic
from portal.models import ContactPoint
from strategy.models import (
    AwardYear,
    BoardMeeting,
    BoardSeat,
    Document,
    Evaluation,
    Goal,
    Indicator,
    Initiative,
    MeetingPaper,
    ProgrammePage,
    Screening,
    Strategy,
)
from strategy.services import is_untouched
from tests.factories import MODELS
from tests.routes import content_of

DAY = date(2026, 11, 23)
AUGUST_2018 = date(2018, 8, 31)
Stage = Enterprise.Stage
Status = RsvStatus.Status

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Eight digits in a row or in pairs, as Danes write telephone and CVR numbers.
EIGHT_DIGITS = re.compile(r"(?<!\d)(?:\d{8}|\d{2}(?: \d{2}){3})(?!\d)")
# Words that lead to the person the account names, so that no file can hold them.
FORBIDDEN = {"040d4b8d695653f2", "7478c084d5bbb4ca", "96b41d40a50a8ef6"}
TEXTS = {
    *(".py", ".html", ".txt", ".md", ".csv", ".json", ".toml", ".yml"),
    *(".scss", ".js", ".svg"),
}
HASH = re.compile(r"[0-9a-f]{64}")
# Roskilde's bounding box: west, south, east, north.
WEST, SOUTH, EAST, NORTH = 11.9698, 55.5161, 12.2508, 55.7809


class LoadedDataTests(TestCase):
    """One class, so that both sets are loaded once for all tests: they only read."""

    @classmethod
    def setUpTestData(cls):
        call_command("load_data", on=DAY, verbosity=0)

    # The account of August 2018

    def figures(self):
        report = StatusReport.objects.published().get(slug="august-2018")
        return {figure.key: figure for figure in report.figures.all()}

    def test_every_figure_prints_as_it_was_published(self):
        printed = {key: str(figure.quantity) for key, figure in self.figures().items()}

        self.assertEqual(
            printed,
            {
                "etablerede": "7",
                "paa-vej": "flere",
                "job-og-praktikker": "mere end 50",
                "rsv-registrerede": "3",
                "rsv-overvejer": "flere",
                "medarbejdere": "ca. 110",
                "ordinaere": "ca. 7",
                "fleksjob-og-skaanejob": "ca. 12",
                "forloeb": "ca. 12",
                "frivillige": "ca. 30.300",
            },
        )

    def test_the_words_of_the_source_are_kept_beside_the_numbers(self):
        for figure in self.figures().values():
            with self.subTest(figure.key):
                self.assertEqual(str(figure.quantity), figure.as_published)

    def test_79_are_not_allocated(self):
        (staff,) = reconcile(StatusReport.objects.get(slug="august-2018"))

        self.assertEqual(str(staff.total.quantity), "ca. 110")
        self.assertEqual(staff.parts_sum.value, 31)
        self.assertEqual(staff.unallocated, 79)

    def test_volunteers_stand_alone_and_are_mostly_the_festivals(self):
        volunteers = self.figures()["frivillige"]

        self.assertEqual(volunteers.role, ReportedFigure.Role.ALONE)
        self.assertIn("Roskilde Festival", volunteers.note)

    def test_the_other_reading_is_for_the_editor_only(self):
        report = StatusReport.objects.get(slug="august-2018")

        self.assertIn("hypotese B", report.editor_note)
        self.assertNotIn("hypotese", report.summary + report.scope)
        self.assertTrue(report.scope.startswith("Uafklaret"))

    def test_two_strategies_one_after_the_other(self):
        first = Strategy.objects.published().get(slug="strategi-2014")
        second = Strategy.objects.published().get(slug="strategi-2018")

        self.assertEqual(first.status, Strategy.Status.ADOPTED)
        self.assertEqual(first.decision_text, "2014")
        self.assertEqual(second.status, Strategy.Status.PROPOSED)
        self.assertEqual(second.deciding_body, "Byrådet")
        self.assertEqual(second.decision_text, "sidst i august 2018")
        self.assertEqual(second.predecessor, first)
        for strategy in (first, second):
            self.assertIsNone(strategy.adopted_date)
            self.assertEqual(
                strategy.evaluated_by, "Beskæftigelses- og Sundhedsudvalget"
            )
            self.assertEqual(strategy.evaluation_rhythm, "hvert år")

    def test_the_evaluation_of_spring_2018_has_no_invented_figures(self):
        evaluation = Evaluation.objects.published().get(strategy__slug="strategi-2014")

        self.assertEqual(evaluation.when_text, "foråret 2018")
        self.assertFalse(evaluation.figures.exists())
        self.assertFalse(evaluation.assessments.exists())
        self.assertEqual(evaluation.decision, "")
        self.assertTrue(is_untouched(evaluation))

    def test_the_goals_have_no_targets_no_standing_and_no_un_goals(self):
        goals = Goal.objects.filter(strategy__is_example=False)

        self.assertTrue(goals.exists())
        self.assertFalse(Indicator.objects.filter(goal__in=goals).exists())
        self.assertFalse(goals.exclude(standing="ikke_vurderet").exists())
        self.assertFalse(goals.filter(un_goals__isnull=False).exists())

    def test_nothing_is_said_of_what_became_of_goals_that_nobody_knows(self):
        first = Strategy.objects.get(slug="strategi-2014")

        self.assertFalse(first.goals.exists())
        self.assertFalse(
            Goal.objects.filter(
                strategy__is_example=False, predecessor__isnull=False
            ).exists()
        )
        page = self.client.get("/strategi/strategi-2018/")
        self.assertContains(page, "Vi kender ikke målene i")

    def test_seven_seats_one_for_each_sector_and_no_names(self):
        seats = BoardSeat.objects.all()

        self.assertEqual([seat.sector for seat in seats], BoardSeat.Sector.values)
        self.assertFalse(seats.exclude(holder_name="", start_date=None).exists())

    def test_every_place_has_its_page_and_every_item_its_source(self):
        pages = ProgrammePage.objects.published()

        self.assertEqual(
            set(pages.values_list("place", flat=True)), set(ProgrammePage.Place.values)
        )
        for rows in (
            pages,
            StatusReport.objects.all(),
            Strategy.objects.filter(is_example=False),
            Evaluation.objects.filter(strategy__is_example=False),
            BoardSeat.objects.all(),
            Initiative.objects.filter(is_example=False),
            Document.objects.filter(is_example=False),
            Topic.objects.filter(is_example=False),
        ):
            with self.subTest(rows.model.__name__):
                self.assertTrue(rows.exists())
                self.assertFalse(rows.filter(source=None).exists())

    def test_every_kind_of_initiative_is_there(self):
        kinds = Initiative.objects.published().filter(is_example=False)

        self.assertEqual(
            set(kinds.values_list("kind", flat=True)), set(Initiative.Kind.values)
        )

    def test_the_contact_is_a_role_with_the_configured_mailbox(self):
        contact = ContactPoint.objects.get()

        self.assertEqual(contact.role, "Forretningsudvikler for socialøkonomi")
        self.assertEqual(contact.email, settings.CONTACT_EMAIL)

    def test_the_dividend_cap_that_nobody_confirmed_is_not_printed(self):
        rsv = ProgrammePage.objects.get(place=ProgrammePage.Place.RSV)

        self.assertIn("lov nr. 711", rsv.body.replace("\n", " "))
        self.assertNotRegex(rsv.body, r"\d+ ?(pct|%|procent)")

    def test_what_the_law_says_has_the_law_as_its_source(self):
        rsv = ProgrammePage.objects.select_related("source").get(
            place=ProgrammePage.Place.RSV
        )

        self.assertEqual(rsv.source.publisher, "Folketinget")
        self.assertEqual(rsv.source.published_date, date(2014, 6, 25))

    # What the portal counts from the examples

    def stages(self, on):
        return {
            stage: figure.quantity.value for stage, figure in count_by_stage(on).items()
        }

    def test_as_in_the_account_seven_were_established_and_three_registered(self):
        self.assertEqual(
            self.stages(AUGUST_2018),
            {Stage.ESTABLISHED: 7, Stage.ON_THE_WAY: 3, Stage.CLOSED: 0},
        )
        rsv = count_by_rsv(AUGUST_2018)
        self.assertEqual(rsv[Status.REGISTERED].quantity.value, 3)
        self.assertGreater(rsv[Status.CONSIDERING].quantity.value, 1)

    def test_before_the_programme_there_was_nothing(self):
        self.assertEqual(set(self.stages(date(2013, 12, 31)).values()), {0})

    def test_every_figure_says_that_it_counts_examples(self):
        self.assertTrue(
            count_by_stage(AUGUST_2018)[Stage.ESTABLISHED].includes_examples
        )
        self.assertTrue(staffing(AUGUST_2018).total.includes_examples)

    def test_today_every_stage_and_every_rsv_status_is_in_use(self):
        self.assertGreaterEqual(Enterprise.objects.count(), 16)
        self.assertGreaterEqual(self.stages(DAY)[Stage.ON_THE_WAY], 2)
        self.assertGreaterEqual(self.stages(DAY)[Stage.CLOSED], 1)
        for status, figure in count_by_rsv(DAY).items():
            with self.subTest(status):
                self.assertGreaterEqual(figure.quantity.value, 1)

    def test_the_returns_of_2018_add_up_to_the_published_categories(self):
        counts = StaffingCount.objects.filter(staffing_return__year=2018)
        sums = dict(
            counts.values_list("category__slug").annotate(Sum("value")).order_by()
        )

        self.assertEqual(sums["ordinaere"], 7)
        self.assertEqual(sums["fleksjob"] + sums["skaanejob"], 12)
        self.assertEqual(sums["praktik"] + sums["stu"], 12)
        self.assertEqual(sums["frivillige"], 30_300)
        self.assertEqual(
            set(sums),
            {"ordinaere", "fleksjob", "skaanejob", "praktik", "stu"} | {"frivillige"},
        )
        self.assertFalse(counts.exclude(unit=Unit.PERSONS).exists())

    def test_the_returns_of_2018_are_those_of_the_seven(self):
        returns = StaffingReturn.objects.filter(year=2018)

        self.assertEqual(
            set(returns.values_list("enterprise", flat=True)),
            set(
                Enterprise.objects.established(AUGUST_2018).values_list("pk", flat=True)
            ),
        )
        self.assertEqual(
            set(returns.values_list("as_of_date", "status")),
            {(date(2018, 8, 1), StaffingReturn.Status.APPROVED)},
        )

    def test_what_the_public_sees_of_2018_is_not_blurred(self):
        figures = staffing(AUGUST_2018)

        self.assertEqual(str(figures.total.quantity), "31")
        self.assertEqual(str(figures.volunteers.quantity), "ca. 30.300")

    def test_no_return_is_from_before_its_enterprise_or_after_its_end(self):
        for row in StaffingReturn.objects.select_related("enterprise"):
            with self.subTest(str(row)):
                self.assertEqual(row.enterprise.stage(row.as_of_date), "etableret")

    def test_the_returns_of_2025_show_every_state(self):
        returns = StaffingReturn.objects.filter(year=2025)

        self.assertEqual(
            set(returns.values_list("status", flat=True)),
            {
                StaffingReturn.Status.APPROVED,
                StaffingReturn.Status.PENDING,
                StaffingReturn.Status.RETURNED,
            },
        )
        on = date(2025, 12, 31)
        self.assertLess(returns.count(), Enterprise.objects.established(on).count())

    def test_the_last_step_of_every_return_is_where_it_stands(self):
        for row in StaffingReturn.objects.prefetch_related("steps"):
            with self.subTest(str(row)):
                steps = list(row.steps.all())
                self.assertEqual(steps[-1].status, row.status)
                if row.approved_at:
                    self.assertEqual(steps[-1].at, row.approved_at)

    def test_some_numbers_are_not_stated_and_some_approximate(self):
        counts = StaffingCount.objects.all()

        self.assertTrue(counts.filter(value=None).exists())
        self.assertTrue(counts.filter(qualifier=Qualifier.APPROXIMATE).exists())

    def test_the_network_kept_its_promise(self):
        fewest, most = PROMISED_MEETINGS
        for year in (2023, 2024, 2025):
            with self.subTest(year):
                held = meetings_held(date(year, 12, 31)).quantity.value
                self.assertTrue(fewest <= held <= most)
        self.assertGreaterEqual(meetings_held(DAY).quantity.value, fewest)

    # The example strategy, from goals to evaluations

    def evaluation(self, year):
        return Evaluation.objects.get(strategy__is_example=True, year=year)

    def test_three_years_are_public_and_frozen_and_one_is_under_way(self):
        for year in (2023, 2024, 2025):
            with self.subTest(year):
                evaluation = self.evaluation(year)
                self.assertTrue(is_untouched(evaluation))
                self.assertEqual(
                    evaluation.figures.count(),
                    Indicator.objects.filter(
                        goal__strategy=evaluation.strategy
                    ).count(),
                )
        self.assertEqual(self.evaluation(2026).state, Evaluation.State.DRAFT)

    def test_one_evaluation_is_overdue_and_it_is_an_example(self):
        (overdue,) = Evaluation.objects.overdue(DAY)

        page = self.client.get("/strategi/").text

        self.assertTrue(overdue.strategy.is_example)
        self.assertIn("Evalueringen for 2022 mangler", page)
        self.assertIn("som er et eksempel", page)

    def test_the_files_can_be_fetched_by_those_they_are_for(self):
        (document,) = Document.objects.exclude(file="")
        (paper,) = MeetingPaper.objects.all()
        award_year = AwardYear.objects.exclude(picture="").get()
        file = self.client.get(f"/strategi/dokumenter/{document.pk}/fil")
        picture = self.client.get(f"/strategi/prisen/{award_year.year}/billede")
        board = self.client.get(f"/strategi/advisory-board/bilag/{paper.pk}")

        self.assertEqual((document.is_example, paper.is_for_board), (True, True))
        self.assertTrue(content_of(file).startswith(b"%PDF-"))
        self.assertEqual(picture["Content-Type"], "image/png")
        self.assertTrue(content_of(picture))
        self.assertTrue(award_year.picture_text)
        self.assertEqual(board.status_code, 404)
        for title in (document.title, paper.title):
            self.assertIn("eksempel", title)

    def test_the_correction_of_2025_names_both_numbers_rightly(self):
        evaluation = self.evaluation(2025)
        frozen = evaluation.figures.get(label="Ansatte på særlige vilkår")
        now = staffing(date(2025, 12, 31)).by_group["saerlige"]

        erratum = evaluation.errata.get()

        self.assertIn(f"opgjort til {now.quantity}.", erratum.text)
        self.assertIn(f"så: {frozen.quantity}.", erratum.text)
        self.assertNotEqual(frozen.value, now.quantity.value)

    def test_attendance_is_that_of_the_years_meetings(self):
        indicator = Indicator.objects.get(name="Fremmødte på årets møder")
        for measurement in indicator.measurements.all():
            with self.subTest(measurement.date.year):
                events = Event.objects.filter(starts_at__year=measurement.date.year)
                attendance = events.aggregate(sum=Sum("attendance_count"))["sum"]
                self.assertEqual(measurement.value, attendance)

    def test_every_goal_has_indicators_un_goals_and_initiatives(self):
        adopted = Strategy.objects.get(is_example=True, status="vedtaget")
        for goal in adopted.goals.all():
            with self.subTest(str(goal)):
                self.assertTrue(goal.indicators.exists())
                self.assertTrue(goal.un_goals.exists())
                self.assertTrue(goal.initiatives.exists())

    def test_the_proposal_shows_every_fate_of_a_goal(self):
        page = self.client.get("/strategi/eksempel-2028-2031/")

        self.assertEqual(
            [step.fate.label for step in page.context["changes"]],
            ["Nyt", "Fastholdt", "Ændret", "Fastholdt", "Ændret", "Udgået"],
        )

    def test_every_text_of_the_strategy_says_that_it_is_an_example(self):
        for strategy in Strategy.objects.filter(is_example=True):
            self.assertIn("eksempel", strategy.title)
            self.assertRegex(strategy.summary.lower(), "eksempel|opdigtet")
        adopted = Strategy.objects.get(is_example=True, status="vedtaget")
        for text in (adopted.origin, adopted.sections.first().body):
            self.assertRegex(text.lower(), "eksempel|opdigtet")
        for year in (2023, 2024, 2025):
            self.assertTrue(self.evaluation(year).decision.startswith("Eksempel:"))

    def test_only_one_screening_is_open(self):
        self.assertEqual(Screening.objects.count(), 3)
        self.assertEqual(Screening.objects.published().count(), 1)

    # Examples that nobody can take for real

    def test_everything_that_can_be_an_example_is_marked(self):
        self.assertFalse(Enterprise.objects.filter(is_example=False).exists())
        for model in (Event, Cluster, AwardYear, BoardMeeting):
            with self.subTest(model.__name__):
                self.assertTrue(model.objects.filter(is_example=True).exists())
                self.assertFalse(model.objects.filter(is_example=False).exists())

    def test_no_numbers_of_companies_or_telephones(self):
        self.assertFalse(Enterprise.objects.exclude(cvr_number=None, phone="").exists())
        self.assertFalse(Location.objects.exclude(p_number=None).exists())

    def test_streets_are_made_up_and_places_are_in_the_municipality(self):
        for location in Location.objects.all():
            with self.subTest(str(location)):
                self.assertTrue(location.street.startswith("Eksempel"))
                self.assertTrue(WEST < location.longitude < EAST)
                self.assertTrue(SOUTH < location.latitude < NORTH)

    def test_every_drawing_and_every_kind_of_offer_is_in_use(self):
        motifs = Sector.objects.filter(enterprises__isnull=False)
        kinds = Offer.objects.active(DAY)

        self.assertEqual(
            set(motifs.values_list("motif", flat=True)), set(Sector.Motif.values)
        )
        self.assertEqual(
            set(kinds.values_list("kind", flat=True)), set(Offer.Kind.values)
        )

    def test_every_enterprise_is_described_and_has_its_field(self):
        for enterprise in Enterprise.objects.all():
            with self.subTest(enterprise.slug):
                self.assertGreaterEqual(enterprise.description.count("<p>"), 2)
                self.assertTrue(enterprise.social_purpose)
                self.assertTrue(enterprise.sectors.exists())

    def test_a_statement_without_consent_is_not_public(self):
        statements = SocialValueStatement.objects.all()

        self.assertTrue(statements.published().exists())
        self.assertTrue(statements.filter(consent_date=None).exists())
        self.assertFalse(statements.published().filter(consent_date=None).exists())

    # Nothing leads to a real person

    def texts(self):
        for path in Path(portal.demo.__path__[0]).rglob("*"):
            if path.suffix in (".py", ".csv"):
                yield str(path), path.read_text(encoding="utf-8")
        for model in MODELS:
            # Files lie under names of random digits and letters.
            fields = [
                field.name
                for field in model._meta.concrete_fields
                if not isinstance(field, FileField)
            ]
            for row in model._default_manager.values(*fields):
                yield (
                    model.__name__,
                    "\n".join(
                        value
                        for value in row.values()
                        if isinstance(value, str) and not HASH.fullmatch(value)
                    ),
                )

    def test_every_mail_address_ends_in_example(self):
        found = [mail for _, text in self.texts() for mail in MAIL.findall(text)]

        self.assertTrue(found)
        self.assertEqual([m for m in found if not m.endswith(".example")], [])

    def test_no_telephone_number_and_no_cvr_number(self):
        found = [
            (where, EIGHT_DIGITS.findall(text))
            for where, text in self.texts()
            if EIGHT_DIGITS.search(text)
        ]

        self.assertEqual(found, [])

    def test_the_patterns_find_what_they_are_for(self):
        self.assertEqual(MAIL.findall("skriv til nn@roskilde.dk"), ["nn@roskilde.dk"])
        for text in ("12345678", "12 34 56 78", "+ 45 12 34 56 78"):
            self.assertTrue(EIGHT_DIGITS.search(text))

    def test_no_file_of_the_project_names_the_person_of_the_account(self):
        words = {
            word
            for path in project_files()
            for word in re.findall(r"\w+", path.read_text(encoding="utf-8").lower())
        }

        found = FORBIDDEN & {sha256(word.encode()).hexdigest()[:16] for word in words}

        self.assertIn("socialøkonomi", words)
        self.assertEqual(found, set())


def project_files():
    """Every text file that is written by hand, wherever it lies."""
    for folder, folders, names in os.walk(settings.BASE_DIR):
        folders[:] = [
            name
            for name in folders
            if name not in ("node_modules", "var", "build", "__pycache__")
            and (not name.startswith(".") or name == ".ci")
        ]
        for name in names:
            path = Path(folder, name)
            if path.suffix in TEXTS or name == "Makefile":
                yield path
