"""What is found, in which order, and that the index follows every change at once."""

import io
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.publication import PublicationState
from enterprises import search
from enterprises.models import Enterprise, SearchText, SearchWord
from enterprises.registry.image import BY_NAME, Found, Registry
from enterprises.search import reading
from enterprises.search.reading import SearchResult
from tests.enterprises.factories import (
    EnterpriseFactory,
    LocationFactory,
    OfferFactory,
    RsvStatusFactory,
    SectorFactory,
    TargetGroupFactory,
)
from tests.enterprises.search_queries import CASES

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 23)
HOSTILE = [
    "",
    " ",
    "\0",
    "a\0b",
    "🎉🎉🎉",
    "\u202ecykel\u202c",
    '"',
    '""',
    '"cykel',
    "'; DROP TABLE enterprises_enterprise; --",
    "NEAR(cykel, 3) AND NOT name:x* OR ^y",
    "cykel & ! | <-> (:*",
    "%_\\",
    "\ud800",
    "a" * 5000,
    "aa " * 2000,
    "oe" * 2500,
    '"a" ' * 1250,
    " ".join(f"ord{n}" for n in range(1000)),
]


def ask(text, on=DAY) -> SearchResult:
    return reading.search(text, Registry.load(on))


def ids(text, on=DAY):
    """The primary keys of what a query finds, best first."""
    registry = Registry.load(on)
    result = reading.search(text, registry)
    numbers = Found(registry.orders[BY_NAME], result.tiers)
    return tuple(registry.roll.keys[number] for number in numbers)


def found(text, on=DAY):
    names = dict(Enterprise.objects.values_list("pk", "name"))
    return [names[pk] for pk in ids(text, on)]


def index_rows():
    """The index without its keys."""
    rows = SearchText.objects.order_by("enterprise", "place", "terms")
    return [*rows.values_list("enterprise", "place", "terms")]


# What is found


def test_the_table_of_queries():
    call_command("load_data", only="examples", on=DAY, verbosity=0)

    wrong = []
    for case in CASES:
        hits = found(case.text)
        number = len(case.first) if case.number is None else case.number
        suggestion = ask(case.text).suggestion
        got = (hits[: len(case.first)], len(hits), suggestion)
        if got != (case.first, number, case.suggestion):
            wrong.append((case.text, hits, suggestion))

    assert len(CASES) >= 60
    assert wrong == []


def test_both_parts_of_the_only_compound_are_found():
    EnterpriseFactory(published=True, name="Cykelværkstedet", short_description="Kom.")

    hits = [found(text) for text in ("værksted", "cykel", "cykler", "cykelværksted")]

    assert hits == [["Cykelværkstedet"]] * 4


def test_a_short_part_is_found_beside_a_word_that_others_use():
    EnterpriseFactory(published=True, name="Biludlejning", short_description="Kom.")
    alone = found("bil")
    EnterpriseFactory(published=True, name="Udlejning", short_description="Kom.")

    assert alone == []
    assert found("bil") == ["Biludlejning"]


def test_a_name_comes_before_facts_and_these_before_a_description():
    described = EnterpriseFactory(
        published=True, name="A", description="<p>Kaffe, kaffe og kaffe.</p>"
    )
    short = EnterpriseFactory(published=True, name="B", short_description="God kaffe.")
    named = EnterpriseFactory(published=True, name="Kaffebaren")

    assert ids("kaffe") == (named.pk, short.pk, described.pk)


def test_equals_come_in_danish_order_of_names_and_then_by_key():
    names = ["Åen", "Zoo", "Ørred", "Ærø", "Aben", "Zoo"]
    rows = [EnterpriseFactory(published=True, name=name) for name in names]

    assert ids("reparerer cykler") == tuple(rows[n].pk for n in (4, 1, 5, 3, 2, 0))


def test_words_of_different_texts_make_no_phrase():
    EnterpriseFactory(published=True, name="Brugte", short_description="Cykler.")

    assert found("brugte cykler") == ["Brugte"]
    assert found('"brugte cykler"') == []


@pytest.mark.parametrize(
    "text",
    [
        *("butik", "gundsømagle", "4040", "reparation", "uden job", "keramik", "køb"),
        *("glasur", "formål", "tusind", "lejre"),
    ],
)
def test_everything_on_the_page_is_found(text):
    enterprise = EnterpriseFactory(
        published=True,
        description="<ul><li>Ler</li><li>Glasur</li></ul>",
        social_purpose="Et formål.",
        capacity="Tusind krus.",
        delivery_area="Lejre",
    )
    LocationFactory(
        enterprise=enterprise, name="Butikken", postal_code="4040", town="Gundsømagle"
    )
    OfferFactory(enterprise=enterprise, title="Keramik")
    enterprise.sectors.add(SectorFactory(name="Reparation"))
    enterprise.target_groups.add(TargetGroupFactory(name="Unge uden job"))

    assert ids(text) == (enterprise.pk,)


