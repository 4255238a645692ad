"""When a page has caught up with the mouse and the keyboard."""

from playwright.sync_api import Page


def drawn(page: Page) -> None:
    """Wait until the browser has drawn, and so told the page where the cursor is.

    It says `selectionchange` only when it next draws. Keys that come before that find
    an editor that believes the cursor is where it was; nobody types so fast, but a
    test does where the machine is busy.
    """
    twice = "requestAnimationFrame(() => requestAnimationFrame(done))"
    page.evaluate(f"new Promise((done) => {twice})")
