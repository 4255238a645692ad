"""A browser in which somebody is signed in."""

from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import BrowserContext


def sign_in(context: BrowserContext, user: User, url: str) -> None:
    """Give the browser the cookie of a session of that user."""
    client = Client()
    client.force_login(user)
    value = client.cookies["session"].value
    context.add_cookies([{"name": "session", "value": value, "url": url}])
