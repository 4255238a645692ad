"""The mark of a form that anybody may send, as it is when a person fills it in."""

import time

from common.sendings import new_sending


def a_while_ago(seconds=10):
    """Make the mark of a form that has been open for some time."""
    real = time.time
    time.time = lambda: real() - seconds
    try:
        return new_sending()
    finally:
        time.time = real
