"""Social Vision Roskilde on the editor's desk."""

from . import enquiries, events, members, registrations, topics

__all__ = ["enquiries", "events", "members", "registrations", "topics"]
