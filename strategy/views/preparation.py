"""The board's own pages before a meeting. Strangers find nothing here."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from common.downloads import upload_response
from common.publication import PublicationState
from common.responses import SeeOther, form_methods
from strategy import drafts
from strategy.access import may_answer, may_prepare
from strategy.models import (
    BoardMeeting,
    DraftReading,
    MeetingPaper,
    Remark,
    Strategy,
)
from strategy.remark_forms import RemarkForm

from .shared import SECTION

NEWEST_MEETINGS = 5


def for_the_board(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Answer everybody else as if there were no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_prepare(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@for_the_board
@require_safe
def preparation(request: HttpRequest) -> HttpResponse:
    """Show the next meeting with its papers, and the drafts with what is new."""
    today = timezone.localdate()
    meetings = BoardMeeting.objects.exclude(
        publication_state=PublicationState.WITHDRAWN
    ).prefetch_related("papers")
    readings = {
        reading.strategy_id: reading
        for reading in DraftReading.objects.filter(user=request.user.pk)
    }
    found = []
    for strategy in drafts.with_texts(drafts.drafts()):
        seen = drafts.draft_for(readings.get(strategy.pk), strategy)
        found.append(
            {
                "strategy": strategy,
                "read_at": seen.read_at,
                "news": seen.news_in_words,
                "answered": sum(
                    1
                    for remark in strategy.remarks.all()
                    if remark.author_id == request.user.pk
                    and remark.answered_at
                    and (seen.read_at is None or remark.answered_at > seen.read_at)
                ),
            }
        )
    context = {
        "meeting": meetings.filter(date__gte=today).order_by("date", "pk").first(),
        "later": meetings.filter(date__gte=today).order_by("date", "pk")[1:3],
        "earlier": meetings.filter(date__lt=today).order_by("-date")[:NEWEST_MEETINGS],
        "drafts": found,
        "may_answer": may_answer(request.user),
        **SECTION,
    }
    return render(request, "strategy/board/preparation.html", context)


def draft_of(slug: str) -> Strategy:
    """Find a draft with its texts and remarks."""
    return get_object_or_404(drafts.with_texts(drafts.drafts()), slug=slug)


@for_the_board
@require_safe
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a draft with what changed since the reader last read it, and remarks."""
    return _draft_page(request, draft_of(slug))


@for_the_board
@require_POST
def draft_read(request: HttpRequest, slug: str) -> HttpResponse:
    """Note that the reader has read it all, unless it changed before their eyes."""
    strategy = draft_of(slug)
    try:
        drafts.mark_read(request.user, strategy, request.POST.get("shown", ""))
    except drafts.Refused as refused:
        return _draft_page(request, strategy, refused=refused)
    return SeeOther(reverse("strategy:preparation"))


def _draft_page(
    request: HttpRequest, strategy: Strategy, refused: drafts.Refused | None = None
) -> HttpResponse:
    seen = drafts.draft_for(drafts.reading_of(request.user, strategy), strategy)
    contents = [
        {"id": section.row.anchor, "title": section.part.heading}
        for section in seen.sections
    ]
    if seen.goals:
        contents.append({"id": "strategiens-maal", "title": "Mål"})
    if seen.gone:
        contents.append({"id": "taget-ud", "title": "Taget ud"})
    contents.append({"id": "det-hele", "title": "Om det hele"})
    context = {
        "strategy": strategy,
        "seen": seen,
        "refused": refused,
        "general": [r for r in strategy.remarks.all() if r.section_id is None],
        "contents": contents,
        "may_answer": may_answer(request.user),
        **SECTION,
    }
    return render(request, "strategy/board/draft.html", context)


@for_the_board
@form_methods
def remark(request: HttpRequest, slug: str, anchor: str | None = None) -> HttpResponse:
    """Take a remark to a section, or to the whole."""
    strategy = drafts.with_texts(drafts.drafts()).filter(slug=slug).first()
    if strategy is None:
        return _gone(request, strategy)
    section = strategy.sections.filter(anchor=anchor).first() if anchor else None
    if anchor and section is None:
        return _gone(request, strategy)
    form = RemarkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        drafts.remark(
            author=request.user,
            strategy=strategy,
            section=section,
            text=form.cleaned_data["text"],
            sending_key=form.sending_key,
        )
        place = section.anchor if section else "det-hele"
        return SeeOther(f"{reverse('strategy:draft', args=[slug])}#{place}")
    context = {
        "form": form,
        "strategy": strategy,
        "part": section,
        "signature": drafts.signature(request.user),
        "others": Remark.objects.filter(strategy=strategy, section=section),
        **SECTION,
    }
    return render(request, "strategy/board/remark.html", context)


@for_the_board
@form_methods
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let somebody take back what they wrote, after asking once more."""
    strategy = draft_of(slug)
    remark = get_object_or_404(strategy.remarks, pk=pk, author=request.user.pk)
    place = remark.section.anchor if remark.section else "det-hele"
    refused = None
    if request.method == "POST":
        try:
            drafts.withdraw(remark)
        except drafts.Refused as refusal:
            refused = refusal
        else:
            return SeeOther(f"{reverse('strategy:draft', args=[slug])}#{place}")
    context = {
        "strategy": strategy,
        "remark": remark,
        "place": place,
        "refused": refused,
        **SECTION,
    }
    return render(request, "strategy/board/withdraw.html", context)


def _gone(request: HttpRequest, strategy: Strategy | None) -> HttpResponse:
    """Give back what was written of something that went away meanwhile.

    Raises:
        Http404: nothing was written.
    """
    text = request.POST.get("text", "")
    if not text:
        raise Http404
    context = {"strategy": strategy, "text": text, **SECTION}
    return render(request, "strategy/board/gone.html", context, status=409)


@for_the_board
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a paper to those who meet about it."""
    papers = MeetingPaper.objects.exclude(
        meeting__publication_state=PublicationState.WITHDRAWN
    )
    found = get_object_or_404(papers, pk=pk)
    return upload_response(found.file, filename=found.title, inline=False)
