import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.db.models.fields.files import FieldFile
from django.http import Http404

from common.downloads import display_name, upload_response
from common.uploads import PdfField


@pytest.fixture
def stored():
    """Store bytes under a name, as an upload field would hold them."""
    storage = InMemoryStorage()
    field = PdfField(storage=storage)

    def store(name: str, contents: bytes = b"indhold") -> FieldFile:
        return FieldFile(None, field, storage.save(name, ContentFile(contents)))

    return store


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("a.jpg", "image/jpeg"),
        ("a.png", "image/png"),
        ("a.webp", "image/webp"),
    ],
)
def test_a_picture_is_shown_in_the_page(stored, name, content_type):
    response = upload_response(stored(name), filename="Værkstedet", inline=True)

    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"].startswith("inline")
    assert b"".join(response) == b"indhold"


def test_a_picture_can_be_saved_instead(stored):
    response = upload_response(stored("a.png"), filename="Logo", inline=False)

    assert response["Content-Disposition"] == 'attachment; filename="Logo.png"'


@pytest.mark.parametrize("inline", [True, False])
def test_a_pdf_is_always_saved_under_its_danish_name(stored, inline):
    response = upload_response(stored("a.pdf"), filename="Årets løn.pdf", inline=inline)

    assert response["Content-Type"] == "application/pdf"
    assert (
        response["Content-Disposition"]
        == "attachment; filename*=utf-8''%C3%85rets%20l%C3%B8n.pdf"
    )


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a"])
def test_any_other_file_is_only_bytes_to_save(stored, name):
    response = upload_response(stored(name), filename="x", inline=True)

    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")


def test_nothing_in_the_file_can_run(stored):
    response = upload_response(stored("a.png"), filename="x", inline=True)

    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_copy_is_only_used_after_asking_again(stored):
    response = upload_response(stored("a.png"), filename="x", inline=True)

    assert response["Cache-Control"] == "no-cache"
    assert response["Last-Modified"].endswith("GMT")


def test_no_file_is_not_found(stored):
    nothing = FieldFile(None, PdfField(), "")

    with pytest.raises(Http404):
        upload_response(nothing, filename="x", inline=True)


def test_a_lost_file_is_not_found(stored):
    file = stored("a.pdf")
    file.storage.delete(file.name)

    with pytest.raises(Http404):
        upload_response(file, filename="x", inline=False)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Strategi 2014", "Strategi 2014.pdf"),
        ("Strategi.PDF", "Strategi.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ('a"b\r\nc', "a-b--c.pdf"),
        ("", "fil.pdf"),
        ("...", "fil.pdf"),
        ("æ" * 5000, f"{'æ' * 120}.pdf"),
        ("regnskab.exe", "regnskab.exe.pdf"),
    ],
)
def test_a_name_is_one_that_every_system_can_save(name, shown):
    assert display_name(name, ".pdf") == shown
