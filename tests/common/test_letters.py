"""The HTML of a mail says what its text says, and nothing of its own."""

import re
from html import unescape

import pytest
from bs4 import BeautifulSoup

from common.letters import as_html, label_of
from tests.pages import Page

SITE = "https://portal.example"
TEXT = f"""Kære Værkstedet

Husk mødet på havnen. Det koster ikke noget.

Se programmet her:
{SITE}/netvaerk/arrangementer/moede/

- Kaffe klokken 9
- Oplæg klokken 9.30

> Må jeg tage min hund med?
> Se https://ond.example/

Spørgsmål? Skriv til post@example.org.

Venlig hilsen
Socialøkonomi i Roskilde
"""


def letter(text=TEXT, **more):
    page = as_html("Mødet", text, site_url=SITE, **more)
    return BeautifulSoup(page, "html.parser")


def links(page):
    return {a["href"]: a.get_text() for a in page.find_all("a")}


def test_paragraphs_lines_and_lists_are_kept():
    page = letter()

    paragraphs = [p.get_text() for p in page.find_all("p")]
    assert paragraphs[0] == "Kære Værkstedet"
    assert paragraphs[-1] == "Venlig hilsen\nSocialøkonomi i Roskilde"
    assert [li.get_text() for li in page.find_all("li")] == [
        "Kaffe klokken 9",
        "Oplæg klokken 9.30",
    ]
    assert page.find("blockquote").get_text().startswith("Må jeg tage min hund med?")
    assert page.html["lang"] == "da"


def test_every_word_of_the_text_is_in_the_page():
    words = re.findall(r"\w+", TEXT)
    shown = letter().get_text(" ")

    assert [word for word in words if word not in shown] == []


def test_the_link_alone_on_its_line_is_the_button():
    page = letter()

    button = page.select_one("a.button")
    assert button["href"] == f"{SITE}/netvaerk/arrangementer/moede/"
    assert button.get_text() == "Se programmet"
    assert len(page.select("a.button")) == 1
    assert links(page)["mailto:post@example.org"] == "post@example.org"


def test_the_words_of_others_become_no_link():
    page = letter()

    assert "https://ond.example/" in page.get_text()
    assert "https://ond.example/" not in links(page)


def test_a_link_to_elsewhere_is_never_the_button():
    page = letter(f"Hej\n\nMødet er her:\nhttps://video.example/rum\n\n{SITE}x/\n")

    assert page.select("a.button") == []
    assert "https://video.example/rum" in links(page)


def test_the_first_link_of_the_standard_text_is_the_button():
    fixed = f"Hej\n\nBekræft din plads:\n{SITE}/plads/x/\n\n{SITE}/om/\n"
    adapted = fixed.replace("Hej", f"Hej\n\n{SITE}/nyt/")

    for page in (letter(fixed), letter(adapted, standard=fixed)):
        (button,) = page.select("a.button")
        assert button["href"] == f"{SITE}/plads/x/"
        assert button.get_text() == "Bekræft din plads"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"Meld dig ud: {SITE}/ud/", "Meld dig ud"),
        (f"Meld dig ud:\n{SITE}/ud/", "Meld dig ud"),
        (f"- Meld dig ud: {SITE}/ud/", "Meld dig ud"),
        (f"Nok? Så slet din adresse her: {SITE}/ud/", "Så slet din adresse her"),
        (f"Se {SITE}/ud/", f"{SITE}/ud/"),
        (f": {SITE}/ud/", f"{SITE}/ud/"),
        (f"Meld dig <b>ud</b>: {SITE}/ud/", "Meld dig <b>ud</b>"),
    ],
)
def test_the_words_before_a_link_to_the_portal_become_the_link(line, words):
    page = letter(f"{TEXT}\n{line}")

    assert links(page)[f"{SITE}/ud/"] == words
    assert page.find("b") is None


def test_whose_else_a_link_is_can_be_seen():
    page = letter(f"{TEXT}\nLæs mere: https://example.org/\n\nEller: {SITE}.example/")

    assert links(page)["https://example.org/"] == "https://example.org/"
    assert links(page)[f"{SITE}.example/"] == f"{SITE}.example/"


def test_a_request_that_the_button_repeats_is_left_out():
    text = f"Læs mere.\n\nSe programmet:\n{SITE}/moede/\n\nSe alle:\n{SITE}/"

    page = letter(text)

    assert page.select_one("a.button").get_text() == "Se programmet"
    assert "Se programmet:" not in page.get_text()
    assert links(page)[f"{SITE}/"] == "Se alle"


@pytest.mark.parametrize(
    ("before", "label"),
    [
        ("Åbn jeres indberetning her:", "Åbn jeres indberetning"),
        ("Her er den. Læs den nu:", "Læs den nu"),
        ("Læs, hvad der blev af det:", "Læs, hvad der blev af det"),
        ("Her er den. Linket virker kun én gang:", "Åbn siden"),
        ("Kære Værkstedet", "Åbn siden"),
        ("Her:", "Åbn siden"),
        ("", "Åbn siden"),
        (
            "Her er det. Det gamle virker ikke mere, men det, I har gemt, står der:",
            "Åbn siden",
        ),
    ],
)
def test_a_button_says_what_stood_before_it(before, label):
    assert label_of(before) == label


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (f"Se {SITE}/om/.", f"{SITE}/om/"),
        (f"(Se {SITE}/om/)", f"{SITE}/om/"),
        (f"“{SITE}/om/”", f"{SITE}/om/"),
        (f"{SITE}/soeg/?q=a&side=2, og", f"{SITE}/soeg/?q=a&side=2"),
        ("Skriv til a.b+c@post.example.org.", "mailto:a.b+c@post.example.org"),
    ],
)
def test_a_link_ends_where_the_sentence_goes_on(text, address):
    assert list(links(letter(text))) == [address]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        'https://portal.example/"onmouseover="alert(1)',
        "javascript:alert(1)",
        "&lt;b&gt;",
    ],
)
def test_nothing_in_the_text_is_a_mark(hostile):
    page = letter(f"Hej\n\n{hostile}\n\n- {hostile}\n\n> {hostile}\n")

    assert unescape(hostile) in unescape(page.get_text())
    assert {tag.name for tag in page.body.find_all(True)} <= {
        *("div", "h1", "p", "ul", "li", "blockquote", "br", "a")
    }
    assert not any(href.startswith("javascript") for href in links(page))
    assert not any("onmouseover" in tag.attrs for tag in page.find_all(True))


def test_nothing_is_fetched_and_nothing_runs():
    source = str(letter())

    assert not re.search(r"<(img|script|iframe|link|object|form)\b", source)
    assert not re.search(r"url\(|@import|src=", source)
    assert "prefers-color-scheme: dark" in source
    assert 'name="viewport"' in source
    assert Page(source).title == "Mødet"
