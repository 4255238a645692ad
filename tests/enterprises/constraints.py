"""A case for each constraint of the registry's tables."""

from datetime import date
from decimal import Decimal

from tests.constraints import NOON, UNKNOWN, Case, Twin
from tests.enterprises import factories as enterprises

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
