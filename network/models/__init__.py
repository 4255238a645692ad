"""Social Vision Roskilde: events, sign-ups, members, topics, clusters, enquiries."""

from .cluster import Cluster, ClusterMeeting
from .deletion import (
    ENQUIRY_RETENTION,
    MEMBER_RETENTION,
    enquiry_deletion_date,
    link_deletion_date,
    member_deletion_date,
)
from .enquiry import Enquiry, EnquiryMessage, answer_due_date
from .event import Event, EventMaterial, EventPicture, ProgrammeItem
from .following import Arrival, Reminder
from .member import Interest, Member
from .message import MemberDelivery, MemberMessage
from .registration import Registration
from .topic import Topic, TopicSuggestion, TopicSupport

__all__ = [
    "ENQUIRY_RETENTION",
    "MEMBER_RETENTION",
    "Arrival",
    "Cluster",
    "ClusterMeeting",
    "Enquiry",
    "EnquiryMessage",
    "Event",
    "EventMaterial",
    "EventPicture",
    "Interest",
    "Member",
    "MemberDelivery",
    "MemberMessage",
    "ProgrammeItem",
    "Registration",
    "Reminder",
    "Topic",
    "TopicSuggestion",
    "TopicSupport",
    "answer_due_date",
    "enquiry_deletion_date",
    "link_deletion_date",
    "member_deletion_date",
]
