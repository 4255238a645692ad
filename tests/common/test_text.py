"""Editors' texts and files in templates."""

import pytest
from django.core.files.storage import FileSystemStorage
from django.db.models.fields.files import FieldFile

from common.templatetags.text import file_size, richtext, section_text
from strategy.models import Document


@pytest.mark.parametrize(
    ("html", "level", "shown"),
    [
        ("<h2>A</h2><h3>B</h3>", 2, "<h2>A</h2><h3>B</h3>"),
        ("<h2>A</h2><h3>B</h3>", 3, "<h3>A</h3><h4>B</h4>"),
        ("<h3>A</h3><h4>B</h4>", 3, "<h3>A</h3><h4>B</h4>"),
        ("<h4>A</h4>", 2, "<h2>A</h2>"),
        ("<h2>A</h2><h4>B</h4>", 5, "<h5>A</h5><h6>B</h6>"),
        ("<p>h2&gt;</p>", 3, "<p>h2&gt;</p>"),
    ],
)
def test_headings_begin_at_the_level_asked_for(html, level, shown):
    assert richtext(html, level) == shown


def test_a_text_is_cleaned_on_the_way_out():
    assert richtext('<p onclick="x">A<script>y()</script></p>') == "<p>A</p>"


def test_the_size_of_a_file_is_in_danish(tmp_path):
    stored = FileSystemStorage(tmp_path)
    (tmp_path / "notat.pdf").write_bytes(b"x" * 1_300_000)
    field = Document._meta.get_field("file")

    found, gone = (FieldFile(Document(), field, n) for n in ("notat.pdf", "x.pdf"))
    found.storage = gone.storage = stored

    assert file_size(found) == "1,2\xa0MB"
    assert file_size(gone) == ""


def test_several_texts_on_a_page_keep_apart():
    assert section_text("<h2>A</h2>", 3, "vision") == '<h3 id="vision-a">A</h3>'
