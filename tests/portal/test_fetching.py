"""Asking other servers: real ones on this machine, good, odd and hostile."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from portal import fetching
from portal.fetching import fault_of, is_public

ASKED = []


class Handler(BaseHTTPRequestHandler):
    """A server on which each path is a situation."""

    def do_HEAD(self):
        ASKED.append((self.command, self.path, self.headers["User-Agent"]))
        getattr(self, self.path[1:].split("/")[0].split("?")[0])()

    do_GET = do_HEAD

    def log_message(self, *args):
        pass

    def say(self, status, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def there(self):
        self.say(200)

    def gone(self):
        self.say(404)

    def broken(self):
        self.say(500)

    def guarded(self):
        self.say(403)

    def headless(self):
        self.say(405 if self.command == "HEAD" else 200)

    def moved(self):
        self.say(301, Location="/there")

    def moved_to_nothing(self):
        self.say(302, Location="/gone")

    def ring(self):
        self.say(302, Location="/ring")

    def inwards(self):
        self.say(302, Location="http://127.0.0.2:1/secret")

    def metadata(self):
        self.say(302, Location="http://169.254.169.254/latest")

    def file(self):
        self.say(302, Location="file:///etc/passwd")

    def nowhere(self):
        self.say(302, Location="http://[::1")

    def silent(self):
        time.sleep(1)

    def dripping(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for letter in range(200):
            try:
                self.wfile.write(b"x-%d: a\r\n" % letter)
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    def garbage(self):
        self.wfile.write(b"\x00\xff not http\r\n\r\n")


@pytest.fixture
def site():
    ASKED.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def ours(address):
    return address == "127.0.0.1"


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("there", ""),
        ("there?q=æ ø", ""),
        ("guarded", ""),
        ("headless", ""),
        ("moved", ""),
        ("gone", "Siden findes ikke (404)."),
        ("moved_to_nothing", "Siden findes ikke (404)."),
        ("broken", "Siden svarer med en fejl (500)."),
        ("ring", "Siden sender videre i ring."),
        ("garbage", "Siden svarer ikke."),
        ("inwards", "Adressen hører til et lukket net."),
        ("metadata", "Adressen hører til et lukket net."),
        ("file", "Adressen begynder ikke med http:// eller https://."),
    ],
)
def test_a_link_is_followed_and_the_fault_told(site, path, fault):
    assert fault_of(f"{site}/{path}", ours) == fault


def test_a_redirect_to_no_address_is_a_fault(site):
    assert fault_of(f"{site}/nowhere", ours).endswith(".")


def test_it_asks_for_the_head_only_and_says_who_asks(site, settings):
    fault_of(f"{site}/there", ours)

    ((method, _path, agent),) = ASKED
    assert method == "HEAD"
    assert f"mailto:{settings.CONTACT_EMAIL}" in agent


def test_a_silent_server_is_not_waited_for(site, monkeypatch):
    monkeypatch.setattr(fetching, "TIMEOUT", 0.2)

    assert fault_of(f"{site}/silent", ours) == "Siden svarer ikke i tide."


def test_a_server_that_drips_is_cut_off(site, monkeypatch):
    monkeypatch.setattr(fetching, "LONGEST", 0.5)
    began = time.monotonic()

    fault = fault_of(f"{site}/dripping", ours)

    assert fault == "Siden svarer ikke i tide."
    assert time.monotonic() - began < 5


def test_a_server_without_the_certificate_is_a_fault(site):
    fault = fault_of(site.replace("http:", "https:"), ours)

    assert fault.startswith("Siden")


def test_nobody_listens(site):
    assert fault_of("http://127.0.0.1:1/", ours) == "Siden svarer ikke."


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//example.org/",
        "http://",
        "",
    ],
)
def test_only_the_web_is_asked(url):
    assert fault_of(url, ours) == "Adressen begynder ikke med http:// eller https://."


@pytest.mark.parametrize("url", ["http://[::1", "http://example.org:99999/"])
def test_an_address_that_is_none_is_a_fault(url):
    assert fault_of(url, ours) == "Adressen er forkert."


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "10.1"])
def test_our_own_network_is_never_asked(site, name):
    url = site.replace("127.0.0.1", name)

    assert fault_of(url) == "Adressen hører til et lukket net."
    assert ASKED == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("ff02::1", False),
        ("fe80::1%eth0", False),
        ("not an address", False),
    ],
)
def test_only_the_open_internet_is_public(address, expected):
    assert is_public(address) is expected