def test_tags_are_no_words_and_part_words():
    EnterpriseFactory(
        published=True, name="A", description="<p>Ler</p><p>Voks &amp; lim</p>"
    )

    assert found("ler voks lim") == ["A"]
    assert found("p") == found("amp") == found("lervoks") == []


def test_an_offer_is_found_only_on_its_days():
    enterprise = EnterpriseFactory(published=True, name="A")
    OfferFactory(
        enterprise=enterprise,
        title="Juletræer",
        active_from_date=date(2026, 12, 1),
        active_to_date=date(2026, 12, 24),
    )

    days = [date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 24)]
    hits = [found("juletræ", on=day) for day in (*days, date(2026, 12, 25))]

    assert hits == [[], ["A"], ["A"], []]


def test_what_only_drafts_say_is_never_suggested():
    EnterpriseFactory(name="Hemmelig keramik")
    gone = EnterpriseFactory(published=True, name="Glaspusteri")
    gone.publication_state = PublicationState.WITHDRAWN
    gone.save()

    suggestions = [ask(text).suggestion for text in ("kermik", "glaspustri")]

    assert suggestions == [None, None]


def test_the_suggestion_stands_in_the_readers_own_words():
    EnterpriseFactory(published=True, name="Café Genbrug i Ågerup")

    result = ask('"Genbrgus" i Ågerup!')

    assert result.tiers == ()
    assert result.suggestion == '"genbrug" i Ågerup!'


# Whatever is asked


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_query_finds_something_or_nothing(text):
    EnterpriseFactory(published=True, name="Cykel")

    result = ask(text)

    assert result.found.bit_count() <= 1
    assert len(result.terms) <= reading.MOST_WORDS


@settings(
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=st.text())
def test_any_text_can_be_asked(text):
    assert ask(text).tiers == ()


@pytest.mark.parametrize("text", HOSTILE[2:], ids=range(2, len(HOSTILE)))
def test_a_hostile_text_can_be_indexed(text):
    # NUL and lone surrogates never get as far as a database.
    text = text.replace("\0", "\x01").replace("\ud800", "\uffff")

    EnterpriseFactory(published=True, description=text)

    assert SearchText.objects.exists()


def test_a_query_without_words_has_no_terms():
    EnterpriseFactory(published=True)

    results = [ask(text) for text in ("", "og", "?!")]

    assert [(result.terms, result.tiers) for result in results] == [((), ())] * 3


# The index follows


@pytest.mark.parametrize("state", [PublicationState.DRAFT, PublicationState.WITHDRAWN])
def test_what_is_not_public_is_not_in_the_index(state):
    EnterpriseFactory(publication_state=state, name="Cykel")

    assert not SearchText.objects.exists()
    assert not SearchWord.objects.exists()


def test_publishing_renaming_and_withdrawing_are_seen_at_once():
    enterprise = EnterpriseFactory(name="Keramik")
    draft = found("keramik")
    enterprise.publication_state = PublicationState.PUBLISHED
    enterprise.save()
    public = found("keramik")
    enterprise.name = "Glas"
    enterprise.save()
    renamed = (found("keramik"), found("glas"))
    enterprise.publication_state = PublicationState.WITHDRAWN
    enterprise.save()

    assert draft == []
    assert public == ["Keramik"]
    assert renamed == ([], ["Glas"])
    assert found("glas") == []


@pytest.mark.parametrize("by_query", [False, True])
def test_a_deleted_enterprise_leaves_nothing(by_query):
    enterprise = EnterpriseFactory(published=True)
    OfferFactory(enterprise=enterprise)
    LocationFactory(enterprise=enterprise)
    RsvStatusFactory(enterprise=enterprise)

    if by_query:
        Enterprise.objects.filter(pk=enterprise.pk).delete()
    else:
        enterprise.delete()

    assert not SearchText.objects.exists()


def test_a_rolled_back_change_leaves_the_index_as_it_was():
    enterprise = EnterpriseFactory(published=True, name="Keramik")

    with transaction.atomic():
        enterprise.name = "Glas"
        enterprise.save()
        transaction.set_rollback(True)

    assert found("keramik") == ["Keramik"]
    assert found("glas") == []


def test_offers_and_places_that_come_change_and_go():
    enterprise = EnterpriseFactory(published=True, name="A")
    offer = OfferFactory(enterprise=enterprise, title="Keramik")
    place = LocationFactory(enterprise=enterprise, town="Jyllinge")
    came = found("keramik jyllinge")
    offer.title = "Glas"
    offer.save()
    place.town = "Viby"
    place.save()
    changed = (found("keramik"), found("jyllinge"), found("glas viby"))
    offer.delete()
    place.delete()

    assert came == ["A"]
    assert changed == ([], [], ["A"])
    assert found("glas") == found("viby") == []


