"""Files that anyone may have."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from common.downloads import upload_response
from strategy.models import (
    AwardYear,
    Document,
    MeetingPaper,
    Strategy,
)


@require_safe
def document_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a public document's file."""
    document = get_object_or_404(Document.objects.published(), pk=pk)
    return upload_response(document.file, filename=document.title, inline=False)


@require_safe
def strategy_document(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Hand out the document attached to a public strategy."""
    strategy = get_object_or_404(Strategy.objects.published(), slug=slug)
    return upload_response(strategy.document, filename=strategy.title, inline=False)


@require_safe
def public_paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a paper for a public meeting."""
    paper = get_object_or_404(MeetingPaper.objects.published(), pk=pk)
    return upload_response(paper.file, filename=paper.title, inline=False)


@require_safe
def award_picture(request: HttpRequest, year: int) -> HttpResponseBase:
    """Show the picture of a public award year."""
    award_year = get_object_or_404(AwardYear.objects.published(), year=year)
    return upload_response(award_year.picture, filename=str(award_year), inline=True)
