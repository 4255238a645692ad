"""Social Vision Roskilde: events, sign-ups, members, topics, clusters, enquiries."""

from .deletion import (
    ENQUIRY_RETENTION,
    MEMBER_RETENTION,
    enquiry_deletion_date,
    member_deletion_date,
)
from .enquiry import Enquiry
from .event import Event, EventMaterial, ProgrammeItem
from .member import Member
from .registration import Registration
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
