"""A mail's HTML on the desk, as a mail program shows it."""

import base64
import re
from hashlib import sha256

from django.http import HttpResponse

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def shown_letter(page: str) -> HttpResponse:
    """Answer with a mail's own page; its own style, and nothing else, is let in."""
    digests = [
        base64.b64encode(sha256(style.encode()).digest()).decode()
        for style in STYLE.findall(page)
    ]
    styles = " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
    response = HttpResponse(page)
    response["Content-Security-Policy"] = (
        f"default-src 'none'; style-src {styles}; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )
    return response
