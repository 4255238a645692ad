"""Social Vision Roskilde: events, sign-ups, members, topics, clusters, enquiries."""

from .deletion import (
    ENQUIRY_RETENTION,
    MEMBER_RETENTION,
    enquiry_deletion_date,
    member_deletion_date,
)
from .event import Event, EventMaterial, ProgrammeItem
from .people import Enquiry, Member, Registration
from .topic import Cluster, Topic, TopicSupport

__all__ = [
    "ENQUIRY_RETENTION",
    "MEMBER_RETENTION",
    "Cluster",
    "Enquiry",
    "Event",
    "EventMaterial",
    "Member",
    "ProgrammeItem",
    "Registration",
    "Topic",
    "TopicSupport",
    "enquiry_deletion_date",
    "member_deletion_date",
]
