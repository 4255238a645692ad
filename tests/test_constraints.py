"""Every constraint of the database refuses what it says, in Danish and by itself.

A case breaks one constraint and, unless it says otherwise, no other. A constraint
without a case fails `test_every_constraint_has_a_case`.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import CheckConstraint, Q, UniqueConstraint
from mailer.models import Message

from common.publication import Publishable
from common.quantities import QuantityColumns
from tests.enterprises import factories as enterprises
from tests.factories import FACTORIES, MODELS
from tests.network import factories as network
from tests.portal import factories as portal
from tests.strategy import factories as strategy

# A value that is on no list and fits the shortest column.
UNKNOWN = "x"
NOON = datetime(2018, 9, 3, 12, tzinfo=UTC)


@dataclass
class Case:
    """A valid row, in a situation, and the changes that break a constraint.

    ``also`` names constraints that cannot but break too.
    """

    name: str
    factory: type
    changes: dict[str, Any]
    situation: dict[str, Any] = field(default_factory=dict)
    also: tuple[str, ...] = ()


@dataclass
class Twin:
    """Two valid rows that may not agree in the fields of a constraint."""

    name: str
    factory: type
    situation: dict[str, Any] = field(default_factory=dict)


def itself(row):
    return row


EACH_PUBLISHABLE = [
    Case(
        f"{model._meta.label_lower.replace('.', '_')}_publication_state_known",
        FACTORIES[model],
        {"publication_state": UNKNOWN},
    )
    for model in MODELS
    if issubclass(model, Publishable)
]
EACH_QUANTITY = [
    Case(
        f"{model._meta.label_lower.replace('.', '_')}_{rule}",
        FACTORIES[model],
        changes,
        also=also.get(model._meta.model_name, ()),
    )
    for model in MODELS
    if issubclass(model, QuantityColumns)
    for rule, changes, also in (
        ("value_not_negative", {"value": Decimal("-0.01")}, {}),
        (
            "qualifier_needs_value",
            {"value": None, "qualifier": "ca", "as_published": "flere"},
            {},
        ),
        ("qualifier_known", {"qualifier": UNKNOWN}, {}),
        (
            "unit_known",
            {"unit": UNKNOWN},
            {"staffingcount": ("enterprises_staffingcount_in_persons",)},
        ),
    )
]
ENTERPRISES = [
    Case(
        "enterprises_searchtext_place_known",
        enterprises.SearchTextFactory,
        {"place": 4},
    ),
    Case("enterprises_source_named", enterprises.SourceFactory, {"title": ""}),
    Case("enterprises_source_named", enterprises.SourceFactory, {"publisher": ""}),
    Twin("enterprises_source_unique", enterprises.SourceFactory),
    Case("enterprises_sector_motif_known", enterprises.SectorFactory, {"motif": "x"}),
    Case("enterprises_ungoal_number", enterprises.UNGoalFactory, {"number": 0}),
    Case("enterprises_ungoal_number", enterprises.UNGoalFactory, {"number": 18}),
    *(
        Case(f"enterprises_enterprise_{name}", enterprises.EnterpriseFactory, *rest)
        for name, *rest in (
            ("cvr_length", {"cvr_number": "1358562"}),
            ("cvr_length", {"cvr_number": ""}),
            ("example_has_no_cvr", {"is_example": True, "cvr_number": "13585628"}),
            ("legal_form_known", {"legal_form": UNKNOWN}),
            ("named", {"name": ""}),
            ("named", {"slug": ""}),
            ("named", {"short_description": ""}),
            ("closed_after_followed", {"closed_date": date(2014, 12, 31)}),
            (
                "closed_after_established",
                {
                    "established_date": date(2016, 1, 1),
                    "closed_date": date(2015, 12, 31),
                },
            ),
            ("reserved_contracts_dated", {"reserved_contracts": "nej"}),
            (
                "reserved_contracts_known",
                {
                    "reserved_contracts": UNKNOWN,
                    "reserved_contracts_date": date(2018, 1, 1),
                },
            ),
            ("photo_described", {"photo": "billede.jpg"}),
        )
    ),
    *(
        Case(f"enterprises_location_{name}", enterprises.LocationFactory, changes)
        for name, changes in (
            ("postal_code", {"postal_code": "400"}),
            ("municipality_code", {"municipality_code": "26"}),
            ("p_number", {"p_number": "100540841"}),
            ("p_number", {"p_number": ""}),
            ("in_denmark", {"latitude": Decimal("55.64")}),
            ("in_denmark", {"longitude": Decimal("12.08")}),
            ("in_denmark", {"latitude": Decimal("12.08"), "longitude": Decimal(55)}),
            ("in_denmark", {"latitude": Decimal("58.5"), "longitude": Decimal(12)}),
            ("in_denmark", {"latitude": Decimal(55), "longitude": Decimal(7)}),
            ("in_denmark", {"latitude": Decimal(55), "longitude": Decimal(17)}),
            ("addressed", {"street": ""}),
            ("addressed", {"town": ""}),
            ("access_known", {"access": UNKNOWN}),
        )
    ),
    Case(
        "enterprises_offer_period",
        enterprises.OfferFactory,
        {"active_from_date": date(2018, 2, 1), "active_to_date": date(2018, 1, 31)},
    ),
    Case("enterprises_offer_titled", enterprises.OfferFactory, {"title": ""}),
    Case("enterprises_offer_kind_known", enterprises.OfferFactory, {"kind": UNKNOWN}),
    *(
        Case(
            f"enterprises_socialvalue_{name}",
            enterprises.SocialValueStatementFactory,
            changes,
        )
        for name, changes in (
            ("complete", {"claim": ""}),
            ("complete", {"beneficiaries": ""}),
            ("complete", {"evidence": ""}),
            ("consent_before_publication", {"publication_state": "offentlig"}),
            ("year", {"year": 1999}),
            ("year", {"year": 2101}),
        )
    ),
    Twin("enterprises_rsvstatus_one_a_day", enterprises.RsvStatusFactory),
    Case("enterprises_rsvstatus_known", enterprises.RsvStatusFactory, {"status": "x"}),
    Case("enterprises_rsvstatus_sourced", enterprises.RsvStatusFactory, {"source": ""}),
    Case(
        "enterprises_tableimport_kind_known",
        enterprises.TableImportFactory,
        {"kind": UNKNOWN},
    ),
    Case(
        "enterprises_tableimport_state_known",
        enterprises.TableImportFactory,
        {"state": UNKNOWN},
    ),
    Case(
        "enterprises_tableimport_taken_in_is_dated",
        enterprises.TableImportFactory,
        {"taken_in_at": NOON},
    ),
    Case(
        "enterprises_tableimport_taken_in_is_dated",
        enterprises.TableImportFactory,
        {"taken_in_at": None},
        {"taken_in": True},
    ),
    Case(
        "enterprises_correction_area_known",
        enterprises.CorrectionFactory,
        {"area": UNKNOWN},
    ),
    Case(
        "enterprises_correction_says_something",
        enterprises.CorrectionFactory,
        {"wrong": ""},
    ),
    Case(
        "enterprises_correction_state_known",
        enterprises.CorrectionFactory,
        {"state": UNKNOWN},
        {"taken": True},
    ),
    Case(
        "enterprises_correction_closed_is_dated",
        enterprises.CorrectionFactory,
        {"state": "rettet"},
    ),
    Case(
        "enterprises_correction_closed_is_dated",
        enterprises.CorrectionFactory,
        {"closed_at": NOON},
    ),
    Case(
        "enterprises_correction_declined_has_reason",
        enterprises.CorrectionFactory,
        {"state": "afvist"},
        {"taken": True},
    ),
    Case(
        "enterprises_correction_answer_is_sent",
        enterprises.CorrectionFactory,
        {"answer": "Tak."},
    ),
    Case(
        "enterprises_correction_answer_is_sent",
        enterprises.CorrectionFactory,
        {"answer": "Tak.", "answered_at": NOON},
    ),
    Case(
        "enterprises_correction_answer_is_sent",
        enterprises.CorrectionFactory,
        {"answered_at": NOON},
    ),
    Case(
        "enterprises_correction_key_length",
        enterprises.CorrectionFactory,
        {"sending_key": "x"},
    ),
    Case(
        "enterprises_rsvimport_state_known",
        enterprises.RsvImportFactory,
        {"state": "x"},
    ),
    Case(
        "enterprises_rsvimport_approved_is_dated",
        enterprises.RsvImportFactory,
        {"state": "godkendt"},
    ),
    Case(
        "enterprises_rsvimport_approved_is_dated",
        enterprises.RsvImportFactory,
        {"approved_at": NOON},
    ),
    Case(
        "enterprises_rsvstatus_registered_is_checked",
        enterprises.RsvStatusFactory,
        {"status": "registreret"},
    ),
    Case(
        "enterprises_rsvstatus_checked_after_effect",
        enterprises.RsvStatusFactory,
        {"checked_date": date(2016, 12, 31)},
    ),
    Case(
        "enterprises_staffingcategory_group_known",
        enterprises.StaffingCategoryFactory,
        {"group": UNKNOWN},
    ),
    Case(
        "enterprises_staffingcategory_period",
        enterprises.StaffingCategoryFactory,
        {"active_from_date": date(2018, 2, 1), "active_to_date": date(2018, 1, 31)},
    ),
    Twin(
        "enterprises_staffingreturn_one_open_a_year", enterprises.StaffingReturnFactory
    ),
    Twin(
        "enterprises_staffingreturn_one_approved_a_year",
        enterprises.StaffingReturnFactory,
        {"approved": True},
    ),
    *(
        Case(
            f"enterprises_staffingreturn_{name}",
            enterprises.StaffingReturnFactory,
            changes,
        )
        for name, changes in (
            ("status_known", {"status": UNKNOWN}),
            ("approved_is_dated", {"status": "godkendt"}),
            ("approved_is_dated", {"status": "afventer", "approved_at": NOON}),
            ("returned_has_reason", {"status": "retur"}),
            ("year", {"year": 1999}),
            ("year", {"year": 2101}),
            ("total_not_negative", {"reported_total": Decimal(-1)}),
            ("total_qualifier_known", {"reported_total_qualifier": UNKNOWN}),
        )
    ),
    *(
        Case(
            f"enterprises_staffingreturnstep_{name}",
            enterprises.StaffingReturnStepFactory,
            changes,
        )
        for name, changes in (
            ("status_known", {"status": UNKNOWN}),
            ("actor_known", {"actor": UNKNOWN}),
            ("returned_has_reason", {"status": "retur"}),
        )
    ),
    Twin(
        "enterprises_staffingcount_one_per_category", enterprises.StaffingCountFactory
    ),
    Case(
        "enterprises_staffingcount_in_persons",
        enterprises.StaffingCountFactory,
        {"unit": "aarsvaerk"},
    ),
    Case(
        "enterprises_returninvitation_hash_length",
        enterprises.ReturnInvitationFactory,
        {"token_hash": "a" * 63},
    ),
    Twin("enterprises_returninvitation_one_open", enterprises.ReturnInvitationFactory),
    *(
        Case(
            "enterprises_statusreport_named",
            enterprises.StatusReportFactory,
            {name: ""},
        )
        for name in ("title", "slug", "as_of_text")
    ),
    Twin("enterprises_reportedfigure_key", enterprises.ReportedFigureFactory),
    Twin(
        "enterprises_reportedfigure_one_total",
        enterprises.ReportedFigureFactory,
        {"total": True},
    ),
    *(
        Case(
            f"enterprises_reportedfigure_{name}",
            enterprises.ReportedFigureFactory,
            changes,
        )
        for name, changes in (
            ("kind_known", {"role": UNKNOWN}),
            ("kind_known", {"subject": UNKNOWN}),
            ("volunteers_alone", {"subject": "frivillige", "role": "del"}),
            ("volunteers_alone", {"subject": "frivillige", "role": "i_alt"}),
            ("says_something", {"value": None}),
        )
    ),
    *(
        Case(f"enterprises_returnround_{name}", enterprises.ReturnRoundFactory, changes)
        for name, changes in (
            ("year", {"year": 1999}),
            ("year", {"year": 2101}),
            ("deadline", {"deadline_date": date(2000, 8, 30)}),
        )
    ),
    *(
        Case(f"enterprises_recordproposal_{name}", *rest)
        for name, *rest in (
            (
                "answer_known",
                enterprises.RecordProposalFactory,
                {"answer": UNKNOWN},
            ),
            (
                "closed_is_dated",
                enterprises.RecordProposalFactory,
                {"answer": "lukket"},
            ),
            (
                "sent_before_decided",
                enterprises.RecordProposalFactory,
                {"decided_at": NOON},
            ),
        )
    ),
]
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
STRATEGY = [
    *(
        Case(f"strategy_strategy_{name}", strategy.StrategyFactory, changes)
        for name, changes in (
            ("named", {"title": ""}),
            ("named", {"slug": ""}),
            ("status_known", {"status": UNKNOWN}),
            ("status_known", {"visibility": UNKNOWN}),
            ("period", {"period_end_year": 2013}),
            (
                "adopted_by_whom_and_when",
                {"status": "vedtaget", "deciding_body": "Byrådet"},
            ),
            (
                "adopted_by_whom_and_when",
                {"status": "vedtaget", "adopted_date": date(2014, 5, 1)},
            ),
            (
                "adopted_by_whom_and_when",
                {"status": "afloest", "decision_text": "2014"},
            ),
            ("document_summarised", {"document": "strategi.pdf"}),
            ("not_its_own_predecessor", {"predecessor": itself}),
        )
    ),
    Twin("strategy_section_anchor", strategy.StrategySectionFactory),
    Case("strategy_section_named", strategy.StrategySectionFactory, {"heading": ""}),
    Case("strategy_section_named", strategy.StrategySectionFactory, {"anchor": ""}),
    Twin("strategy_goal_number", strategy.GoalFactory),
    *(
        Case(f"strategy_goal_{name}", strategy.GoalFactory, *rest)
        for name, *rest in (
            ("named", {"title": ""}),
            ("named", {"number": 0}),
            ("standing_known", {"standing": UNKNOWN}, {"assessed": True}),
            ("standing_has_reason", {"standing_reason": ""}, {"assessed": True}),
            ("standing_has_reason", {"standing_date": None}, {"assessed": True}),
        )
    ),
    *(
        Case(f"strategy_indicator_{name}", strategy.IndicatorFactory, changes)
        for name, changes in (
            ("bound_or_manual", {"kind": "tal"}),
            ("bound_or_manual", {"figure_key": "etableret"}),
            ("bound_or_manual", {"kind": UNKNOWN}),
            ("baseline_dated", {"baseline_value": Decimal(3)}),
            ("baseline_dated", {"baseline_date": date(2018, 1, 1)}),
            ("target_dated", {"target_value": Decimal(3)}),
            ("target_dated", {"target_date": date(2018, 1, 1)}),
            ("choices_known", {"direction": UNKNOWN}),
            ("choices_known", {"unit": UNKNOWN}),
            ("choices_known", {"target_qualifier": UNKNOWN}),
        )
    ),
    Twin("strategy_measurement_one_a_day", strategy.MeasurementFactory),
    Case("strategy_measurement_sourced", strategy.MeasurementFactory, {"source": ""}),
    *(
        Case(
            "strategy_measurementcorrection_complete",
            strategy.MeasurementCorrectionFactory,
            {name: ""},
        )
        for name in ("former", "reason")
    ),
    Twin("strategy_evaluation_one_a_year", strategy.EvaluationFactory),
    *(
        Case(f"strategy_evaluation_{name}", strategy.EvaluationFactory, changes)
        for name, changes in (
            ("year", {"year": 1999}),
            ("year", {"year": 2101}),
            ("published_is_dated", {"state": "offentlig"}),
            ("published_is_dated", {"published_at": NOON}),
            ("published_is_dated", {"state": UNKNOWN}),
            ("published_is_dated", {"frozen_content": "{}"}),
            ("published_is_dated", {"state": "offentlig", "published_at": NOON}),
            ("has_committee", {"committee": ""}),
            ("decision_is_dated", {"decision": "Taget til efterretning."}),
        )
    ),
    Twin("strategy_goalassessment_once", strategy.GoalAssessmentFactory),
    Case(
        "strategy_goalassessment_standing_known",
        strategy.GoalAssessmentFactory,
        {"standing": UNKNOWN},
    ),
    Case(
        "strategy_goalassessment_has_reason",
        strategy.GoalAssessmentFactory,
        {"reason": ""},
    ),
    Case(
        "strategy_goalstanding_known",
        strategy.GoalStandingFactory,
        {"standing": UNKNOWN},
    ),
    Case(
        "strategy_goalstanding_has_reason", strategy.GoalStandingFactory, {"reason": ""}
    ),
    Twin("strategy_evaluationfigure_once", strategy.EvaluationFigureFactory),
    *(
        Case(
            "strategy_evaluationfigure_sourced",
            strategy.EvaluationFigureFactory,
            {name: ""},
        )
        for name in ("label", "source")
    ),
    Case(
        "strategy_erratum_of_one_thing", strategy.ErratumFactory, {"evaluation": None}
    ),
    Case(
        "strategy_erratum_of_one_thing",
        strategy.ErratumFactory,
        {"strategy": lambda row: row.evaluation.strategy},
    ),
    Case("strategy_juror_has_role", strategy.JurorFactory, {"role": ""}),
    Case("strategy_juror_sector_known", strategy.JurorFactory, {"sector": UNKNOWN}),
    Case(
        "strategy_juror_named_with_consent",
        strategy.JurorFactory,
        {"name": "Vibe Vest", "consent_date": None},
    ),
    Case("strategy_erratum_complete", strategy.ErratumFactory, {"text": ""}),
    Case("strategy_erratum_complete", strategy.ErratumFactory, {"reason": ""}),
    *(
        Case(f"strategy_boardseat_{name}", strategy.BoardSeatFactory, *rest)
        for name, *rest in (
            ("sector_known", {"sector": UNKNOWN}),
            (
                "period",
                {"start_date": date(2018, 2, 1), "end_date": date(2018, 1, 31)},
            ),
            ("vacant_has_no_name", {"is_vacant": True, "holder_name": "Rolle"}),
            ("vacant_has_no_account", {"is_vacant": True}, {"seated": True}),
        )
    ),
    Twin("strategy_draftreading_one_each", strategy.DraftReadingFactory),
    *(
        Case(
            "strategy_strategy_hearing_period",
            strategy.StrategyFactory,
            changes,
            {"heard": True},
        )
        for changes in (
            {"hearing_start_date": None},
            {"hearing_end_date": None},
            {"hearing_end_date": date(2018, 5, 31)},
        )
    ),
    Case("strategy_meetingpaper_complete", strategy.MeetingPaperFactory, {"title": ""}),
    Case("strategy_meetingpaper_complete", strategy.MeetingPaperFactory, {"file": ""}),
    *(
        Case(f"strategy_remark_{name}", strategy.RemarkFactory, changes)
        for name, changes in (
            ("says_something", {"text": ""}),
            ("says_something", {"signed": ""}),
            ("answer_is_dated", {"answer": "Ja."}),
            ("answer_is_dated", {"answered_at": NOON}),
            ("closed_with_a_note", {"closing_note": "Skrevet ind."}),
            ("closed_with_a_note", {"closed_at": NOON}),
        )
    ),
    *(
        Case(f"strategy_hearingremark_{name}", strategy.HearingRemarkFactory, *rest)
        for name, *rest in (
            ("says_something", {"text": ""}),
            ("decided_is_dated", {"decided_at": NOON}),
            ("decided_is_dated", {"decided_at": None}, {"published": True}),
            ("state_known", {"state": UNKNOWN}, {"published": True}),
            ("aside_has_reason", {"note": ""}, {"aside": True}),
            ("shown_name_is_there", {"show_name": True}),
        )
    ),
    *(
        Case(f"strategy_originstep_{name}", strategy.OriginStepFactory, *rest)
        for name, *rest in (
            ("kind_known", {"kind": UNKNOWN}),
            ("period", {"end_date": date(2018, 2, 28)}),
            ("hearing_is_counted", {"people": 7}, {"hearing": True}),
            ("hearing_is_counted", {"times": 1}, {"hearing": True}),
        )
    ),
    Case("strategy_boardmeeting_titled", strategy.BoardMeetingFactory, {"title": ""}),
    Case("strategy_advice_not_empty", strategy.AdviceFactory, {"text": ""}),
    *(
        Case(f"strategy_initiative_{name}", strategy.InitiativeFactory, changes)
        for name, changes in (
            ("named", {"title": ""}),
            ("named", {"summary": ""}),
            ("kind_known", {"kind": UNKNOWN}),
            ("kind_known", {"stage": UNKNOWN}),
            (
                "period",
                {"start_date": date(2018, 2, 1), "end_date": date(2018, 1, 31)},
            ),
        )
    ),
    Twin("strategy_initiativeperiod_one_a_day", strategy.InitiativePeriodFactory),
    Case(
        "strategy_initiativeperiod_dated",
        strategy.InitiativePeriodFactory,
        {"start_date": None},
    ),
    Case(
        "strategy_initiativeperiod_period",
        strategy.InitiativePeriodFactory,
        {"end_date": date(2017, 12, 31)},
    ),
    *(
        Case(f"strategy_nomination_{name}", strategy.NominationFactory, changes)
        for name, changes in (
            *(
                ("complete", {field: ""})
                for field in ("nominee_name", "why", "name", "email")
            ),
            ("state_known", {"state": UNKNOWN, "closed_at": NOON}),
            ("closed_is_dated", {"state": "nomineret"}),
            ("closed_is_dated", {"closed_at": NOON}),
            ("declined_has_reason", {"state": "afvist", "closed_at": NOON}),
            ("key_length", {"sending_key": "a" * 63}),
        )
    ),
    Case("strategy_screening_titled", strategy.ScreeningFactory, {"title": ""}),
    Twin("strategy_screeningstep_one_a_day", strategy.ScreeningStepFactory),
    Case("strategy_screeningstep_known", strategy.ScreeningStepFactory, {"stage": "x"}),
    Case("strategy_awardyear_year", strategy.AwardYearFactory, {"year": 1999}),
    Case("strategy_awardyear_year", strategy.AwardYearFactory, {"year": 2101}),
    Case(
        "strategy_awardyear_picture_described",
        strategy.AwardYearFactory,
        {"picture": "vinder.jpg"},
    ),
    Twin("strategy_nominee_one_winner", strategy.NomineeFactory, {"winner": True}),
    Case("strategy_nominee_named", strategy.NomineeFactory, {"name": ""}),
    Case(
        "strategy_nominee_winner_has_motivation",
        strategy.NomineeFactory,
        {"is_winner": True},
    ),
    Case("strategy_programmepage_titled", strategy.ProgrammePageFactory, {"title": ""}),
    Case(
        "strategy_programmepage_place_known",
        strategy.ProgrammePageFactory,
        {"place": UNKNOWN},
    ),
    Case("strategy_document_named", strategy.DocumentFactory, {"title": ""}),
    Case("strategy_document_named", strategy.DocumentFactory, {"summary": ""}),
    Case(
        "strategy_document_file_or_link",
        strategy.DocumentFactory,
        {"file": "notat.pdf", "url": "https://example.org/notat"},
    ),
    Case("strategy_document_kind_known", strategy.DocumentFactory, {"kind": UNKNOWN}),
]
PORTAL = [
    Case("portal_contactpoint_complete", portal.ContactPointFactory, {"role": ""}),
    Case("portal_contactpoint_complete", portal.ContactPointFactory, {"email": ""}),
    *(
        Case("portal_linkcheck_fault_is_dated", portal.LinkCheckFactory, changes)
        for changes in (
            {"fault": "404"},
            {"first_failed_date": date(2026, 10, 1)},
            {
                "fault": "404",
                "first_failed_date": date(2026, 10, 2),
                "last_failed_date": date(2026, 10, 1),
            },
        )
    ),
    Case("portal_formeraddress_path", portal.FormerAddressFactory, {"path": "gammel"}),
    Case(
        "portal_maildelivery_failure_has_reason",
        portal.MailDeliveryFactory,
        {"fault": ""},
    ),
    Case("portal_mailtext_of_a_mail", portal.MailTextFactory, {"key": ""}),
]
ALL = [
    *EACH_PUBLISHABLE,
    *EACH_QUANTITY,
    *ENTERPRISES,
    *NETWORK,
    *STRATEGY,
    *PORTAL,
]
CONSTRAINTS = [
    (model, constraint) for model in MODELS for constraint in model._meta.constraints
]


@pytest.fixture(autouse=True)
def own_media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def broken_by(row):
    """Name the constraints that a row breaks, as the model sees it."""
    broken = []
    for constraint in row._meta.constraints:
        try:
            constraint.validate(type(row), row)
        except ValidationError:
            broken.append(constraint.name)
    return broken


def named(model, name):
    return next(c for c in model._meta.constraints if c.name == name)


def complaint(model, constraint):
    """Return what the database says when a constraint is broken."""
    if connection.vendor == "sqlite" and isinstance(constraint, UniqueConstraint):
        columns = [model._meta.get_field(name).column for name in constraint.fields]
        return ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
    return constraint.name


def case_id(case):
    changed = getattr(case, "changes", {"twin": ""})
    return f"{case.name}-{'-'.join(changed)}"


@pytest.mark.parametrize(
    "case", [case for case in ALL if isinstance(case, Case)], ids=case_id
)
def test_a_broken_rule_is_refused(db, case):
    row = case.factory(**case.situation)
    for name, value in case.changes.items():
        setattr(row, name, value(row) if callable(value) else value)
    constraint = named(type(row), case.name)

    broken = broken_by(row)
    with pytest.raises(ValidationError):
        row.full_clean()
    with pytest.raises(ValidationError) as told:
        row.validate_constraints()
    # Straight to the database: some rows are written once, as far as Python goes.
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        row.save_base()

    assert set(broken) == {case.name, *case.also}
    assert constraint.violation_error_message in told.value.messages
    assert any(name in str(refused.value) for name in (case.name, *case.also))


@pytest.mark.parametrize(
    "twin", [case for case in ALL if isinstance(case, Twin)], ids=case_id
)
def test_a_twin_is_refused(db, twin):
    first = twin.factory(**twin.situation)
    second = twin.factory(**twin.situation)
    constraint = named(type(first), twin.name)
    for name in constraint.fields:
        setattr(second, name, getattr(first, name))
    if "email_key" in constraint.fields:
        second.email = first.email

    broken = broken_by(second)
    with pytest.raises(ValidationError) as told:
        second.full_clean()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        second.save()

    assert broken == [twin.name]
    assert told.value.messages == [constraint.violation_error_message]
    assert complaint(type(first), constraint) in str(refused.value)


def test_every_constraint_has_a_case():
    assert {constraint.name for _, constraint in CONSTRAINTS} == {
        case.name for case in ALL
    }


@pytest.mark.parametrize(
    ("model", "constraint"), CONSTRAINTS, ids=[c.name for _, c in CONSTRAINTS]
)
def test_every_constraint_has_a_sentence_of_its_own(model, constraint):
    message = constraint.violation_error_message

    assert message != constraint.default_violation_error_message
    assert message[0].isupper()
    assert message.endswith((".", "?"))


# One value for each unique column that the smallest row leaves empty or repeats.
UNIQUE_VALUES = {
    "network.TopicSuggestion.topic": network.TopicFactory,
    "enterprises.Enterprise.cvr_number": "13585628",
    "enterprises.Location.p_number": "1005408410",
    "strategy.Strategy.predecessor": strategy.StrategyFactory,
    "network.MemberDelivery.mail": Message.objects.create,
}
UNIQUE_FIELDS = [
    field
    for model in MODELS
    for field in model._meta.local_fields
    if field.unique and not field.primary_key
]


@pytest.mark.parametrize("unique", UNIQUE_FIELDS, ids=str)
def test_a_unique_value_is_taken_once(db, unique):
    factory = FACTORIES[unique.model]
    value = UNIQUE_VALUES.get(str(unique))
    first = factory()
    if value is not None:
        setattr(first, unique.name, value() if callable(value) else value)
        first.save()
    second = factory(**{"place": "prisen"} if unique.name == "place" else {})
    setattr(second, unique.name, getattr(first, unique.name))

    with pytest.raises(ValidationError) as told:
        second.full_clean()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        second.save()

    assert list(told.value.message_dict) == [unique.name]
    assert unique.column in str(refused.value)


def leaves(condition, negated=False):
    """Yield lookup and value of what a condition demands, not of what it excludes."""
    negated ^= condition.negated
    for child in condition.children:
        if isinstance(child, Q):
            yield from leaves(child, negated)
        elif not negated:
            yield child


def values_held(model, name):
    """Return the values that the database lets a column take."""
    lists, single = [], set()
    for constraint in model._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            for lookup, value in leaves(constraint.condition):
                if lookup == f"{name}__in":
                    lists.append({str(item) for item in value})
                elif lookup == name and len(constraint.condition) > 1:
                    single.add(str(value))
    return lists[0] if lists else single


CHOICES = [
    field
    for model in MODELS
    for field in model._meta.local_fields
    if isinstance(field, models.CharField) and field.choices
]


@pytest.mark.parametrize("chosen", CHOICES, ids=str)
def test_the_database_knows_exactly_the_choices(chosen):
    values = {str(value) for value, _ in chosen.flatchoices if value != ""}

    held = values_held(chosen.model, chosen.name)

    assert held == (values | {""} if chosen.blank else values)
