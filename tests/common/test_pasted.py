"""What is pasted from Word and elsewhere becomes the portal's own plain marks."""

import re

import pytest

from common.pasted import tidy
from common.richtext import clean
from tests import word

REL = ' rel="noopener noreferrer nofollow"'


def without_rel(html):
    return html.replace(REL, "")


def kept(*parts):
    return without_rel(clean(word.document(*parts)))


def names(html):
    return re.findall(r"<(\w+)", html)


# A whole strategy


def test_a_strategy_of_60_pages_arrives_whole_and_clean():
    html = clean(word.long_strategy())

    words = re.sub(r"<[^>]+>", " ", html).split()
    assert len(words) >= word.PAGES * word.WORDS_A_PAGE
    assert not re.search(r"mso|style=|class=|<o:|<span|<font|\[if|_Toc|\[1\]", html)
    assert "<p></p>" not in html
    assert html.count("<table>") == html.count("<caption>") == 12
    assert html.count('<th scope="col">') == 36
    assert html.count('<li id="note-') == html.count("<sup>") == 12
    assert html.count("<li>") == 12 * 7
    assert set(names(html)) == {
        *("h2", "h3", "h4", "h5", "h6", "p", "sup", "a", "ul", "ol", "li"),
        *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    }


def test_a_strategy_that_was_saved_stays_as_it_is():
    html = clean(word.long_strategy(pages=6))

    assert clean(html) == html


# Headings


def test_five_levels_of_heading_become_an_outline_without_gaps():
    html = kept(*(word.heading(level, f"Niveau {level}") for level in range(1, 6)))

    assert html == (
        "<h2>Niveau 1</h2><h3>Niveau 2</h3><h4>Niveau 3</h4><h5>Niveau 4</h5>"
        "<h6>Niveau 5</h6>"
    )


@pytest.mark.parametrize(
    ("levels", "expected"),
    [([3], [2]), ([2, 5, 2], [2, 3, 2]), ([4, 2, 4], [2, 2, 3]), ([1, 6], [2, 3])],
)
def test_no_level_is_skipped(levels, expected):
    html = kept(*(word.heading(level, "Emne") for level in levels))

    assert names(html) == [f"h{level}" for level in expected]


def test_a_heading_keeps_its_number_and_loses_its_marks():
    heading = word.heading(1, "<b>Baggrund</b>", "3.2")

    html = kept(heading)

    assert html == "<h2>3.2 Baggrund</h2>"


def test_the_title_is_a_heading_and_the_list_of_contents_is_left_out():
    html = kept(
        "<p class=MsoTitle>Strategi</p>",
        "<p class=MsoToc1><a href='#_Toc1'>Baggrund<span>....</span>3</a></p>",
    )

    assert html == "<h2>Strategi</h2>"


# Lists


def test_paragraphs_that_look_like_a_list_become_one():
    html = kept(word.item("Et"), word.item("To"), word.paragraph("Tekst"))

    assert html == "<ul><li>Et</li><li>To</li></ul><p>Tekst</p>"


def test_lists_in_lists_keep_their_depth_and_kind():
    html = kept(
        word.item("A"),
        word.item("B", level=2, marker="1)"),
        word.item("C", level=3, marker="§"),
        word.item("D", level=2, marker="2)"),
        word.item("E"),
    )

    assert html == (
        "<ul><li>A<ol><li>B<ul><li>C</li></ul></li><li>D</li></ol></li><li>E</li></ul>"
    )


def test_a_numbered_list_goes_on_where_it_was_interrupted():
    html = kept(
        word.item("Et", marker="1."),
        word.paragraph("Ind imellem"),
        word.item("To", marker="2."),
    )

    assert html == (
        '<ol><li>Et</li></ol><p>Ind imellem</p><ol start="2"><li>To</li></ol>'
    )


@pytest.mark.parametrize(
    ("marker", "kind"),
    [("·", "ul"), ("o", "ul"), ("–", "ul"), ("1.", "ol"), ("a)", "ol"), ("iv.", "ol")],
)
def test_the_mark_says_whether_a_list_is_counted(marker, kind):
    assert kept(word.item("Et", marker=marker)) == f"<{kind}><li>Et</li></{kind}>"


def test_a_list_that_stands_straight_in_a_list_is_put_into_the_item_before():
    html = clean("<ul><li>A</li><ul><li>B</li></ul></ul>")

    assert html == "<ul><li>A<ul><li>B</li></ul></li></ul>"


# Tables


def test_a_first_row_in_bold_becomes_headings():
    html = kept(word.table(("År", "Antal"), ("2018", "7"), caption="Tal"))

    assert html == (
        "<table><caption>Tal</caption>"
        '<thead><tr><th scope="col">År</th><th scope="col">Antal</th></tr></thead>'
        "<tbody><tr><td>2018</td><td>7</td></tr></tbody></table>"
    )


def test_a_table_keeps_joined_cells_and_its_own_headings():
    html = clean(
        "<table><thead><tr><td colspan=2>Tal</td></tr></thead>"
        "<tr><th>2018</th><td rowspan=1>7</td></tr></table>"
    )

    assert html == (
        '<table><thead><tr><th colspan="2" scope="col">Tal</th></tr></thead>'
        '<tbody><tr><th scope="row">2018</th><td>7</td></tr></tbody></table>'
    )


