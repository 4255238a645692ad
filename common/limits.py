"""How often one visitor or one address may do something, counted across all workers.

    if refusal := limits.refuse(
        "correction", ip=limits.client_ip(request), most=5, within=HOUR
    ):
        return limits.answer(request, refusal, form, "template.html", context)

The window slides: never more than ``most`` within any ``within``. Who it was is kept
only as a keyed hash that changes every day, and for at most two days.
"""

import ipaddress
import json
import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac

HOUR = timedelta(hours=1)
# Nothing counts for longer.
LONGEST = timedelta(days=1)


class Counter(models.Model):
    """How often somebody did something lately; `settings.LIMITS_MODEL` is the table."""

    # Never who it was: a hash of it, under a key of that day.
    key = models.CharField("nøgle", max_length=64, unique=True)
    # The moments that count, as seconds since 1970.
    moments = models.JSONField("tidspunkter", default=list)
    delete_at = models.DateTimeField("slettes")

    class Meta:
        abstract = True


@dataclass(frozen=True)
class Refusal:
    """Somebody has done it too often, and may again at a moment."""

    again_at: datetime

    @property
    def retry_after(self) -> int:
        """Whole seconds to wait, at least one."""
        return max(1, math.ceil((self.again_at - timezone.now()).total_seconds()))

    @property
    def when(self) -> str:
        """When to try again, to the minute in which it surely works."""
        then = timezone.localtime(self.again_at + timedelta(minutes=1))
        day = "" if then.date() == timezone.localdate() else "i morgen "
        return f"{day}klokken {then:%H.%M}"

    def __str__(self) -> str:
        """Say when to try again."""
        return (
            "Formularen er sendt for mange gange på kort tid. Det, du har skrevet, "
            f"står her stadig. Prøv igen {self.when}."
        )


def refuse(name: str, *, most: int, within: timedelta, **who: Any) -> Refusal | None:
    """Count one more, or say why not; what is refused does not count.

    Its own transaction, so that what is counted stays counted: call it outside of any.

    Args:
        name: what is done, as "correction".
        most: how often it may be done.
        within: in how long a time, at most a day.
        who: who does it, as ``ip=…`` or ``address=…``; several are one together.
    """
    with transaction.atomic(durable=True):
        return refuse_along(name, Limit(most, within, who))


@dataclass(frozen=True)
class Limit:
    """How often somebody may do something; the attributes are as for `refuse`."""

    most: int
    within: timedelta
    who: dict[str, Any]

    def lately(self, moments: list[float], now: datetime) -> list[float]:
        """Return the moments that still count, the oldest first."""
        since = (now - self.within).timestamp()
        return sorted(moment for moment in moments if moment > since)


def refuse_along(name: str, *allowed: Limit) -> Refusal | None:
    """Count in the transaction of what is counted, so that both stay or neither.

    Several limits are looked at together, and what one of them refuses counts for none.
    This is for what comes in rushes: a transaction of its own has the disk to wait for,
    and each question its price. Call it before anything else is locked.
    """
    if any(limit.within > LONGEST for limit in allowed):
        raise ValueError("Nobody is remembered longer than a day.")
    now = timezone.now()
    today = timezone.localdate(now)
    ours = [_key(today, name, limit.who) for limit in allowed]
    yesterdays = [_key(today - timedelta(days=1), name, limit.who) for limit in allowed]
    found = _locked(
        {key: now + limit.within for key, limit in zip(ours, allowed, strict=True)},
        yesterdays,
    )
    for key, former, limit in zip(ours, yesterdays, allowed, strict=True):
        rows = [found[one] for one in (key, former) if one in found]
        moments = limit.lately([one for row in rows for one in row.moments], now)
        if len(moments) >= limit.most:
            oldest = moments[len(moments) - limit.most]
            again_at = datetime.fromtimestamp(oldest, now.tzinfo) + limit.within
            return Refusal(again_at)
    for key, limit in zip(ours, allowed, strict=True):
        counter = found[key]
        counter.moments = [*limit.lately(counter.moments, now), now.timestamp()]
        counter.delete_at = now + limit.within
        counter.save(update_fields=["moments", "delete_at"])
    return None


def _locked(ours: dict[str, datetime], yesterdays: list[str]) -> dict[str, Any]:
    """Make today's rows where they are missing, and lock them and yesterday's.

    Made and locked in one order, so that nobody waits for who waits for them; SQLite
    has let in one writer at a time already.
    """
    counters = _counters()
    counters.bulk_create(
        [counters.model(key=key, delete_at=at) for key, at in sorted(ours.items())],
        ignore_conflicts=True,
    )
    rows = counters.select_for_update().filter(key__in=[*ours, *yesterdays])
    return {row.key: row for row in rows.order_by("key")}


def forgive(name: str, **who: Any) -> None:
    """Take back the latest count of today, where only what failed should count."""
    ours = _key(timezone.localdate(), name, who)
    with transaction.atomic():
        counter = _counters().select_for_update().filter(key=ours).first()
        if counter is not None:
            counter.moments = counter.moments[:-1]
            counter.save(update_fields=["moments"])


def answer(
    request: HttpRequest,
    refusal: Refusal,
    form: BaseForm,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Show the page of a form again, with everything typed and when to try again."""
    form.add_error(None, str(refusal))
    response = render(request, template, {"form": form, **context}, status=429)
    response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def client_ip(request: HttpRequest) -> str:
    """Return whose request it is, as far as one trusted proxy can tell.

    Only the last entry counts, which our own proxy wrote; what a visitor claims stands
    before it. An IPv6 visitor owns a whole /64, and is counted as that.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    trusted = settings.TRUSTED_PROXY
    if peer in trusted or "*" in trusted:
        said = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        return _network(said) or _network(peer)
    return _network(peer)


def delete_expired(now: datetime) -> int:
    """Forget what counts for nothing any more, and say how much that was."""
    return expired(now).delete()[0]


def expired(now: datetime) -> models.QuerySet[Any]:
    """Return the counters of other days; nobody is about to count on in one of them."""
    return _counters().filter(delete_at__lte=now - LONGEST)


def _network(text: str) -> str:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address.packed, 64), strict=False))
    return str(address)


def _key(day: date, name: str, who: dict[str, Any]) -> str:
    what = json.dumps([name, sorted((key, str(value)) for key, value in who.items())])
    return salted_hmac(f"limits {day}", what, algorithm="sha256").hexdigest()


def _counters() -> models.QuerySet[Any]:
    model = apps.get_model(settings.LIMITS_MODEL)
    return model._default_manager.all()
