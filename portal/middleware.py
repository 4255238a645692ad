"""What every answer carries, and what no request may ask."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]

ALLOWED_METHODS = ("GET", "HEAD", "POST", "OPTIONS")

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "payment",
        "usb",
    )
)


def response_headers(get_response: GetResponse) -> GetResponse:
    """Set the headers that Django's own middleware does not set.

    Pages under `PRIVATE_PATHS` are also kept from caches and search engines. Their
    referrer stays on the site; "no-referrer" would break forms guarded against CSRF.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        headers = response.headers
        # Django's pages for debugging are drawn with inline styles.
        if not (settings.DEBUG and response.status_code in (404, 500)):
            headers.setdefault(
                "Content-Security-Policy", settings.CONTENT_SECURITY_POLICY
            )
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["Permissions-Policy"] = PERMISSIONS_POLICY
        if request.path_info.startswith(settings.PRIVATE_PATHS):
            headers["Cache-Control"] = "private, no-store"
            if headers.get("Referrer-Policy") == settings.SECURE_REFERRER_POLICY:
                headers["Referrer-Policy"] = "same-origin"
            headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return middleware


def allowed_methods(get_response: GetResponse) -> GetResponse:
    """Refuse methods that no page needs; Django's function views answer even TRACE."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method not in ALLOWED_METHODS:
            return HttpResponseNotAllowed(ALLOWED_METHODS)
        return get_response(request)

    return middleware


def plain_questions(get_response: GetResponse) -> GetResponse:
    """Refuse the character NUL in a question to the admin: nobody types it.

    PostgreSQL cannot be asked about it, and Django's lists and searches do not look.
    Public pages leave it out themselves and say so.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        is_admin = request.path_info.startswith("/admin/")
        if is_admin and "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in the query string.")
        return get_response(request)

    return middleware
