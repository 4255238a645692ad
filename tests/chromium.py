"""Where this machine's Chromium is."""

import os
import shutil

# The same browser without windows opens a page in a third of the time.
WITHOUT_WINDOWS = ("chromium-headless-shell", "chrome-headless-shell")
WITH_WINDOWS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


def path() -> str | None:
    """Return the browser named by CHROMIUM, or else the first one on the path."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, WITHOUT_WINDOWS + WITH_WINDOWS)), None)
