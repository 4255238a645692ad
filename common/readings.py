"""How often one visitor may read what costs much: searches, files.

    SEARCHES = Readings("search", "SEARCHES_PER_MINUTE")

    if refusal := SEARCHES.refuse(request):
        ...

Whoever reads as people do costs the database nothing: each process gives away a small
share of the allowance by itself. What goes beyond is counted across all processes, by
`common.limits`; the shares and that together are never more than the allowance. A
visitor whom one process alone serves is refused somewhat earlier.
"""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from . import limits

MINUTE = timedelta(minutes=1)
# A process remembers no more visitors than this; those who were quiet longest go first.
MOST_VISITORS = 10_000


class Readings:
    """An allowance of readings a minute for each visitor.

    Attributes:
        name: what is counted.
        setting: names the setting that says how many; 0 is no limit.
    """

    def __init__(self, name: str, setting: str) -> None:
        """Begin with nobody."""
        self.name = name
        self.setting = setting
        self._moments: dict[int, list[float]] = {}
        self._lock = threading.Lock()

    def refuse(self, request: HttpRequest) -> limits.Refusal | None:
        """Count one more, or say when to come again; what is refused does not count."""
        most: int = getattr(settings, self.setting)
        if not most:
            return None
        visitor = limits.client_ip(request)
        share = most // (4 * settings.WORKERS)
        if self._is_within(share, visitor):
            return None
        rest = most - share * settings.WORKERS
        return limits.refuse(self.name, ip=visitor, most=rest, within=MINUTE)

    def forget(self) -> None:
        """Begin anew, for tests."""
        with self._lock:
            self._moments.clear()

    def _is_within(self, share: int, visitor: str) -> bool:
        # Salted anew in each process, and gone in a minute or with it.
        key, now = hash((self.name, visitor)), time.monotonic()
        with self._lock:
            since = now - MINUTE.total_seconds()
            moments = [at for at in self._moments.pop(key, []) if at > since]
            self._moments[key] = moments
            if len(self._moments) > MOST_VISITORS:
                del self._moments[next(iter(self._moments))]
            if len(moments) >= share:
                return False
            moments.append(now)
            return True


SEARCHES = Readings("search", "SEARCHES_PER_MINUTE")
EXPORTS = Readings("export", "EXPORTS_PER_MINUTE")


def export(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Let one visitor fetch only so many files a minute."""

    @wraps(view)
    def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if refusal := EXPORTS.refuse(request):
            return too_many(request, refusal, "too_many_files.html", {})
        return view(request, *args, **kwargs)

    return counted


def too_many(
    request: HttpRequest,
    refusal: limits.Refusal,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Say when to come again, on a page that is kept by nobody."""
    response = render(request, template, {"refusal": refusal, **context}, status=429)
    response.headers["Retry-After"] = str(refusal.retry_after)
    response.headers["Cache-Control"] = "private, no-store"
    return response
