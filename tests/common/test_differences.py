import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.differences import differences, paragraphs


def shown(old, new):
    """Write a comparison with + and - before what is new and gone."""
    signs = {"same": "", "added": "+", "removed": "-"}
    return [
        " ".join(f"{signs[part.change]}{part.text}" for part in paragraph.parts)
        for paragraph in differences(old, new)
    ]


def test_a_formatted_text_has_paragraphs():
    html = (
        "<h3>Mål</h3><p>En  <strong>to</strong>&nbsp;tre</p>"
        "<ul><li>a</li><li>b</li></ul>"
    )

    assert paragraphs(html) == ["Mål", "En to tre", "a", "b"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<p>En to tre</p>", "<p>En to tre</p>", ["En to tre"]),
        ("<p>En to tre</p>", "<p>En fire tre</p>", ["En -to +fire tre"]),
        ("<p>En</p>", "<p>En</p><p>To</p>", ["En", "+To"]),
        ("<p>En</p><p>To</p>", "<p>To</p>", ["-En", "To"]),
        ("", "<p>En</p>", ["+En"]),
        ("<p>En</p>", "", ["-En"]),
        ("<p>En to</p>", "<h3>En to</h3>", ["En to"]),
        ("<p>En to</p>", "<p>Tre fire</p>", ["-En to", "+Tre fire"]),
        (
            "<p>En to tre</p>",
            "<p>Helt nyt</p><p>En to fire</p>",
            ["+Helt nyt", "En to -tre +fire"],
        ),
        (
            "<p>En to tre</p><p>Væk herfra</p><p>Fem seks syv</p>",
            "<p>En to fire</p><p>Fem seks otte</p>",
            ["En to -tre +fire", "-Væk herfra", "Fem seks -syv +otte"],
        ),
    ],
)
def test_words_that_came_and_went_are_told_apart(old, new, expected):
    assert shown(old, new) == expected


@given(st.lists(st.sampled_from("abcd"), max_size=9), st.lists(st.sampled_from("abcd")))
def test_both_texts_can_be_read_out_of_the_comparison(old, new):
    def html(words):
        return "".join(f"<p>{word} {word}x</p>" for word in words)

    parts = [
        p for paragraph in differences(html(old), html(new)) for p in paragraph.parts
    ]

    def read(besides):
        return " ".join(part.text for part in parts if part.change != besides).split()

    assert read("added") == " ".join(paragraphs(html(old))).split()
    assert read("removed") == " ".join(paragraphs(html(new))).split()
