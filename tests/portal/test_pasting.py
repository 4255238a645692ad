"""What an editor pastes is cleaned on the way to her text."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.pasting import MAX_BYTES
from tests import word

pytestmark = pytest.mark.django_db


def pasted(client, html, **others):
    file = SimpleUploadedFile("pasted.html", html, content_type="text/html")
    return client.post(reverse("tidy-pasted"), {"html": file} | others)


def test_what_is_pasted_comes_back_clean(editor_client):
    html = word.document(
        word.heading(1, "Mål"), "<script>x()</script>", word.paragraph("Tekst")
    )

    response = pasted(editor_client, html.encode())

    assert response.content.decode() == "<h2>Mål</h2><p>Tekst</p>"
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_notes_are_numbered_after_those_that_are_there(editor_client):
    html = word.document(word.paragraph(word.reference(1)), word.notes("A"))

    response = pasted(editor_client, html.encode(), first_note="4")

    assert b'<li id="note-4">A</li>' in response.content


def test_too_much_is_refused_with_what_to_do(editor_client):
    response = pasted(editor_client, b"x" * (MAX_BYTES + 1))

    assert response.status_code == 413
    assert "mindre stykker" in response.content.decode()


@pytest.mark.parametrize(
    "data", [{}, {"html": "tekst"}, {"html": "tekst", "first_note": "x"}]
)
def test_nothing_is_answered_with_a_sentence(editor_client, data):
    response = editor_client.post(reverse("tidy-pasted"), data)

    assert response.status_code == 400
    assert "ingen tekst" in response.content.decode()


@pytest.mark.parametrize("html", [b"\xff\xfe<p>x</p>", b"<p>\x00x", b"<" * 5000])
def test_odd_bytes_are_no_fault(editor_client, html):
    assert pasted(editor_client, html, first_note="99999999").status_code == 200


def test_strangers_clean_nothing(client):
    response = pasted(client, b"<p>x</p>")

    assert response.status_code == 302
    assert b"<p>x</p>" not in response.content
