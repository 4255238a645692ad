"""The front page, the pages about the portal and the addresses machines ask."""

from datetime import date, timedelta

import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from mailer.models import PRIORITY_LOW, PRIORITY_MEDIUM, Message

from enterprises.models import ReportedFigure
from tests.enterprises.factories import (
    EnterpriseFactory,
    ReportedFigureFactory,
    RsvStatusFactory,
    SourceFactory,
    StatusReportFactory,
)
from tests.network.factories import EventFactory
from tests.portal.factories import ContactPointFactory, MailDeliveryFactory
from tests.strategy.factories import (
    AwardYearFactory,
    EvaluationFactory,
    ProgrammePageFactory,
    StrategyFactory,
)

CANARY = "kanariefugl"


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def soon(**days):
    return timezone.now() + timedelta(**days)


def a_report(**values):
    report = StatusReportFactory(published=True, **values)
    ReportedFigureFactory(
        report=report,
        key="job",
        label="job og praktikker",
        subject=ReportedFigure.Subject.JOBS,
        value=50,
        qualifier="mere_end",
    )
    ReportedFigureFactory(
        report=report,
        key="frivillige",
        label="frivillige",
        subject=ReportedFigure.Subject.VOLUNTEERS,
        value=30300,
        qualifier="ca",
        note="Primært på en festival.",
    )
    return report


def fill(number):
    """Make so many of everything that the front page picks from."""
    for _ in range(number):
        a_report(source=SourceFactory())
        enterprise = EnterpriseFactory(published=True, registered=True)
        EventFactory(published=True, starts_at=soon(days=5), host=enterprise)
        strategy = StrategyFactory(published=True)
        for year in (2016, 2017):
            EvaluationFactory(
                published=True,
                strategy=strategy,
                year=year,
                meeting_date=date(year + 1, 5, 1),
            )


# The front page


