"""Formatted text on a page: addresses, notes and tables."""

import pytest

from common.formatted import formatted, plain_text, reading_time
from common.richtext import clean

NOTED = (
    '<p>A<sup><a href="#note-1" id="note-1-ref">1</a></sup></p>'
    '<ol><li id="note-1"><p>Kilde</p></li></ol>'
)


def test_headings_get_addresses_that_are_unique_on_the_page():
    text = formatted("<h2>Mål &amp; midler</h2><h3>År</h3><h3>År</h3>", 3, "vision")

    assert [(each.id, each.title, each.level) for each in text.headings] == [
        ("vision-maal-midler", "Mål & midler", 3),
        ("vision-aar", "År", 4),
        ("vision-aar-2", "År", 4),
    ]
    assert '<h3 id="vision-maal-midler">Mål &amp; midler</h3>' in text.html


def test_notes_lead_both_ways_and_those_of_two_texts_keep_apart():
    one, two = (formatted(clean(NOTED), 3, name).html for name in ("et", "to"))

    for html, name in ((one, "et"), (two, "to")):
        assert f'<a href="#{name}-note-1" id="{name}-note-1-ref" ' in html
        assert f'<li id="{name}-note-1">Kilde <a href="#{name}-note-1-ref"' in html
        assert 'aria-label="Tilbage til note 1 i teksten"' in html
        assert 'role="doc-endnotes"' in html


def test_a_note_that_nothing_points_to_leads_nowhere():
    html = formatted('<p>A</p><ol><li id="note-1">Kilde</li></ol>').html

    assert 'href="#note-1-ref"' not in html
    assert "Kilde</li>" in html


def test_a_wide_table_moves_in_a_box_that_the_keyboard_reaches():
    html = formatted(
        '<table><caption>Tal "nu"</caption><tbody><tr><td>1</td></tr></tbody></table>'
    ).html

    assert (
        '<div class="table-scroll" role="group" tabindex="0" '
        'aria-label="Tal &quot;nu&quot;"><table class="table">' in html
    )
    assert html.endswith("</table></div>")


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ([], "1 minut"),
        ([40], "1 minut"),
        ([500, 500], "5 minutter"),
        ([17_800], "89 minutter"),
        ([18_000], "2 timer"),
        ([24_000, 12_000], "3 timer"),
    ],
)
def test_reading_time_is_told_as_one_says_it(words, time):
    assert reading_time(words) == time


def test_words_are_counted_without_marks():
    assert (
        formatted("<p>Vi <strong>vil</strong> mere.</p><ul><li>Nu</li></ul>").words == 4
    )


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<h2>Om</h2><p>Et.</p><p>To<br>tre.</p>", "Om\n\nEt.\n\nTo\ntre."),
        ("<ul><li>Et</li><li><p>To</p></li></ul><p>Slut</p>", "- Et\n- To\n\nSlut"),
        ("<p>Kaffe &amp; <strong>te</strong></p>", "Kaffe & te"),
        (
            '<p>Se <a href="https://a.dk/?a=1&amp;b=2">siden</a>.</p>',
            "Se siden (https://a.dk/?a=1&b=2).",
        ),
        ('<p><a href="https://a.dk">https://a.dk</a></p>', "https://a.dk"),
        ('<p>Note <a href="#note-1">1</a></p>', "Note 1"),
        (
            "<table><tr><th>A</th><td>1</td></tr><tr><th>B</th><td>2</td></tr></table>",
            "A 1\nB 2",
        ),
        ("<script>alert(1)</script><p>Ro</p>", "Ro"),
    ],
)
def test_a_text_goes_into_a_mail_without_its_formatting(html, text):
    assert plain_text(html) == text
