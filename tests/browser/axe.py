"""axe-core, run on the page that is open in the browser."""

from functools import cache
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page

SCRIPT = Path(settings.BASE_DIR, "node_modules", "axe-core", "axe.min.js")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page: Page, *, best_practices: bool = True) -> list[str]:
    """Return every breach of WCAG 2.2 AA that axe finds, one line each.

    Its advice beyond the standard counts too, unless `best_practices` is off. The
    script is evaluated by the browser's debugger, which the page's own
    Content-Security-Policy does not concern.
    """
    # What is measured afterwards is the page in its own styles and letters: Playwright
    # finds words of a page whose styles have not come yet.
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready.then(() => true)")
    if not page.evaluate("'axe' in window"):
        page.evaluate(script())
    rules = {"runOnly": WCAG + ["best-practice"] * best_practices}
    found = page.evaluate(
        "async (rules) => (await axe.run(document, rules)).violations", rules
    )
    return [
        f"{rule['id']}: {rule['help']}: {', '.join(map(str, node['target']))}"
        for rule in found
        for node in rule["nodes"]
    ]


def breaches(page: Page, name: str) -> list[str]:
    """Return what axe finds on a wide and on a narrow screen, and what does not fit."""
    found = []
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{name} at {width}: {breach}" for breach in violations(page)]
        if page.evaluate("document.scrollingElement.scrollWidth") > width:
            found.append(f"{name} at {width}: scrolls sideways")
    return found


@cache
def script() -> str:
    return SCRIPT.read_text()
