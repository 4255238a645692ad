"""Social Vision Roskilde on the editor's desk."""

from . import (
    clusters,
    enquiries,
    events,
    members,
    messages,
    registrations,
    topics,
)

__all__ = [
    "clusters",
    "enquiries",
    "events",
    "members",
    "messages",
    "registrations",
    "topics",
]