@pytest.mark.parametrize(
    ("factory", "relation"),
    [(SectorFactory, "sectors"), (TargetGroupFactory, "target_groups")],
)
def test_fields_of_work_and_target_groups(factory, relation):
    enterprise = EnterpriseFactory(published=True, name="A")
    row = factory(name="Keramik")
    related = getattr(enterprise, relation)
    steps = []

    related.add(row)
    steps.append(found("keramik"))
    row.name = "Glas"
    row.save()
    steps.append((found("keramik"), found("glas")))
    related.remove(row)
    steps.append(found("glas"))
    row.enterprises.add(enterprise)
    steps.append(found("glas"))
    row.enterprises.clear()
    steps.append(found("glas"))
    related.set([row])
    steps.append(found("glas"))
    related.clear()
    steps.append(found("glas"))
    related.add(row)
    row.delete()
    steps.append(found("glas"))

    assert steps == [["A"], ([], ["A"]), [], ["A"], [], ["A"], [], []]


def test_loading_leaves_the_index_as_rebuilding_does():
    call_command("load_data", only="examples", on=DAY, verbosity=0)
    loaded = index_rows()

    search.rebuild()

    assert sum(len(terms.split()) for _key, _place, terms in loaded) > 1000
    assert index_rows() == loaded


# Many at a time


def test_indexing_many_costs_as_many_queries_as_few():
    rows = [EnterpriseFactory(published=True) for _ in range(12)]
    sector = SectorFactory()
    for row in rows:
        row.sectors.add(sector)
        OfferFactory(enterprise=row)
        LocationFactory(enterprise=row)
    keys = [row.pk for row in rows]
    numbers = []

    for some in (keys[:2], keys):
        with CaptureQueriesContext(connection) as queries:
            search.index(some)
        # How many rows go into one statement is the database's affair.
        sql = [query["sql"] for query in queries]
        numbers.append(sum(not line.startswith("INSERT") for line in sql))

    assert numbers[0] == numbers[1] < 12


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("reparerer", 0),
        ("reparerer cykler", 0),
        # A phrase is looked up in the texts, a suggestion in the words.
        ('"reparerer cykler"', 1),
        ("reprerer", 1),
    ],
)
@pytest.mark.parametrize("size", [2, 12])
def test_searching_asks_the_database_as_little_of_many_as_of_few(
    text, number, size, django_assert_num_queries
):
    for _ in range(size):
        EnterpriseFactory(published=True)
    registry = Registry.load(DAY)

    with django_assert_num_queries(number):
        reading.search(text, registry)


def test_deferred_indexing_happens_once_at_the_end(django_assert_num_queries):
    with transaction.atomic(), search.deferred():
        enterprise = EnterpriseFactory(published=True, name="A")
        OfferFactory(enterprise=enterprise, title="Keramik")
        meanwhile = found("keramik")

    assert meanwhile == []
    assert found("keramik") == ["A"]


def test_deferred_indexing_of_a_failure_does_nothing():
    with pytest.raises(ValueError), search.deferred():
        EnterpriseFactory(published=True, name="Keramik")
        raise ValueError

    assert found("keramik") == []
    EnterpriseFactory(published=True, name="Glas")
    assert found("glas") == ["Glas"]


# The command


def test_the_command_rebuilds_shows_progress_and_forgets_old_words():
    enterprise = EnterpriseFactory(published=True, name="Keramik")
    Enterprise.objects.filter(pk=enterprise.pk).update(name="Glas")
    output = io.StringIO()

    call_command("rebuild_search", stdout=output)

    assert found("glas") == ["Glas"]
    assert found("keramik") == []
    assert not SearchWord.objects.filter(word="keramik").exists()
    assert "1 of 1" in output.getvalue()
    assert "rebuilt from 1 enterprise." in output.getvalue()


def test_the_command_can_look_first_whether_it_is_needed():
    enterprise = EnterpriseFactory(published=True, name="Keramik")
    first, second = io.StringIO(), io.StringIO()

    call_command("rebuild_search", if_incomplete=True, stdout=first)
    enterprise.search_texts.all().delete()
    call_command("rebuild_search", if_incomplete=True, stdout=second)

    assert first.getvalue() == ""
    assert "rebuilt from 1 enterprise." in second.getvalue()
    assert found("keramik") == ["Keramik"]


def test_the_command_can_be_silent():
    output = io.StringIO()

    call_command("rebuild_search", stdout=output, verbosity=0)

    assert output.getvalue() == ""
