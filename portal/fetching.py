"""Asking other servers whether a page is there, without being led astray.

Whoever can write a link into the portal could otherwise make our server ask what only
our own network may. So a name is looked up once, the address is judged, and that same
address is connected to; each redirect is judged again. What is there is not read.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urljoin, urlsplit

from django.conf import settings

TIMEOUT = 10
# A server that sends its answer a letter at a time is not waited for.
LONGEST = 30
MOST_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
# The server is there, and has its reasons.
NOT_FOR_MACHINES = {401, 403, 429}

# Blocks that reach an IPv4 address in other clothes.
TRANSLATED = [
    ipaddress.ip_network(block)
    for block in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
]


class NotFetched(Exception):
    """The page did not answer; the sentence says why."""


def is_public(address: str) -> bool:
    """Say whether an IP address is of the open internet."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return is_public(str(found.ipv4_mapped))
        if any(found in block for block in TRANSLATED):
            return False
    return found.is_global and not found.is_multicast


def fault_of(url: str, is_allowed: Callable[[str], bool] = is_public) -> str:
    """Follow a link and say in a sentence what is wrong; nothing where it answers.

    Args:
        url: where to.
        is_allowed: says whether an IP address may be asked.
    """
    try:
        status = _follow(url, "HEAD", is_allowed)
        if status >= 400:
            # Not every server knows how to answer that.
            status = _follow(url, "GET", is_allowed)
    except NotFetched as fault:
        return str(fault)
    if status < 400 or status in NOT_FOR_MACHINES:
        return ""
    if status in (404, 410):
        return f"Siden findes ikke ({status})."
    return f"Siden svarer med en fejl ({status})."


def _follow(url: str, method: str, is_allowed: Callable[[str], bool]) -> int:
    for _ in range(MOST_REDIRECTS + 1):
        status, location = _ask(url, method, is_allowed)
        if status not in REDIRECTS or not location:
            return status
        try:
            url = urljoin(url, location)
        except ValueError:
            raise NotFetched("Siden sender videre til en forkert adresse.") from None
    raise NotFetched("Siden sender videre i ring.")


def _ask(
    url: str, method: str, is_allowed: Callable[[str], bool]
) -> tuple[int, str | None]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise NotFetched("Adressen er forkert.") from None
    if parts.scheme not in ("http", "https") or not host:
        raise NotFetched("Adressen begynder ikke med http:// eller https://.")
    is_secure = parts.scheme == "https"
    port = port or (443 if is_secure else 80)
    path = parts.path or "/"
    target = f"{path}?{parts.query}" if parts.query else path
    headers = {
        "User-Agent": f"{settings.SITE_NAME.encode('ascii', 'ignore').decode()} links "
        f"(mailto:{settings.CONTACT_EMAIL})",
        "Accept": "*/*",
    }
    try:
        with _connected(host, port, is_secure, is_allowed) as connection:
            connection.request(method, _ascii(target), headers=headers)
            response = connection.getresponse()
            return response.status, response.getheader("Location")
    except ssl.SSLError:
        raise NotFetched("Sidens certifikat passer ikke.") from None
    except TimeoutError:
        raise NotFetched("Siden svarer ikke i tide.") from None
    except (OSError, http.client.HTTPException, UnicodeError, ValueError):
        raise NotFetched("Siden svarer ikke.") from None


@contextmanager
def _connected(
    host: str, port: int, is_secure: bool, is_allowed: Callable[[str], bool]
) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    plain = _socket_to(host, port, is_allowed)
    was_cut_off = threading.Event()
    late = threading.Timer(LONGEST, _cut_off, [plain, was_cut_off])
    late.daemon = True
    late.start()
    try:
        connection.sock = plain
        if is_secure:
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(plain, server_hostname=host)
        yield connection
        if was_cut_off.is_set():
            # What was read is what had come when it was cut off.
            raise TimeoutError
    finally:
        late.cancel()
        connection.close()
        plain.close()


def _socket_to(
    host: str, port: int, is_allowed: Callable[[str], bool]
) -> socket.socket:
    """Connect to the address that was judged, not to the name once more."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotFetched("Serveren findes ikke.") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses or not all(is_allowed(address) for address in addresses):
        raise NotFetched("Adressen hører til et lukket net.")
    fault: OSError | None = None
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=TIMEOUT)
        except OSError as error:
            fault = error
    raise fault or OSError


def _cut_off(plain: socket.socket, was_cut_off: threading.Event) -> None:
    # First: whoever reads goes on as soon as the socket is shut.
    was_cut_off.set()
    try:
        plain.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _ascii(target: str) -> str:
    return "".join(
        letter
        if "!" <= letter <= "~"
        else "".join(f"%{byte:02X}" for byte in letter.encode())
        for letter in target
    )