@pytest.mark.django_db
class TestFrontPage:
    @pytest.mark.parametrize("number", [2, 12])
    def test_it_costs_the_same_however_much_there_is(
        self, client, django_assert_num_queries, number
    ):
        fill(number)

        with django_assert_num_queries(13):
            client.get("/")

    def test_it_leads_to_what_one_can_do(self, client):
        found = text(client, "/")

        for words in (
            "Virksomheder, der gør plads til flere",
            "Find en socialøkonomisk virksomhed",
            "Find job, praktik eller frivilligt arbejde",
            "Køb hos en socialøkonomisk virksomhed",
            "Besøg en socialøkonomisk virksomhed",
            "Kom med i netværket",
            "Få rådgivning",
        ):
            assert words in found

    def test_its_figures_are_counted_today_and_lead_to_the_method(self, client):
        EnterpriseFactory.create_batch(2, published=True, established=True)
        EnterpriseFactory(published=True, registered=True)
        EnterpriseFactory(published=True, on_the_way=True)

        established, registered = client.get("/").context["counted"]
        found = text(client, "/")

        assert str(established.quantity) == "3"
        assert str(registered.quantity) == "1"
        assert established.as_of == timezone.localdate()
        assert "/tal/#metode-etableret" in found
        assert "/tal/#metode-rsv-registreret" in found
        assert "Regnet ud fra eksempler" not in found

    def test_a_figure_counted_from_examples_says_so(self, client):
        EnterpriseFactory(published=True, established=True, example=True)

        assert text(client, "/").count("Regnet ud fra eksempler") == 1

    def test_it_repeats_the_newest_report_in_its_own_words(self, client):
        a_report(as_of_date=date(2016, 1, 1), as_of_text="januar 2016")
        newest = a_report(as_of_date=date(2018, 8, 31), as_of_text="august 2018")
        StatusReportFactory(as_of_date=date(2020, 1, 1), as_of_text=CANARY)

        found = text(client, "/")

        for words in (
            '<span class="figure__qualifier">mere end</span>50',
            '<span class="figure__qualifier">ca.</span>30.300',
            "oplyst august 2018",
            "Primært på en festival.",
            newest.get_absolute_url(),
        ):
            assert words in found
        assert "januar 2016" not in found
        assert CANARY not in found

    def test_a_part_of_a_total_never_stands_for_the_whole(self, client):
        report = StatusReportFactory(published=True)
        ReportedFigureFactory(
            report=report,
            subject=ReportedFigure.Subject.JOBS,
            role=ReportedFigure.Role.PART,
            value=7,
        )

        assert client.get("/").context["reported"] == []

    def test_it_shows_the_next_meetings_that_take_place(self, client):
        EventFactory(cancelled=True, starts_at=soon(days=1))
        EventFactory(published=True, starts_at=soon(days=-1))
        later = EventFactory(published=True, starts_at=soon(days=9), example=True)
        sooner = EventFactory(published=True, starts_at=soon(days=2))

        response = client.get("/")

        assert list(response.context["events"]) == [sooner, later]
        assert "Eksempel" in response.content.decode()

    def test_news_are_the_newest_dated_facts(self, client):
        EnterpriseFactory(
            published=True, name="Den nye", established_date=date(2020, 1, 1)
        )
        EnterpriseFactory(published=True, registered=True, name="Den registrerede")
        strategy = StrategyFactory(published=True, example=True)
        EvaluationFactory(
            published=True, strategy=strategy, year=2019, meeting_date=date(2020, 5, 1)
        )
        AwardYearFactory(published=True, year=2018, ceremony_date=date(2019, 1, 1))

        news = client.get("/").context["news"]

        assert [(item.day.year, item.name, item.is_example) for item in news] == [
            (2020, "Evalueringen for 2019", True),
            (2020, "Den nye", False),
            (2019, "Den Socialøkonomiske Pris 2018", False),
            (2017, "Den registrerede", False),
            (2016, "Den registrerede", False),
        ]

    def test_an_adopted_strategy_is_news_and_a_proposal_is_not(self, client):
        StrategyFactory(published=True, title="Planen", adopted_date=date(2020, 3, 1))
        StrategyFactory(proposed=True, adopted_date=date(2020, 3, 1))
        StrategyFactory(board_only=True, adopted_date=date(2020, 3, 1))

        news = client.get("/").context["news"]

        assert [(item.name, item.text) for item in news] == [("Planen", "er vedtaget")]

    def test_nobody_is_called_registered_who_no_longer_is(self, client):
        enterprise = EnterpriseFactory(published=True, registered=True)
        RsvStatusFactory(
            enterprise=enterprise,
            status="afregistreret",
            effective_date=date(2019, 1, 1),
        )

        assert "er blevet RSV-registreret" not in text(client, "/")

    def test_what_is_to_come_is_not_news(self, client):
        tomorrow = timezone.localdate() + timedelta(days=1)
        EnterpriseFactory(published=True, established_date=tomorrow)
        AwardYearFactory(published=True, ceremony_date=tomorrow)

        assert client.get("/").context["news"] == []

    def test_it_shows_the_newest_strategies_and_the_newest_evaluation(self, client):
        StrategyFactory(published=True, period_start_year=2010)
        former = StrategyFactory(published=True, period_start_year=2014)
        strategy = StrategyFactory(published=True, period_start_year=2018, example=True)
        for year in (2019, 2020):
            EvaluationFactory(published=True, strategy=strategy, year=year)
        EvaluationFactory(strategy=strategy, year=2021)

        response = client.get("/")

        assert list(response.context["strategies"]) == [strategy, former]
        assert response.context["evaluation"].year == 2020
        # On the strategy and on the evaluation of it.
        assert response.content.decode().count("Eksempel") == 2

    def test_drafts_leak_nowhere(self, client):
        EnterpriseFactory(
            name=CANARY, slug=CANARY, established=True, short_description=CANARY
        )
        EventFactory(title=CANARY, slug=CANARY, starts_at=soon(days=3))
        StrategyFactory(title=CANARY, slug=CANARY)
        StrategyFactory(title=CANARY, slug=f"{CANARY}-2", board_only=True)
        StatusReportFactory(title=CANARY, slug=CANARY)
        EvaluationFactory(
            strategy=StrategyFactory(published=True),
            committee=CANARY,
            meeting_date=date(2018, 1, 1),
        )
        ProgrammePageFactory(place="programmet", title=CANARY, lead=CANARY)

        for address in ("/", "/om/", "/kontakt/", "/sitemap.xml"):
            assert CANARY not in text(client, address)


# Contact, about, privacy, accessibility


@pytest.mark.django_db
class TestAboutThePortal:
    def test_contact_shows_the_roles_of_the_editor(self, client):
        ContactPointFactory(
            role="Netværkets vært", email="vaert@example.org", phone="12 34 56 78"
        )

        found = text(client, "/kontakt/")

        assert "Netværkets vært" in found
        assert 'href="mailto:vaert@example.org"' in found
        assert 'href="tel:12345678"' in found

    def test_contact_falls_back_on_the_settings(self, client, settings):
        settings.CONTACT_EMAIL = "postkasse@example.org"
        settings.CONTACT_PHONE = "87 65 43 21"

        found = text(client, "/kontakt/")

        assert 'href="mailto:postkasse@example.org"' in found
        assert 'href="tel:87654321"' in found

    def test_about_shows_the_editors_text_and_its_source(self, client):
        ProgrammePageFactory(
            published=True,
            place="programmet",
            title="Roskilde satser",
            body="<p>Flere med.</p><script>alert(1)</script>",
            source=SourceFactory(title="Status 2018"),
        )

        found = text(client, "/om/")

        for words in ("Roskilde satser", "<p>Flere med.</p>", "Status 2018", "MPL-2.0"):
            assert words in found
        assert "alert(1)" not in found

    def test_privacy_names_who_is_responsible_and_where_to_complain(
        self, client, settings
    ):
        settings.CONTACT_EMAIL = "postkasse@example.org"

        found = text(client, "/privatliv/")

        for words in (
            "dataansvarlig",
            "Datatilsynet",
            "postkasse@example.org",
            "artikel 6, stk. 1, litra e",
        ):
            assert words in found

    def test_accessibility_offers_both_writing_and_talking(self, client, settings):
        settings.CONTACT_PHONE = ""
        without = text(client, "/tilgaengelighed/")
        ContactPointFactory(phone="12 34 56 78")
        with_phone = text(client, "/tilgaengelighed/")

        assert "vi ringer dig op" in without
        assert 'href="tel:12345678"' in with_phone
        assert "mailto:" in without

    def test_was_leads_to_the_statutory_statement(self, client, settings):
        settings.WAS_URL = "https://was.digst.dk/socialoekonomi-example-dk"

        response = client.get("/was")

        assert response.status_code == 302
        assert response["Location"] == settings.WAS_URL

    @pytest.mark.parametrize(
        ("address", "section"),
        [("/kontakt/", "/kontakt/"), ("/netvaerk/", "/netvaerk/")],
    )
    def test_the_menu_says_where_one_is(self, client, address, section):
        assert f'<a href="{section}" aria-current="true">' in text(client, address)


