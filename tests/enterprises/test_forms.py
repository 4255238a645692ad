from datetime import date

import pytest
from django.http import QueryDict

from enterprises.forms import DayForm, EnterpriseFilterForm, echo
from enterprises.models import Enterprise, RsvStatus
from enterprises.registry.image import Registry

from .factories import (
    EnterpriseFactory,
    LocationFactory,
    OfferFactory,
    RsvStatusFactory,
    SectorFactory,
)

TODAY = date(2026, 11, 23)


def found(address: str) -> set[str]:
    return set(names(filter_form(address)))


def names(form: EnterpriseFilterForm) -> list[str]:
    by_key = Enterprise.objects.in_bulk()
    return [by_key[form.registry.roll.keys[number]].name for number in form.found]


def filter_form(address: str | QueryDict) -> EnterpriseFilterForm:
    query = QueryDict(address) if isinstance(address, str) else address
    return EnterpriseFilterForm(query, Registry.load(TODAY))


@pytest.fixture
def registry(db: None) -> None:
    """Four public enterprises that differ in every filter, and a draft."""
    repair = SectorFactory(name="Reparation", slug="reparation")
    garden = SectorFactory(name="Haver", slug="haver")

    wheel = EnterpriseFactory(name="Hjulet", published=True, registered=True)
    wheel.sectors.add(repair, garden)
    LocationFactory(enterprise=wheel, town="Roskilde")
    LocationFactory(enterprise=wheel, town="Viby Sj", street="Algade 2")

    garden_hands = EnterpriseFactory(name="Haven", published=True, established=True)
    garden_hands.sectors.add(garden)
    LocationFactory(enterprise=garden_hands, town="Viby Sj", street="Algade 3")

    OfferFactory(enterprise=garden_hands, kind="fleksjob")
    OfferFactory(enterprise=garden_hands, kind="stu", active_to_date=date(2020, 1, 1))

    coming = EnterpriseFactory(name="Spiren", published=True, on_the_way=True)
    RsvStatusFactory(enterprise=coming)

    EnterpriseFactory(name="Fortiden", published=True, closed=True)

    draft = EnterpriseFactory(name="Kladden", established=True)
    draft.sectors.add(SectorFactory(name="Hemmeligt", slug="hemmeligt"))
    LocationFactory(enterprise=draft, town="Skjulby", street="Algade 4")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", {"Hjulet", "Haven", "Spiren"}),
        ("tilbud=fleksjob", {"Haven"}),
        ("tilbud=stu", set()),
        ("stadie=etableret", {"Hjulet", "Haven"}),
        ("stadie=lukket", {"Fortiden"}),
        ("stadie=lukket&stadie=paa-vej", {"Fortiden", "Spiren"}),
        ("rsv=registreret", {"Hjulet"}),
        ("rsv=overvejer", {"Spiren"}),
        ("rsv=ingen", {"Haven"}),
        ("rsv=ingen&rsv=registreret", {"Haven", "Hjulet"}),
        ("omraade=haver", {"Hjulet", "Haven"}),
        ("omraade=haver&omraade=reparation", {"Hjulet", "Haven"}),
        ("by=Viby+Sj", {"Hjulet", "Haven"}),
        ("by=Viby+Sj&by=Roskilde", {"Hjulet", "Haven"}),
        ("by=Viby+Sj&rsv=ingen", {"Haven"}),
        ("by=Skjulby", {"Hjulet", "Haven", "Spiren"}),
        ("ukendt=1", {"Hjulet", "Haven", "Spiren"}),
    ],
)
def test_groups_widen_within_and_narrow_between(registry, address, expected):
    assert found(address) == expected


def test_only_what_is_offered_that_day_is_found(registry):
    coming = EnterpriseFactory(name="Ventende", published=True)
    OfferFactory(enterprise=coming, kind="frivillig")
    OfferFactory(enterprise=coming, kind="frivillig")
    over = EnterpriseFactory(name="Forbi", published=True)
    OfferFactory(enterprise=over, kind="frivillig", active_to_date=date(2026, 11, 22))
    OfferFactory(enterprise=over, kind="varer")

    assert found("tilbud=frivillig") == {"Ventende"}
    assert found("tilbud=frivillig&tilbud=varer") == {"Ventende", "Forbi"}


def test_two_places_count_one_enterprise_once(registry):
    form = filter_form("by=Viby+Sj&by=Roskilde")

    assert len(form.found) == 2


def test_only_what_public_enterprises_have_is_offered(registry):
    form = filter_form("")

    offered = {group.name: [o.label for o in group.options] for group in form.groups}

    assert offered["omraade"] == ["Haver", "Reparation"]
    assert offered["by"] == ["Roskilde", "Viby Sj"]


