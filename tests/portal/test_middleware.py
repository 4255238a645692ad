"""The answers' headers, on pages of every kind. See docs/adr/0007."""

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from tests.enterprises.factories import EnterpriseFactory

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), "
        "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), "
        "usb=()"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def page(request):
    return HttpResponse("page")


def broken(request):
    raise RuntimeError("broken")


def upload(request):
    policy = "default-src 'none'; sandbox"
    return HttpResponse("file", headers={"Content-Security-Policy": policy})


urlpatterns = [
    path("page/", page),
    path("broken/", broken),
    path("upload/", upload),
    path("konto/", page),
    path("", include("portal.urls")),
]

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]

STATIC = "/static/admin/css/base.css"
PUBLIC = {"/page/": 200, "/findes-ikke/": 404, "/broken/": 500, STATIC: 200}
PRIVATE = {"/admin/": 302, "/konto/log-ind/": 200, "/konto/": 200}


def get(address, **extra):
    response = Client(raise_request_exception=False).get(address, **extra)
    # A static file stays open until it has been sent.
    response.close()
    return response


@pytest.mark.parametrize(("address", "status"), (PUBLIC | PRIVATE).items())
def test_every_answer_carries_the_headers(address, status):
    response = get(address)

    assert response.status_code == status
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


def test_refusals_and_redirects_carry_the_headers():
    guarded = Client(enforce_csrf_checks=True)
    answers = {
        403: guarded.post("/page/"),
        405: Client().put("/page/"),
        301: get("/kontakt"),
        302: get("/was"),
    }

    for status, response in answers.items():
        assert response.status_code == status
        assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
        assert response.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_a_bad_request_carries_the_headers():
    response = get("/admin/?a=%00")

    assert response.status_code == 400
    kept = {name: value for name, value in HEADERS.items() if name != "Cache-Control"}
    assert {name: response.headers.get(name) for name in kept} == kept


def test_an_upload_is_shown_in_a_sandbox(client):
    enterprise = EnterpriseFactory(published=True, pictured=True)

    response = client.get(f"{enterprise.get_absolute_url()}logo")

    assert b"".join(response)
    sandboxed = HEADERS | {"Content-Security-Policy": "default-src 'none'; sandbox"}
    assert {name: response.headers.get(name) for name in HEADERS} == sandboxed
    assert response.headers["Cache-Control"] == "no-cache"


def test_a_wrong_host_is_told_so_with_the_same_headers():
    response = get("/page/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_may_be_indexed(address):
    response = get(address)

    assert response.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "X-Robots-Tag" not in response.headers
    assert "no-store" not in response.headers.get("Cache-Control", "")


@pytest.mark.parametrize("address", PRIVATE)
def test_private_pages_are_neither_kept_nor_indexed(address):
    response = get(address)

    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_a_view_may_set_a_stricter_policy():
    response = get("/upload/")

    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_https_only_is_said_over_https(settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True

    secure, plain = get("/page/", secure=True), get("/page/")

    header = "Strict-Transport-Security"
    assert secure.headers[header] == "max-age=31536000; includeSubDomains"
    assert header not in plain.headers


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "TRACK"])
@pytest.mark.parametrize("address", ["/page/", "/konto/log-ind/", STATIC])
def test_other_methods_are_refused(method, address):
    response = Client().generic(method, address)

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, POST, OPTIONS"
    assert response.headers["Content-Security-Policy"] == CSP


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_these_methods_are_answered(method):
    assert Client().generic(method, "/page/").status_code == 200


@pytest.mark.parametrize("address", PUBLIC)
def test_reading_sets_no_cookie(address):
    assert "Set-Cookie" not in get(address).headers


def test_static_files_are_for_this_site_only():
    assert finders.find("admin/css/base.css")

    assert "Access-Control-Allow-Origin" not in get(STATIC).headers


def test_private_paths_are_folders():
    # "/konto" would also match "/kontorer/".
    assert all(path.endswith("/") for path in settings.PRIVATE_PATHS)