# For machines


class Broken:
    """Stands between Django and the database, and lets nothing through."""

    def __call__(self, execute, sql, params, many, context):
        raise OperationalError("gone")


class TestProbes:
    def test_alive_asks_nobody(self, client):
        # Without the mark, any question to the database fails the test.
        response = client.get("/healthz")

        assert response.status_code == 200
        assert response.content == b"ok\n"
        assert "no-store" in response["Cache-Control"]

    @pytest.mark.django_db
    def test_ready_when_all_is_well(self, client, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path / "not" / "there" / "yet"

        response = client.get("/readyz")

        assert response.status_code == 200
        assert response.content == b"ok\n"
        assert "no-store" in response["Cache-Control"]
        assert list(settings.MEDIA_ROOT.iterdir()) == []

    @pytest.mark.django_db
    def test_not_ready_without_the_database(self, client):
        with connection.execute_wrapper(Broken()):
            response = client.get("/readyz")

        assert response.status_code == 503
        assert response.content == b"database\n"
        assert "no-store" in response["Cache-Control"]

    @pytest.mark.django_db
    def test_not_ready_until_every_migration_is_applied(self, client):
        loader = MigrationLoader(connection)
        (newest,) = loader.graph.leaf_nodes("portal")
        MigrationRecorder(connection).record_unapplied(*newest)

        response = client.get("/readyz")

        assert response.status_code == 503
        assert response.content == b"database\n"

    @pytest.mark.django_db
    def test_not_ready_when_nothing_can_be_stored(self, client, settings, tmp_path):
        (tmp_path / "file").write_text("in the way")
        settings.MEDIA_ROOT = tmp_path / "file"

        response = client.get("/readyz")

        assert response.status_code == 503
        assert response.content == b"disk\n"

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        ("minutes", "priority", "status"),
        [
            (14, PRIORITY_MEDIUM, 200),
            (16, PRIORITY_MEDIUM, 503),
            (16, PRIORITY_LOW, 200),
        ],
    )
    def test_not_ready_when_nobody_sends_mail(
        self, client, settings, tmp_path, minutes, priority, status
    ):
        settings.MEDIA_ROOT = tmp_path
        since = timezone.now() - timedelta(minutes=minutes)
        Message.objects.create(when_added=since, priority=priority)

        response = client.get("/readyz")

        assert response.status_code == status
        assert response.content == (b"ok\n" if status == 200 else b"outbox\n")

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        ("delivery", "status"),
        [({"next_at": 1}, 200), ({"next_at": -16}, 503), ({"failed_at": -16}, 200)],
    )
    def test_a_mail_that_waits_for_its_next_attempt_is_not_late(
        self, client, settings, tmp_path, delivery, status
    ):
        settings.MEDIA_ROOT = tmp_path
        now = timezone.now()
        row = MailDeliveryFactory(
            **{"waiting": "failed_at" not in delivery}
            | {name: now + timedelta(minutes=n) for name, n in delivery.items()}
        )
        Message.objects.update(when_added=now - timedelta(days=1))

        response = client.get("/readyz")

        assert row.message.pk
        assert response.status_code == status


class TestSearchEngines:
    def test_robots_keep_out_of_what_is_private(self, client, settings):
        found = text(client, "/robots.txt").splitlines()

        for path in settings.PRIVATE_PATHS:
            assert f"Disallow: {path}" in found
        assert "Sitemap: http://testserver/sitemap.xml" in found

    @pytest.mark.django_db
    def test_the_sitemap_lists_every_public_page(self, client):
        strategy = StrategyFactory(published=True)
        pages = [
            EnterpriseFactory(published=True),
            StatusReportFactory(published=True),
            EventFactory(published=True),
            EventFactory(cancelled=True),
            strategy,
            EvaluationFactory(published=True, strategy=strategy),
        ]

        found = text(client, "/sitemap.xml")

        for page in pages:
            assert f"<loc>http://testserver{page.get_absolute_url()}</loc>" in found


def test_the_privacy_page_says_how_long_sign_ups_are_kept(client, db, settings):
    settings.SIGN_UP_KEPT_DAYS = 17

    assert "Vi sletter det 17 dage efter mødet." in client.get("/privatliv/").text