def test_a_group_without_choices_is_not_shown(db):
    form = filter_form("")

    assert [group.name for group in form.groups] == [
        *("tilbud", "adgang", "stadie", "rsv")
    ]


@pytest.mark.parametrize(
    "value", ["findes-ikke", "\x00", "a" * 5000, "<script>", "\u0661", "Roskilde\x00"]
)
def test_what_is_unknown_is_left_out_and_named(registry, value):
    query = QueryDict(mutable=True)
    query["by"] = value

    form = filter_form(query)

    assert form.chosen["town"] == []
    (sentence,) = form.ignored
    assert "under “By”" in sentence
    assert "\x00" not in sentence
    assert len(sentence) < 120


def test_known_values_survive_beside_unknown_ones(registry):
    form = filter_form("by=Roskilde&by=x&by=&by=Roskilde")

    assert form.chosen["town"] == ["Roskilde"]
    assert len(form.ignored) == 1


def test_many_unknown_values_make_one_short_sentence(registry):
    form = filter_form("&".join(f"by=x{n}" for n in range(50)))

    (sentence,) = form.ignored

    assert "“x2” og flere" in sentence
    assert "x3" not in sentence


def test_a_chip_leads_to_the_list_without_it(registry):
    form = filter_form("by=Viby+Sj&by=Roskilde&rsv=ingen&side=2&by=x")

    chips = {chip.label: chip.url for chip in form.chips}

    assert chips == {
        "RSV: Ingen status": "?by=Roskilde&by=Viby+Sj",
        "Roskilde": "?by=Viby+Sj&rsv=ingen",
        "Viby Sj": "?by=Roskilde&rsv=ingen",
    }


def test_the_last_chip_leads_to_the_whole_list(registry):
    form = filter_form("by=Roskilde")

    assert [chip.url for chip in form.chips] == ["?"]


def test_ways_out_name_what_each_gives(registry):
    form = filter_form("by=Roskilde&rsv=overvejer&stadie=paa-vej")

    ways = {way.url: way.label for way in form.ways_out}

    assert ways == {
        "?stadie=paa-vej&rsv=overvejer": "Fjern valget under “By”: 1 virksomhed"
    }


def test_where_one_choice_too_many_is_not_enough_each_is_offered_alone(registry):
    form = filter_form("q=findesikke&by=Roskilde&rsv=overvejer&tilbud=stu")

    ways = {way.url: way.label for way in form.ways_out}

    assert ways == {
        "?by=Roskilde": "Behold kun valget under “By”: 1 virksomhed",
        "?rsv=overvejer": "Behold kun valget under “RSV-status”: 1 virksomhed",
    }


def test_an_echo_is_short_and_printable():
    assert echo("en by") == "“en by”"
    assert echo("a\nb\x00c") == "“a b c”"
    assert echo("a" * 5000) == f"“{'a' * 40}…”"


def day_form(address: str) -> DayForm:
    return DayForm(QueryDict(address), TODAY)


def test_no_day_is_today_without_a_word():
    form = day_form("")

    assert form.as_of == TODAY
    assert not form.errors


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("dato=2018-08-31", date(2018, 8, 31)),
        ("dato=31-08-2018", date(2018, 8, 31)),
        ("dato=31.08.2018", date(2018, 8, 31)),
        ("dato=1900-01-01", date(1900, 1, 1)),
        ("dato=2026-11-23", TODAY),
    ],
)
def test_a_day_that_can_be_counted_is_taken(address, day):
    form = day_form(address)

    assert form.as_of == day
    assert not form.errors


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("", "Vælg en dato"),
        ("i morgen", "Vi kan ikke læse “i morgen” som en dato"),
        ("2018-02-30", "Vi kan ikke læse “2018-02-30” som en dato"),
        ("1899-12-31", "efter den 1. januar 1900"),
        ("0001-01-01", "efter den 1. januar 1900"),
        ("2026-11-24", "ikke kommet endnu"),
        ("9999-12-31", "ikke kommet endnu"),
        ("\x00", "Vi kan ikke læse"),
        ("9" * 5000, "Vi kan ikke læse"),
        ("<b>2018</b>", "Vi kan ikke læse"),
    ],
)
def test_any_other_day_gets_a_sentence_and_today(value, words):
    query = QueryDict(mutable=True)
    query["dato"] = value

    form = DayForm(query, TODAY)

    assert form.as_of == TODAY
    assert words in form.errors["day"][0]
    assert len(form.errors["day"][0]) < 140


def test_every_status_the_register_knows_can_be_chosen(db):
    form = filter_form("")

    (group,) = (group for group in form.groups if group.name == "rsv")

    assert {o.value for o in group.options} == {*RsvStatus.Status.values, "ingen"}
