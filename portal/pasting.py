"""Cleans what an editor pastes, before it stands in her text."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from common.richtext import clean

#: Far above a strategy of 60 pages, which is a third of a megabyte.
MAX_BYTES = 3_000_000
TOO_MUCH = "Det er for meget på én gang. Sæt teksten ind i mindre stykker."


@require_POST
def tidy_pasted(request: HttpRequest) -> HttpResponse:
    """Return the pasted text in the portal's own marks."""
    pasted = request.FILES.get("html")
    first_note = request.POST.get("first_note", "1")
    if pasted is None or not (first_note.isascii() and first_note.isdigit()):
        return _plain("Der var ingen tekst at sætte ind.", status=400)
    if (pasted.size or 0) > MAX_BYTES:
        return _plain(TOO_MUCH, status=413)
    html = pasted.read().decode("utf-8", errors="replace")
    return _plain(clean(html, min(max(int(first_note[:4]), 1), 999)))


def _plain(text: str, status: int = 200) -> HttpResponse:
    """Answer with text that no browser takes for a page."""
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
