"""Answers that hand out uploaded files, harmless even if one of them is hostile."""

from pathlib import PurePath

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404
from django.utils.http import http_date

# By the ending of the stored name, which follows what the file was found to be.
CONTENT_TYPES = {
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".pdf": "application/pdf",
}
LONGEST_NAME = 120


def display_name(name: str, ending: str) -> str:
    """Make a name that every system can save under, with the file's true ending.

    Letters, digits, spaces and a few signs stay; path separators, quotation marks
    and control characters become a hyphen.
    """
    kept = "".join(c if c.isalnum() or c in " ._()–-" else "-" for c in name)
    kept = kept.strip(" .-")
    stem = kept[: -len(ending)] if kept.lower().endswith(ending) else kept
    return f"{stem[:LONGEST_NAME].strip() or 'fil'}{ending}"


def upload_response(file: FieldFile, *, filename: str, inline: bool) -> FileResponse:
    """Hand out one uploaded file under a name for people.

    The view asks first whether the reader may have it. The browser gets it in a
    sandbox that runs nothing, never guesses its type and asks again before it uses
    a copy, so that what is withdrawn is gone at once.

    Args:
        file: the field's file.
        filename: the name to save it under; the ending follows the file (RFC 6266).
        inline: show it in the page. A PDF is always saved instead.

    Raises:
        Http404: there is no such file.
    """
    if not file:
        raise Http404("Intet er lagt op her.")
    stored_name = str(file.name)
    ending = PurePath(stored_name).suffix.lower()
    content_type = CONTENT_TYPES.get(ending, "application/octet-stream")
    try:
        handle = file.storage.open(stored_name, "rb")
        modified = file.storage.get_modified_time(stored_name)
    except FileNotFoundError as missing:
        raise Http404("Filen mangler.") from missing
    return FileResponse(
        handle,
        as_attachment=not (inline and content_type.startswith("image/")),
        filename=display_name(filename, ending),
        content_type=content_type,
        headers={
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-cache",
            "Last-Modified": http_date(modified.timestamp()),
        },
    )
