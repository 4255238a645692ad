"""What in the RSV histories is certainly wrong or too old, told to the editor.

The title is protected by law (Act no. 711 of 25 June 2014), so the portal says aloud
when what it shows cannot be right. It reports and never corrects.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.utils.formats import date_format

from .models import Enterprise, RsvStatus
from .models.enterprise import EnterpriseQuerySet

Status = RsvStatus.Status
# How long one look into the register is good for.
CHECK_LASTS = timedelta(days=365)


@dataclass(frozen=True)
class Rule:
    """Something that cannot be right: which enterprises, and what to do about it.

    The condition sees ``rsv_status`` and ``rsv_checked_date`` of the day asked about;
    the sentence is Danish.
    """

    key: str
    condition: Callable[[date], Q | Exists]
    sentence: Callable[[Any], str]


def _in_words(day: date) -> str:
    return date_format(day, "j. F Y")


def _broken_history(on: date) -> Exists:
    """Find a step that its predecessor rules out.

    Only what was registered can be deregistered, and nobody is refused while
    registered. What an enterprise considers or applies for rules nothing out.
    """
    decided = (Status.REGISTERED, Status.DEREGISTERED, Status.REFUSED)
    before = RsvStatus.objects.filter(
        enterprise=OuterRef("enterprise"),
        effective_date__lt=OuterRef("effective_date"),
        status__in=decided,
    ).order_by("-effective_date")
    steps = RsvStatus.objects.filter(
        enterprise=OuterRef("pk"), effective_date__lte=on
    ).annotate(before=Subquery(before.values("status")[:1]))
    return Exists(
        steps.filter(
            Q(status=Status.DEREGISTERED)
            & (Q(before__isnull=True) | ~Q(before=Status.REGISTERED))
            | Q(status=Status.REFUSED, before=Status.REGISTERED)
        )
    )


RULES = (
    Rule(
        "lukket",
        lambda on: Q(rsv_status=Status.REGISTERED, closed_date__lte=on),
        lambda row: (
            f"Står som RSV-registreret, men lukkede {_in_words(row.closed_date)}. "
            "Tilføj den dag, den blev afregistreret."
        ),
    ),
    Rule(
        "form",
        lambda on: Q(
            rsv_status=Status.REGISTERED,
            legal_form__in=Enterprise.NOT_ELIGIBLE_FOR_RSV,
        ),
        lambda row: (
            f"Står som RSV-registreret, men er “{row.get_legal_form_display()}”. Det "
            "kan den ikke være (RSV-loven § 4). Ret formen eller status."
        ),
    ),
    Rule(
        "kontrol",
        lambda on: Q(
            rsv_status=Status.REGISTERED, rsv_checked_date__lt=on - CHECK_LASTS
        ),
        lambda row: (
            f"Sidst kontrolleret {_in_words(row.rsv_checked_date)}, for over et år "
            "siden. Slå op i registret, og notér det."
        ),
    ),
    Rule(
        "historik",
        _broken_history,
        lambda row: (
            "Historikken hænger ikke sammen: der mangler et trin før en afregistrering "
            "eller mellem en registrering og et afslag."
        ),
    ),
)


def with_findings(enterprises: EnterpriseQuerySet, on: date) -> EnterpriseQuerySet:
    """Keep enterprises that break a rule; `sentences` tells which."""
    latest = RsvStatus.objects.filter(
        enterprise=OuterRef("pk"), effective_date__lte=on
    ).order_by("-effective_date")
    return (
        enterprises.with_rsv_status(on)
        .annotate(rsv_checked_date=Subquery(latest.values("checked_date")[:1]))
        .annotate(**{_flag(rule): _is_broken(rule, on) for rule in RULES})
        .filter(Q(*((_flag(rule), True) for rule in RULES), _connector=Q.OR))
    )


def sentences(enterprise: Enterprise) -> list[tuple[Rule, str]]:
    """Return the rules that an enterprise from `with_findings` breaks, in words."""
    return [
        (rule, rule.sentence(enterprise))
        for rule in RULES
        if getattr(enterprise, _flag(rule))
    ]


def findings(enterprise: Enterprise, on: date) -> list[str]:
    """Return what is wrong with one enterprise on a day, in words."""
    found = with_findings(Enterprise.objects.filter(pk=enterprise.pk), on).first()
    return [words for _, words in sentences(found)] if found else []


def _flag(rule: Rule) -> str:
    return f"rsv_breaks_{rule.key}"


def _is_broken(rule: Rule, on: date) -> Case:
    return Case(
        When(rule.condition(on), then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