def test_a_table_without_bold_headings_has_none():
    html = clean("<table><tr><td>a<td>b<tr><td>c<td>d</table>")

    assert "<th" not in html


def test_an_empty_table_goes_and_an_empty_row_waits_to_be_filled():
    html = clean("<table><tr><td><td></table><table><tr><th>a<tr><td></table>")

    assert html == (
        '<table><thead><tr><th scope="col">a</th></tr></thead>'
        "<tbody><tr><td></td></tr></tbody></table>"
    )


def test_a_box_round_some_text_is_no_table():
    html = clean("<table><tr><td><p>Husk det.</p><p>Og det.</p></td></tr></table>")

    assert html == "<p>Husk det.</p><p>Og det.</p>"


# Footnotes


def test_footnotes_are_numbered_as_the_text_comes_to_them():
    html = kept(
        word.paragraph(f"B{word.reference(2)} og A{word.reference(1)}"),
        word.notes("Kilde A", "Kilde B"),
    )

    assert html == (
        '<p>B<sup><a href="#note-1" id="note-1-ref">1</a></sup> og '
        'A<sup><a href="#note-2" id="note-2-ref">2</a></sup></p>'
        '<ol><li id="note-1">Kilde B</li><li id="note-2">Kilde A</li></ol>'
    )


def test_footnotes_can_be_numbered_after_others():
    html = tidy(word.document(word.paragraph(word.reference(1)), word.notes("A")), 8)

    assert 'id="note-8-ref"' in html
    assert '<li id="note-8">A</li>' in html


def test_a_mark_without_its_note_goes_and_a_note_without_its_mark_stays():
    html = kept(word.paragraph(f"Tekst{word.reference(9)}"), word.notes("Alene"))

    assert html == '<p>Tekst</p><ol><li id="note-1">Alene</li></ol>'


@pytest.mark.parametrize(
    "html",
    [
        # LibreOffice
        '<p>T<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym">'
        '<sup>1</sup></a></p><div id="sdfootnote1"><p>'
        '<a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>'
        "N</p></div>",
        # Google
        '<p>T<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><hr>'
        '<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>N</span></p></div>',
        # A page of the portal
        '<p>T<sup><a href="https://x.example/s/#vision-note-4" '
        'id="vision-note-4-ref">4</a></sup></p><section role="doc-endnotes">'
        '<ol><li id="vision-note-4">N <a href="#vision-note-4-ref">↩</a></li></ol>'
        "</section>",
    ],
)
def test_footnotes_of_other_programs_are_known(html):
    assert without_rel(clean(html)) == (
        '<p>T<sup><a href="#note-1" id="note-1-ref">1</a></sup></p>'
        '<ol><li id="note-1">N</li></ol>'
    )


# What must not come along


@pytest.mark.parametrize(
    "html",
    [
        "<div style='mso-element:comment-list'><p class=MsoCommentText>X</p></div>",
        "<span class=MsoCommentReference><a class=msocomanchor>[X]</a></span>",
        "<del>X</del>",
        "<span style='display:none'>X</span>",
        "<span style='mso-hide:all'>X</span>",
        "<!--[if mso]>X<![endif]-->",
        "<style>X</style>",
        "<xml>X</xml>",
    ],
)
def test_comments_deleted_and_hidden_text_stay_behind(html):
    assert clean(f"<p>Tekst {html}</p>{html}") == "<p>Tekst</p>"


def test_inserted_text_smart_tags_and_fonts_leave_only_words():
    html = kept(
        "<p class=MsoNormal><ins><font face=Arial>Ny</font></ins> by i "
        "<st1:place w:st='on'>Roskilde</st1:place><o:p></o:p></p>",
        word.empty(),
    )

    assert html == "<p>Ny by i Roskilde</p>"


# Marks inside a line


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<b>A</b><b> B</b>", "<strong>A B</strong>"),
        ("<span style='font-weight:700'>A</span>", "<strong>A</strong>"),
        ("<b style='font-weight:normal'>A</b>", "A"),
        ("<span style='font-style:italic'>A</span>", "<em>A</em>"),
        ("<b><i>A</i></b>", "<strong><em>A</em></strong>"),
        ("A&nbsp;&nbsp; B\n C", "A B C"),
        ("5&nbsp;mio.", "5&nbsp;mio."),
        ("<b> </b>A", "A"),
        ("<span style='vertical-align:super'>2</span>m", "<sup>2</sup>m"),
        ("<a name=x>A</a>", "A"),
        ('<a href="https://example.org">A</a>', '<a href="https://example.org">A</a>'),
        ('<a href="file:///C:/x">A</a>', "A"),
    ],
)
def test_marks_say_only_what_they_mean(html, expected):
    assert without_rel(clean(f"<p>{html}</p>")) == f"<p>{expected}</p>"


def test_text_without_paragraphs_gets_them():
    assert clean("A<div>B</div>C<br>D") == "<p>A</p><p>B</p><p>C<br>D</p>"


def test_quotes_and_word_s_quotes_become_one_block():
    html = kept("<p class=MsoQuote>A</p><p class=MsoIntenseQuote>B</p>")

    assert html == "<blockquote><p>A</p><p>B</p></blockquote>"
