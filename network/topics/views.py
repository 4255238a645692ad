"""What members have on their mind: list, page, suggestion and support."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.debug import (
    sensitive_post_parameters,
    sensitive_variables,
)
from django.views.decorators.http import require_safe

from common.personal_links import opened_by
from common.responses import SeeOther, behind_a_link, for_one_reader, form_methods
from common.sendings import take

from ..models import Event, Topic, TopicSuggestion, TopicSupport
from ..models.topic import TopicQuerySet
from . import suggestions, support
from .forms import SuggestionForm, SupportForm

SECTION = {"section": "netvaerk"}
PER_PAGE = 20
SUPPORTS_PER_HOUR = 10

# How topics are sorted: what the address says, what the reader reads.
ORDERS = {
    "stoette": ("Flest støtter", ["-supporters", "-created_at", "-pk"]),
    "nyeste": ("Nyeste", ["-created_at", "-pk"]),
}
# Which topics are shown.
PARTS = {"aabne": "Åbne", "slut": "Afsluttede", "alle": "Alle"}


def public_topics() -> TopicQuerySet:
    """Return what a list or a page shows: with support, source and public event."""
    return (
        Topic.objects.published()
        .with_support()
        .select_related("source")
        .prefetch_related(Prefetch("event", Event.objects.published()))
    )


# /netvaerk/emner/


@require_safe
def topic_list(request: HttpRequest) -> HttpResponse:
    """Show what is on members' mind; what is unknown in the address is left out."""
    order = _one_of(ORDERS, request.GET.get("sortering"))
    part = _one_of(PARTS, request.GET.get("vis"))
    now = timezone.now()
    rows = public_topics()
    if part == "aabne":
        rows = rows.open(now)
    elif part == "slut":
        rows = rows.over(now)
    page = Paginator(rows.order_by(*ORDERS[order][1]), PER_PAGE)
    labels = {key: words for key, (words, _) in ORDERS.items()}
    context = {
        **SECTION,
        "topics": page.get_page(request.GET.get("side")),
        "part": part,
        "parts": [
            Choice(label, _address(key, order), current=key == part)
            for key, label in PARTS.items()
        ],
        "orders": [
            Choice(label, _address(part, key), current=key == order)
            for key, label in labels.items()
        ],
    }
    return render(request, "network/topics/list.html", context)


@dataclass(frozen=True)
class Choice:
    """A link to the same list, chosen or sorted otherwise."""

    label: str
    url: str
    current: bool


def _one_of(known: dict[str, Any], asked: str | None) -> str:
    return asked if asked in known else next(iter(known))


def _address(part: str, order: str) -> str:
    """Return the address of a list; what goes without saying is left out."""
    chosen = {"vis": part, "sortering": order}
    usual = {"vis": _one_of(PARTS, None), "sortering": _one_of(ORDERS, None)}
    query = urlencode(
        {key: value for key, value in chosen.items() if usual[key] != value}
    )
    return reverse("network:topics") + (f"?{query}" if query else "")


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one topic, what was answered and what has become of it."""
    found = get_object_or_404(public_topics(), slug=slug)
    context = {**SECTION, "topic": found, "history": _history_of(found)}
    return render(request, "network/topics/page.html", context)


def _history_of(topic: Topic) -> list[dict[str, Any]]:
    """Tell what happened to a topic, the latest first; nothing without a day."""
    event = topic.public_event
    meeting = {"url": event.get_absolute_url(), "link": event.title} if event else {}
    steps: list[tuple[datetime, dict[str, Any]]] = []
    steps.append((topic.created_at, {"title": "Foreslået"}))
    if topic.answered_at:
        steps.append((topic.answered_at, {"title": "Besvaret"}))
    if topic.planned_at:
        note = "Mødet er siden aflyst." if topic.is_called_off else ""
        planned = {"title": "Sat på programmet", "note": note, **meeting}
        steps.append((topic.planned_at, planned))
    if event is not None and topic.is_held:
        steps.append((event.starts_at, {"title": "Taget op på mødet", **meeting}))
    if topic.closed_at:
        steps.append((topic.closed_at, {"title": "Lukket"}))
    steps.sort(key=lambda step: step[0], reverse=True)
    return [
        {**words, "day": day, "current": place == 0}
        for place, (day, words) in enumerate(steps)
    ]


# Suggesting a topic


@form_methods
@sensitive_post_parameters()
@for_one_reader
def suggest(request: HttpRequest) -> HttpResponse:
    """Let anybody suggest a topic; the link in a mail sends it to the editor."""
    form = SuggestionForm(request.POST if request.method == "POST" else None)
    return take(
        request,
        form,
        name="topic",
        address="email",
        is_received=suggestions.is_received,
        receive=lambda: suggestions.suggest(**form.suggestion),
        sent_url=reverse("network:topic-suggested"),
        template="network/topics/suggest.html",
        context=SECTION,
    )


@require_safe
@for_one_reader
def suggested(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way, whoever wrote which address."""
    return render(request, "network/topics/suggest_sent.html", SECTION)


