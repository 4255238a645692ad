"""Answers that several apps give."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

# The page of a form is read, or sent; nothing else.
form_methods = require_http_methods(["GET", "HEAD", "POST"])


class SeeOther(HttpResponseRedirect):
    """Lead on after a form, so that going back never sends it twice."""

    status_code = 303


def for_one_reader(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Keep the page of a form from caches and search engines."""

    @wraps(view)
    def kept(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(*args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return kept


def behind_a_link(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Keep a page whose address is a secret, and tell its address to nobody.

    Not even this site's own log of referrers learns it.
    """

    @wraps(view)
    def kept(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response = for_one_reader(view)(*args, **kwargs)
        response.headers["Referrer-Policy"] = "strict-origin"
        return response

    return kept
