"""A real browser, in which every page must keep the portal's promises."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connection
from django.test.testcases import LiveServerThread
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    sync_playwright,
)

from common import sendings
from tests import chromium
from tests.browser.signing import sign_in

# Playwright keeps an event loop in this thread, from which Django otherwise refuses
# to be called.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Of other hosts it finds none. (To ask Python before every request would take its
    # cache away.)
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test in this folder, so that none is forgotten."""
    here = os.path.dirname(__file__)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)


class Server(ThreadedWSGIServer):
    """A live server that one can wait for.

    Each of its threads lives as long as its connection to the browser. One that still
    answers while the database is emptied, or taken away at the end, fails a test that
    has nothing to do with it.
    """

    daemon_threads = False

    def wait(self) -> None:
        for thread in threading.enumerate():
            if thread.name.endswith("(process_request_thread)"):
                thread.join(timeout=10)


LiveServerThread.server_class = Server


@pytest.fixture(autouse=True)
def send_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let forms be sent at once: test_correction.py waits as the real rule says."""
    monkeypatch.setattr(sendings, "QUICKEST", timedelta(0))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, with whose event loop this thread gets another connection."""
    rows = getattr(connection, "_test_serialized_contents", None)
    with sync_playwright() as playwright:
        if rows is not None:
            connection._test_serialized_contents = rows
        yield playwright


@pytest.fixture(scope="session")
def live_server(playwright, live_server):
    """The live server, started after Playwright, so that tests share its connection."""
    return live_server


@pytest.fixture(scope="session")
def browser(playwright: Playwright, live_server) -> Iterator[Browser]:
    """The installed Chromium, which is closed before the server is."""
    executable = chromium.path()
    if executable is None:
        pytest.skip("no Chromium found")
    browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def page(
    browser: Browser, live_server, django_db_serialized_rollback
) -> Iterator[Page]:
    """A page of the live server; open an address with `page.goto("/…")`.

    The test fails afterwards if anything asked for another host, broke the
    Content-Security-Policy or raised an error in a script. The rows that migrations
    made are there again in every test, although the database is emptied after each:
    a test without this fixture would leave them under other numbers.
    """
    complaints: list[str] = []
    host = urlsplit(live_server.url).netloc

    def only_this_host(request: Request) -> None:
        if urlsplit(request.url).netloc != host:
            complaints.append(f"asked for {request.url}")

    def listen(message: ConsoleMessage) -> None:
        # The browser reports an error page's status the same way as a fault.
        if message.type == "error" and "server responded with" not in message.text:
            complaints.append(message.text)

    context = browser.new_context(
        base_url=live_server.url,
        locale="da-DK",
        viewport={"width": 1280, "height": 800},
    )
    context.on("request", only_this_host)
    page = context.new_page()
    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    # Also those that a test which failed has left.
    for context in browser.contexts:
        context.close()
    live_server.thread.httpd.wait()
    assert complaints == []


@pytest.fixture(scope="session")
def once_loaded() -> Iterator[sqlite3.Connection]:
    """A copy of the database as it is when the example data have been loaded."""
    with closing(sqlite3.connect(":memory:")) as copy:
        yield copy


@pytest.fixture
def loaded(page: Page, once_loaded) -> Page:
    """A page of the portal with all of the example data."""
    connection.ensure_connection()
    if once_loaded.execute("SELECT * FROM sqlite_master").fetchone():
        once_loaded.backup(connection.connection)
    else:
        call_command("load_data", verbosity=0)
        connection.connection.backup(once_loaded)
    return page


@pytest.fixture
def desk(page: Page, editor, live_server) -> Page:
    """A page in which the editor is signed in."""
    sign_in(page.context, editor, live_server.url)
    return page


@pytest.fixture
def examined(browser: Browser, desk, editor, live_server) -> Iterator[Page]:
    """The same without the policy: on these pages axe itself writes inline styles."""
    context = browser.new_context(base_url=live_server.url, bypass_csp=True)
    sign_in(context, editor, live_server.url)
    yield context.new_page()
    context.close()