@form_methods
@sensitive_variables("token")
@behind_a_link
def suggestion(request: HttpRequest, token: str) -> HttpResponse:
    """Show a suggestion to who made it; only the buttons change anything."""
    row = opened_by(TopicSuggestion.objects.select_related("topic__event"), token)
    if row is None:
        return _dead(request)
    if request.method != "POST":
        topic = row.topic
        context = {
            **SECTION,
            "suggestion": row,
            "topic": topic,
            "is_unseen": topic is not None and suggestions.is_unseen(topic),
        }
        return render(request, "network/topics/suggestion.html", context)
    if "take_back" in request.POST:
        suggestions.take_back(row)
        return SeeOther(reverse("network:forgotten"))
    try:
        suggestions.confirm(row)
    except TopicSuggestion.DoesNotExist:
        return _dead(request)
    return SeeOther(request.path)


# Being for a topic


@form_methods
@sensitive_post_parameters()
@for_one_reader
def support_topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Let anybody be for a topic; known or not, everybody gets the same answer."""
    found = get_object_or_404(public_topics(), slug=slug)
    if not found.is_open:
        # Also whoever was writing while it closed.
        return redirect(found)
    form = SupportForm(request.POST if request.method == "POST" else None)
    return take(
        request,
        form,
        name="support",
        most=SUPPORTS_PER_HOUR,
        address="email",
        is_received=support.is_received,
        receive=lambda: support.ask(topic=found, **form.support),
        sent_url=reverse("network:topic-support-sent", args=[slug]),
        template="network/topics/support.html",
        context={**SECTION, "topic": found},
    )


@require_safe
@for_one_reader
def support_sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that a mail is on its way."""
    found = get_object_or_404(Topic.objects.published(), slug=slug)
    context = {**SECTION, "topic": found}
    return render(request, "network/topics/support_sent.html", context)


@form_methods
@sensitive_variables("token")
@behind_a_link
def supporter(request: HttpRequest, token: str) -> HttpResponse:
    """Show somebody's support to them; only the buttons change anything."""
    rows = TopicSupport.objects.select_related("topic__event")
    row = opened_by(rows, token)
    if row is None:
        return _dead(request)
    if request.method != "POST":
        context = {**SECTION, "support": row, "topic": row.topic}
        return render(request, "network/topics/supporter.html", context)
    if "take_back" in request.POST:
        support.take_back(row)
        return SeeOther(reverse("network:forgotten"))
    try:
        support.confirm(row)
    except TopicSupport.DoesNotExist:
        return _dead(request)
    return SeeOther(request.path)


@require_safe
@for_one_reader
def forgotten(request: HttpRequest) -> HttpResponse:
    """Say that the portal has forgotten who it was."""
    return render(request, "network/topics/forgotten.html", SECTION)


def _dead(request: HttpRequest) -> HttpResponse:
    """Answer every link that opens nothing alike."""
    return render(request, "network/topics/dead.html", SECTION, status=404)
