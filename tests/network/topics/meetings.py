"""Meetings that topics are taken up at: coming, and over."""

from datetime import timedelta

from django.utils import timezone

from tests.network.factories import EventFactory


def soon(**days):
    return timezone.now() + timedelta(**days)


def coming(**more):
    return EventFactory(published=True, starts_at=soon(days=9), **more)


def over(**more):
    return EventFactory(published=True, starts_at=soon(days=-9), **more)
