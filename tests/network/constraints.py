"""A case for each constraint of the network's tables."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from tests.constraints import NOON, UNKNOWN, Case, Twin
from tests.network import factories as network

NETWORK = [
    *(
        Case(f"network_event_{name}", network.EventFactory, changes)
        for name, changes in (
            ("state_known", {"state": UNKNOWN}),
            ("named", {"title": ""}),
            ("named", {"slug": ""}),
            ("named", {"summary": ""}),
            ("ends_after_start", {"ends_at": datetime(2018, 9, 12, 14, tzinfo=UTC)}),
            ("capacity_positive", {"capacity": 0}),
            (
                "signup_window",
                {"signup_opens_at": NOON, "signup_closes_at": NOON},
            ),
            (
                "signup_window",
                {"signup_opens_at": NOON, "signup_closes_at": NOON - timedelta(days=1)},
            ),
            ("price_not_negative", {"price": Decimal("-0.01")}),
            ("somewhere", {"venue": ""}),
            ("moved_from_a_time", {"previous_place": "Rådhuset"}),
        )
    ),
    Case("network_programmeitem_titled", network.ProgrammeItemFactory, {"title": ""}),
    Case("network_eventmaterial_complete", network.EventMaterialFactory, {"title": ""}),
    Case("network_eventmaterial_complete", network.EventMaterialFactory, {"file": ""}),
    Case(
        "network_programmeitem_name_consented",
        network.ProgrammeItemFactory,
        {"speaker_name": "Oplægsholder"},
    ),
    Case("network_eventpicture_described", network.EventPictureFactory, {"text": ""}),
    Case(
        "network_eventpicture_described", network.EventPictureFactory, {"picture": ""}
    ),
    Case(
        "network_eventpicture_consented",
        network.EventPictureFactory,
        {"is_consented": False},
    ),
    Twin("network_reminder_once", network.ReminderFactory),
    Case("network_reminder_kind_known", network.ReminderFactory, {"kind": UNKNOWN}),
    Twin("network_arrival_once", network.ArrivalFactory),
    Twin("network_registration_once", network.RegistrationFactory),
    Twin("network_registration_in_line", network.RegistrationFactory),
    *(
        Case(f"network_registration_{name}", network.RegistrationFactory, changes)
        for name, changes in (
            ("state_known", {"state": UNKNOWN, "confirm_by": None}),
            ("complete", {"name": ""}),
            ("complete", {"email": ""}),
            ("hash_length", {"token_hash": "a" * 63}),
            ("hold_has_end", {"confirm_by": None}),
            ("hold_has_end", {"state": "tilbudt", "confirm_by": None}),
            ("hold_has_end", {"state": "bekraeftet", "confirm_by": NOON}),
            ("people", {"colleagues": "a\nb\nc\nd\ne\nf", "people": 7}),
        )
    ),
    *(
        Case(f"network_member_{name}", network.MemberFactory, changes, also=also)
        for name, changes, also in (
            ("state_known", {"state": UNKNOWN}, ("network_member_active_is_dated",)),
            ("active_is_dated", {"state": "aktiv"}, ()),
            ("active_is_dated", {"joined_at": NOON}, ()),
            ("hash_length", {"token_hash": "a" * 63}, ()),
            ("wants_something", {"wants_meetings": False}, ()),
            ("consented", {"consent_version": ""}, ()),
        )
    ),
    *(
        Case(
            f"network_membermessage_{name}",
            network.MemberMessageFactory,
            changes,
            also=also,
        )
        for name, changes, also in (
            ("complete", {"subject": ""}, ()),
            ("complete", {"body": ""}, ()),
            ("audience_known", {"audience": UNKNOWN}, ()),
            (
                "state_known",
                {"state": UNKNOWN},
                ("network_membermessage_started_is_dated",),
            ),
            ("started_is_dated", {"state": "sendes"}, ()),
            ("started_is_dated", {"started_at": NOON}, ()),
            ("finished_is_dated", {"state": "sendt", "started_at": NOON}, ()),
            ("finished_is_dated", {"finished_at": NOON}, ()),
        )
    ),
    Twin("network_memberdelivery_once", network.MemberDeliveryFactory),
    Case(
        "network_memberdelivery_queued_first",
        network.MemberDeliveryFactory,
        {"sent_at": NOON},
    ),
    Case("network_topic_titled", network.TopicFactory, {"title": ""}),
    Case("network_topic_titled", network.TopicFactory, {"slug": ""}),
    Case("network_topic_answer_is_dated", network.TopicFactory, {"answer": "Ja."}),
    Case("network_topic_answer_is_dated", network.TopicFactory, {"answered_at": NOON}),
    Case(
        "network_topic_answer_changed_after",
        network.TopicFactory,
        {"answer_changed_at": NOON - timedelta(days=1)},
        {"answered": True},
    ),
    Case("network_topic_closing_is_dated", network.TopicFactory, {"closing": "Slut."}),
    Case("network_topic_closing_is_dated", network.TopicFactory, {"closed_at": NOON}),
    Case(
        "network_topic_event_is_dated",
        network.TopicFactory,
        {"planned_at": None},
        {"on_a_meeting": True},
    ),
    *(
        Case(f"network_topicsuggestion_{name}", network.TopicSuggestionFactory, *rest)
        for name, *rest in (
            ("hash_length", {"token_hash": "a" * 63}),
            ("addressed", {"email": ""}),
            ("becomes_a_topic", {"title": "Mere"}),
            ("becomes_a_topic", {"description": "Mere"}),
            ("becomes_a_topic", {"topic": None}),
            ("becomes_a_topic", {"confirmed_at": None}),
            ("becomes_a_topic", {"title": ""}, {"fresh": True}),
            ("becomes_a_topic", {"confirmed_at": NOON}, {"fresh": True}),
            ("key_length", {"sending_key": "x"}),
        )
    ),
    Twin("network_topicsupport_once", network.TopicSupportFactory),
    *(
        Case(f"network_topicsupport_{name}", network.TopicSupportFactory, changes)
        for name, changes in (
            ("hash_length", {"token_hash": "a" * 63}),
            ("email_length", {"email_hash": "a" * 63}),
        )
    ),
    Case("network_cluster_named", network.ClusterFactory, {"name": ""}),
    Case("network_cluster_named", network.ClusterFactory, {"purpose": ""}),
    Case("network_cluster_named", network.ClusterFactory, {"slug": ""}),
    Case(
        "network_cluster_ended_after_it_began",
        network.ClusterFactory,
        {"since_date": date(2018, 2, 1), "ended_date": date(2018, 1, 31)},
    ),
    Case(
        "network_cluster_ended_after_it_began",
        network.ClusterFactory,
        {"ended_date": date(2018, 1, 31)},
    ),
    Case(
        "network_clustermeeting_has_subject",
        network.ClusterMeetingFactory,
        {"subject": ""},
    ),
    Twin(
        "network_enquiry_sent_once",
        network.EnquiryFactory,
        {"sent": True},
    ),
    Case("network_enquiry_state_known", network.EnquiryFactory, {"state": UNKNOWN}),
    *(
        Case("network_enquiry_complete", network.EnquiryFactory, {name: ""})
        for name in ("name", "email", "subject", "body")
    ),
    Case(
        "network_enquiry_answered_is_dated",
        network.EnquiryFactory,
        {"state": "besvaret"},
    ),
    Case(
        "network_enquiry_hash_length", network.EnquiryFactory, {"token_hash": "a" * 63}
    ),
    Case(
        "network_enquirymessage_direction_known",
        network.EnquiryMessageFactory,
        {"direction": UNKNOWN},
    ),
    Case(
        "network_enquirymessage_says_something",
        network.EnquiryMessageFactory,
        {"text": ""},
    ),
    Twin(
        "network_enquirymessage_taken_in_once",
        network.EnquiryMessageFactory,
        {"known_by": "<brev@example.org>"},
    ),
]
