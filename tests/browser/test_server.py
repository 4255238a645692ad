"""The live server that the browser's tests talk to."""

from django.db import connections


def test_it_shares_the_connection_of_the_test(page, live_server):
    """Two connections to SQLite's memory would lock tables to each other."""
    assert connections["default"] is live_server.thread.connections_override["default"]
