"""Where this machine's Chromium is."""

import os
import shutil

NAMES = (
    # The same browser without windows opens a page in a third of the time.
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


def path() -> str | None:
    """Return the browser named by CHROMIUM, or else the first one on the path."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)
