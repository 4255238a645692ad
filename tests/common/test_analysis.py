"""Words of Danish texts and the terms they share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import analysis


def term_of(text):
    (word,) = analysis.words(text)
    return analysis.term(word)


@pytest.mark.parametrize(
    "forms",
    [
        "virksomhed virksomheden virksomheder virksomhederne virksomhedernes",
        "cykel cyklen cykler cyklerne CYKEL",
        "værksted værkstedet værksteder værkstederne vaerksted",
        "café cafe caféen cafeen caféer Cafeerne",
        "køkken køkkenet køkkener koekken kökken",
        "have haven haver haverne",
        "træ træet træer traeer",
        "nabo naboen naboer naboerne",
        "skema skemaet skemaer",
        "møbel møblet møbler møblerne",
        "bog bogen bøger bøgerne",
        "barn barnet børn børnene",
        "butik butikken butikker",
        "reparation reparationer reparere reparerer",
        "socialøkonomi socialøkonomisk socialøkonomiske",
        "Aarhus Århus",
    ],
)
def test_inflection_and_spelling_make_no_difference(forms):
    terms = {term_of(form) for form in forms.split()}

    assert len(terms) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bord", "båd"),
        ("lære", "lager"),
        ("fest", "fast"),
        ("skole", "skål"),
        ("bageri", "bager"),
    ],
)
def test_different_words_stay_different(one, other):
    assert term_of(one) != term_of(other)


def test_a_word_in_ascii_keeps_both_readings():
    frisoer, frisør = "frisoer", "frisør"

    readings = analysis.terms(frisoer)

    assert analysis.term(frisør) in readings
    assert len(readings) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\0b\tc", ["a", "b", "c"]),
        ("so\u00adcial", ["social"]),
        ("\u202eabc\u202c \u200fdef", ["abc", "def"]),
        ("cafe\u0301 🎉 STU-forløb", ["café", "stu", "forløb"]),
        ("ﬁsk", ["fisk"]),
        ("_*:^(-", []),
        ("x" * 5000, ["x" * analysis.LONGEST_WORD]),
    ],
)
def test_words_are_letters_and_digits_alone(text, words):
    assert analysis.words(text) == words


@given(st.text())
def test_any_text_has_words_of_bounded_length_and_a_term_each(text):
    words = analysis.words(text)

    assert all(0 < len(word) <= analysis.LONGEST_WORD for word in words)
    assert all(analysis.terms(word) for word in words)


@given(st.text(alphabet="abdegiklmnorstvyæøå", min_size=1, max_size=20))
def test_a_term_is_its_own_stem(word):
    stem = analysis.stem(word)

    assert stem == analysis.stem(word)
    assert len(stem) <= len(word)


def test_a_query_leaves_out_stop_words_repetition_and_the_rest():
    query = analysis.parse("en cykel og en cykel på et værksted med mad", 2)

    assert query.words == ("cykel", "værksted")


@pytest.mark.parametrize("quoted", ['"lyd og lys"', "„lyd og lys“", "«lyd og lys»"])
def test_a_phrase_knows_the_distances_of_its_words(quoted):
    query = analysis.parse(f"scene {quoted}", 5)

    assert query.words == ("scene", "lyd", "lys")
    assert query.phrases == (((0, "lyd"), (2, "lys")),)


def test_a_lonely_quotation_mark_is_no_phrase():
    query = analysis.parse('brugte "cykler og', 5)

    assert query.phrases == ()


@pytest.mark.parametrize(
    ("part", "compound", "rest"),
    [
        ("værksted", "cykelværkstedet", ("cykel",)),
        ("cykel", "cykelværkstedet", ("værksted",)),
        ("cykler", "cykelværkstedet", ("værksted",)),
        ("butik", "genbrugsbutikken", ("genbrug",)),
        ("genbrug", "genbrugsbutikken", ("butik",)),
        ("møbel", "genbrugsmøbelbutik", ("genbrug", "butik")),
        ("børn", "børnehaven", ("hav",)),
        ("barn", "børnehaven", ("hav",)),
        ("køkken", "køkkenhaver", ("hav",)),
    ],
)
def test_a_compound_is_split_at_any_part(part, compound, rest):
    splits = analysis.splits(term_of(part), term_of(compound))

    assert rest in {split.rest for split in splits}


@pytest.mark.parametrize(
    ("part", "compound"),
    [("have", "havn"), ("sommer", "virksomhed"), ("sko", "skole"), ("mad", "nomade")],
)
def test_what_only_looks_like_a_part_is_none(part, compound):
    splits = list(analysis.splits(term_of(part), term_of(compound)))

    assert splits == []


def test_a_short_part_needs_a_known_neighbour():
    sure = set(analysis.splits("cykl", "cykelsmed"))
    unsure = set(analysis.splits("bil", "biludlej"))

    assert any(split.is_sure for split in sure)
    assert unsure and not any(split.is_sure for split in unsure)


@pytest.mark.parametrize("typed", ["genbrgu", "genbrrug", "gembrug", "genburg"])
def test_one_error_away(typed):
    assert "genbrug" in analysis.misspellings(typed)


def test_two_errors_are_too_many():
    assert "genbrug" not in analysis.misspellings("gnbrg")


def test_replacing_words_leaves_all_else():
    text = analysis.replace_words('"Genbrgus", i Vindinge!', {"genbrgus": "genbrug"})

    assert text == '"genbrug", i Vindinge!'
