"""Uploads: what is not a whole picture or a PDF is refused, the rest made harmless."""

import io
import re
import struct
import zlib
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from common.uploads import (
    MAX_IMAGE_BYTES,
    MAX_PDF_BYTES,
    random_path,
    reencoded,
    validate_image,
    validate_pdf,
)
from enterprises.models import Enterprise
from tests.enterprises.factories import EnterpriseFactory
from tests.network.factories import EventMaterialFactory
from tests.strategy.factories import PDF

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
RED = (200, 30, 40)
# Where a picture was taken and with what, as a telephone writes it.
GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


@pytest.fixture(autouse=True)
def own_media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(form="JPEG", mode="RGB", size=(60, 40), color=None, **options):
    if color is None:
        color = {"RGB": RED, "RGBA": (*RED, 128), "CMYK": (0, 200, 200, 0)}.get(mode, 1)
    buffer = io.BytesIO()
    Image.new(mode, size, color).save(buffer, form, **options)
    return buffer.getvalue()


def upload(content, name="billede.jpg", kind="image/jpeg"):
    return SimpleUploadedFile(name, content, kind)


def huge_png():
    """A PNG that says it is 30,000 by 30,000, in a few bytes."""

    def chunk(kind, data):
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", body)
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_accepted_and_can_be_read_again(form):
    file = upload(picture(form))

    validate_image(file)

    assert file.tell() == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hej",
        SVG,
        HTML,
        PDF,
        picture("GIF", "P"),
        picture("BMP"),
        picture("TIFF"),
        picture("ICO", "RGBA", size=(16, 16)),
        # A GIF that is a script, and a PDF that is a picture.
        b"GIF89a/*" + b"\0" * 30 + b"*/=1;alert(1)",
        b"%PDF-1.4\n" + picture(),
        picture()[: len(picture()) // 2],
        picture("PNG", size=(300, 200))[:60],
        picture("WEBP", size=(300, 200))[:40],
        b"\xff\xd8\xff\xe0" + b"\0" * 50,
    ],
    ids=[
        *("empty", "words", "svg", "html", "pdf", "gif", "bmp", "tiff", "ico"),
        *("gif-script", "pdf-picture", "half-jpeg", "half-png", "half-webp"),
        "jpeg-head",
    ],
)
@pytest.mark.parametrize("name", ["billede.jpg", "billede.png", "billede"])
def test_what_is_no_whole_picture_is_refused(content, name):
    file = upload(content, name)

    with pytest.raises(ValidationError, match="JPEG, PNG eller WebP"):
        validate_image(file)


def test_a_picture_with_too_many_points_is_refused_before_it_is_unpacked():
    with pytest.raises(ValidationError, match=r"punkter|kan ikke læses"):
        validate_image(upload(huge_png(), "billede.png"))


def test_a_picture_with_a_few_points_too_many_is_told_the_limit():
    content = picture("PNG", "1", size=(5001, 5000), color=0)

    with pytest.raises(ValidationError, match="25 millioner punkter"):
        validate_image(upload(content, "billede.png"))


def test_a_picture_that_fills_too_much_is_refused():
    content = picture() + b"\0" * MAX_IMAGE_BYTES

    with pytest.raises(ValidationError, match="5 MB"):
        validate_image(upload(content))


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        ("JPEG", "RGB"),
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("PNG", "RGB"),
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("PNG", "L"),
        ("PNG", "LA"),
        ("PNG", "1"),
        ("PNG", "I;16"),
        ("WEBP", "RGB"),
        ("WEBP", "RGBA"),
    ],
)
def test_a_picture_looks_the_same_after_being_written_anew(form, mode):
    content = gradient(form, mode)

    written = reencoded(upload(content))

    before = Image.open(io.BytesIO(content))
    after = Image.open(written)
    assert after.format == form
    assert after.size == before.size
    assert after.mode not in ("P", "CMYK")
    assert is_close(before.convert("RGBA"), after.convert("RGBA"))


def test_a_colour_that_is_clear_stays_clear():
    content = picture("PNG", color=RED, transparency=RED)

    written = reencoded(upload(content))

    assert Image.open(written).convert("RGBA").getpixel((0, 0))[3] == 0


def gradient(form, mode):
    """A picture in which neither colours nor clear parts can go unseen."""
    image = Image.new("RGBA", (64, 32))
    for x in range(64):
        for y in range(32):
            image.putpixel((x, y), (x * 4, y * 8, 120, 255 if x < 32 else 60))
    if mode == "P":
        image = image.convert("RGB").quantize(16)
        image.info["transparency"] = 0
    elif mode == "I;16":
        image = image.convert("L").convert("I;16")
    else:
        image = image.convert(mode if mode in ("RGBA", "LA") else "RGB").convert(mode)
    buffer = io.BytesIO()
    options = {"transparency": 0} if mode == "P" else {}
    image.save(buffer, form, **options)
    return buffer.getvalue()


