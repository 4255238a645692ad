"""Files that people upload: checked, re-encoded and stored under random names."""

import io
import secrets
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_IMAGE_BYTES = 5 * 1024 * 1024
MAX_IMAGE_PIXELS = 25_000_000
MAX_PDF_BYTES = 15 * 1024 * 1024
IMAGE_FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
BAD_IMAGE = "Billedet kan ikke læses. Vælg et billede i formatet JPEG, PNG eller WebP."


def random_path(instance: models.Model, filename: str) -> str:
    """Store under a name nobody can guess; the ending is the only thing kept."""
    meta = instance._meta
    ending = PurePath(filename).suffix.lower()
    return f"{meta.app_label}/{meta.model_name}/{secrets.token_hex(16)}{ending}"


def is_stored(upload: UploadedFile) -> bool:
    """Tell whether a file was checked when it came and lies in the store since.

    A record is then valid without its files being opened, also where one is missing.
    """
    return bool(getattr(upload, "_committed", False))


def validate_pdf(upload: UploadedFile) -> None:
    """Accept only PDF documents of at most 15 MB.

    Raises:
        ValidationError: too large, another ending, or not a PDF inside.
    """
    if is_stored(upload):
        return
    if not (upload.name or "").lower().endswith(".pdf"):
        raise ValidationError("Vælg en PDF-fil.", code="type")
    if (upload.size or 0) > MAX_PDF_BYTES:
        raise ValidationError("Filen må højst fylde 15 MB.", code="size")
    upload.seek(0)
    head = upload.read(5)
    upload.seek(0)
    if head != b"%PDF-":
        raise ValidationError("Filen er ikke en PDF. Vælg en anden fil.", code="type")


def validate_image(upload: UploadedFile) -> None:
    """Accept only whole JPEG, PNG and WebP images of a sane size.

    Raises:
        ValidationError: too large in bytes or pixels, another format, or broken.
    """
    if is_stored(upload):
        return
    if (upload.size or 0) > MAX_IMAGE_BYTES:
        raise ValidationError("Billedet må højst fylde 5 MB.", code="size")
    try:
        upload.seek(0)
        with Image.open(upload, formats=list(IMAGE_FORMATS)) as image:
            if image.width * image.height > MAX_IMAGE_PIXELS:
                raise ValidationError(
                    "Billedet er for stort. Det må højst have 25 millioner punkter.",
                    code="pixels",
                )
            image.load()
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise ValidationError(BAD_IMAGE, code="type") from error
    finally:
        upload.seek(0)


def reencoded(upload: UploadedFile) -> ContentFile:
    """Return the picture written anew, so that nothing but the picture remains.

    Place, camera and anything hidden behind the picture are gone; it stands the way
    the camera was held.
    """
    upload.seek(0)
    with Image.open(upload, formats=list(IMAGE_FORMATS)) as image:
        form = image.format or "PNG"
        upright = ImageOps.exif_transpose(image)
        if upright.mode in ("P", "CMYK") or "transparency" in upright.info:
            # The pixels alone would lose the palette and what is clear, and browsers
            # do not agree on the colours of print.
            has_clear_parts = upright.has_transparency_data
            upright = upright.convert("RGBA" if has_clear_parts else "RGB")
        plain = Image.new(upright.mode, upright.size)
        plain.paste(upright)
        buffer = io.BytesIO()
        plain.save(buffer, format=form)
    return ContentFile(buffer.getvalue(), name=f"billede.{IMAGE_FORMATS[form]}")


class PictureField(models.ImageField):
    """An image that is checked by its content and re-encoded when it is saved."""

    default_validators = [validate_image]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Store under a random name."""
        kwargs.setdefault("upload_to", random_path)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> object:
        """Re-encode a new upload before it is stored."""
        file = getattr(model_instance, self.attname)
        if file and not file._committed:
            clean = reencoded(file.file)
            file.save(clean.name, clean, save=False)
        return super().pre_save(model_instance, add)


class PdfField(models.FileField):
    """A PDF document, checked by its content."""

    default_validators = [validate_pdf]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Store under a random name."""
        kwargs.setdefault("upload_to", random_path)
        super().__init__(*args, **kwargs)
