"""axe-core, run on the page that is open in the browser."""

from functools import cache
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page

SCRIPT = Path(settings.BASE_DIR, "node_modules", "axe-core", "axe.min.js")


def violations(page: Page) -> list[str]:
    """Return every breach of axe's rules, best practices included, one line each.

    The script is evaluated by the browser's debugger, which the page's own
    Content-Security-Policy does not concern.
    """
    page.evaluate(script())
    found = page.evaluate("async () => (await axe.run()).violations")
    return [
        f"{rule['id']}: {rule['help']}: {', '.join(map(str, node['target']))}"
        for rule in found
        for node in rule["nodes"]
    ]


@cache
def script() -> str:
    return SCRIPT.read_text()