def is_close(one, other):
    pairs = zip(one.tobytes(), other.tobytes(), strict=True)
    differences = [abs(a - b) for a, b in pairs]
    return sum(differences) / len(differences) < 6


def test_place_and_camera_are_gone():
    exif = Image.Exif()
    exif[MAKE] = "Telefon"
    exif[GPS] = {1: "N", 2: (55.0, 38.0, 30.0), 3: "E", 4: (12.0, 5.0, 0.0)}
    content = picture(exif=exif, comment=b"Hemmeligt", icc_profile=b"profil")

    written = reencoded(upload(content)).read()

    assert b"Telefon" in content
    assert b"Hemmeligt" in content
    assert not Image.open(io.BytesIO(written)).getexif()
    for trace in (b"Exif", b"Telefon", b"Hemmeligt", b"profil"):
        assert trace not in written


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_place_and_camera_are_gone_from_other_formats(form):
    exif = Image.Exif()
    exif[MAKE] = "Telefon"
    content = picture(form, exif=exif)

    written = reencoded(upload(content)).read()

    assert b"Telefon" in content
    assert b"Telefon" not in written


def test_what_hides_behind_a_picture_is_gone():
    written = reencoded(upload(picture() + HTML + PDF)).read()

    assert b"script" not in written
    assert b"%PDF" not in written


def test_a_picture_stands_as_the_camera_was_held():
    exif = Image.Exif()
    exif[ORIENTATION] = 6

    written = reencoded(upload(picture(size=(60, 40), exif=exif)))

    assert Image.open(written).size == (40, 60)


@pytest.mark.django_db
def test_a_saved_picture_has_a_random_name_and_its_true_ending():
    content = picture("PNG", exif=b"Exif\0\0")
    enterprise = EnterpriseFactory(logo=upload(content, "Min tegning.jpg.html"))

    stored = Enterprise.objects.get().logo

    assert re.fullmatch(r"enterprises/enterprise/[0-9a-f]{32}\.png", stored.name)
    assert Path(stored.path).read_bytes().startswith(b"\x89PNG")
    assert len(files_of(enterprise)) == 1


@pytest.mark.django_db
def test_a_picture_is_not_written_anew_when_its_record_is_saved_again():
    enterprise = EnterpriseFactory(logo=upload(picture()))
    name = enterprise.logo.name

    enterprise.save()

    assert enterprise.logo.name == name
    assert len(files_of(enterprise)) == 1


def files_of(row):
    root = Path(row.logo.storage.location)
    return [path for path in root.rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_a_record_can_be_kept_where_its_file_was_lost():
    enterprise = EnterpriseFactory(pictured=True)
    Path(enterprise.logo.path).unlink()

    Enterprise.objects.get().full_clean()


@pytest.mark.parametrize("name", ["logo", "photo"])
def test_a_hostile_file_is_told_by_its_field(name):
    enterprise = EnterpriseFactory.build(photo_text="En bænk.")
    setattr(enterprise, name, upload(SVG, "billede.svg"))

    with pytest.raises(ValidationError) as told:
        enterprise.clean_fields()

    assert list(told.value.message_dict) == [name]


def test_a_pdf_is_accepted_and_can_be_read_again():
    file = upload(PDF, "Referat.PDF", "application/pdf")

    validate_pdf(file)

    assert file.tell() == 0


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (PDF, "referat.html", "Vælg en PDF-fil"),
        (PDF, "referat", "Vælg en PDF-fil"),
        (PDF, "referat.pdf.exe", "Vælg en PDF-fil"),
        (HTML, "referat.pdf", "ikke en PDF"),
        (SVG, "referat.pdf", "ikke en PDF"),
        (b"", "referat.pdf", "ikke en PDF"),
        (b"%PDF", "referat.pdf", "ikke en PDF"),
        (b"\n" + PDF, "referat.pdf", "ikke en PDF"),
        (picture("GIF", "P") + PDF, "referat.pdf", "ikke en PDF"),
        (PDF + b"\0" * MAX_PDF_BYTES, "referat.pdf", "15 MB"),
    ],
    ids=[
        *("html-name", "no-ending", "double-ending", "html", "svg", "empty"),
        *("half-head", "late-head", "gif-polyglot", "too-large"),
    ],
)
def test_what_is_no_pdf_is_told_what_to_do(content, name, told):
    with pytest.raises(ValidationError, match=told):
        validate_pdf(upload(content, name, "application/pdf"))


@pytest.mark.django_db
def test_a_saved_pdf_has_a_random_name():
    material = EventMaterialFactory(file=upload(PDF, "../Løn til Søren.pdf"))

    assert re.fullmatch(r"network/eventmaterial/[0-9a-f]{32}\.pdf", material.file.name)


def test_two_files_never_get_the_same_name():
    row = EnterpriseFactory.build()

    assert random_path(row, "a.png") != random_path(row, "a.png")
