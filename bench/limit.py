"""The limit: a bare WSGI application that answers with the bytes of a file."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

BODY = Path(os.environ["BODY"]).read_bytes()
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", str(len(BODY))),
]


def application(
    environ: dict[str, object], start_response: Callable[..., object]
) -> Iterable[bytes]:
    start_response("200 OK", HEADERS)
    return [BODY]
