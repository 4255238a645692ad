"""What is new in the registry and the programme: the newest dated facts, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from heapq import nlargest

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format

from enterprises.models import Enterprise, RsvStatus
from strategy.models import AwardYear, Evaluation, Strategy

DECIDED = (Strategy.Status.ADOPTED, Strategy.Status.SUPERSEDED)


@dataclass(frozen=True)
class NewsItem:
    """One dated fact: "Pakkeriet er blevet RSV-registreret", 12 October 2026."""

    day: date
    name: str
    text: str
    url: str
    is_example: bool


def newest(number: int, on: date) -> list[NewsItem]:
    """Return the newest public facts up to a day, the newest first."""
    found = [
        *_registered(number, on),
        *_established(number, on),
        *_evaluated(number, on),
        *_awarded(number, on),
        *_decided_or_heard(on),
    ]
    return nlargest(number, found, key=lambda item: item.day)


def _registered(number: int, on: date) -> Iterator[NewsItem]:
    # Only those that still are: the term is protected by law.
    registered = Enterprise.objects.published().in_rsv_status(
        RsvStatus.Status.REGISTERED, on
    )
    rows = (
        RsvStatus.objects.registered_rows()
        .until(on)
        .filter(enterprise__in=registered)
        .select_related("enterprise")[:number]
    )
    for row in rows:
        yield _about(row.enterprise, row.effective_date, "er blevet RSV-registreret")


def _established(number: int, on: date) -> Iterator[NewsItem]:
    enterprises = (
        Enterprise.objects.published()
        .established(on)
        .order_by("-established_date", "pk")[:number]
    )
    for enterprise in enterprises:
        assert enterprise.established_date is not None
        yield _about(enterprise, enterprise.established_date, "er etableret")


def _about(enterprise: Enterprise, day: date, text: str) -> NewsItem:
    return NewsItem(
        day, enterprise.name, text, enterprise.get_absolute_url(), enterprise.is_example
    )


def _evaluated(number: int, on: date) -> Iterator[NewsItem]:
    # By the committee's day: when a row was made public here may be years later.
    evaluations = (
        Evaluation.objects.published()
        .filter(meeting_date__lte=on)
        .select_related("strategy")
        .order_by("-meeting_date", "pk")[:number]
    )
    for evaluation in evaluations:
        assert evaluation.meeting_date is not None
        yield NewsItem(
            evaluation.meeting_date,
            f"Evalueringen for {evaluation.year}",
            f"er behandlet i {evaluation.committee}",
            evaluation.get_absolute_url(),
            evaluation.strategy.is_example,
        )


def _awarded(number: int, on: date) -> Iterator[NewsItem]:
    years = (
        AwardYear.objects.published()
        .filter(ceremony_date__lte=on)
        .order_by("-ceremony_date", "pk")[:number]
    )
    for award_year in years:
        assert award_year.ceremony_date is not None
        yield NewsItem(
            award_year.ceremony_date,
            str(award_year),
            "er uddelt",
            reverse("strategy:award"),
            award_year.is_example,
        )


def _decided_or_heard(on: date) -> Iterator[NewsItem]:
    strategies = Strategy.objects.published().filter(
        Q(status__in=DECIDED, adopted_date__lte=on)
        | Q(pk__in=Strategy.objects.in_hearing(on).values("pk"))
    )
    for strategy in strategies.order_by("pk"):
        if strategy.is_locked:
            assert strategy.adopted_date is not None
            day, text = strategy.adopted_date, "er vedtaget"
        else:
            assert strategy.hearing_start_date and strategy.hearing_end_date
            day = strategy.hearing_start_date
            last = date_format(strategy.hearing_end_date, "j. F")
            text = f"er i høring til og med {last}"
        yield NewsItem(
            day, strategy.title, text, strategy.get_absolute_url(), strategy.is_example
        )
