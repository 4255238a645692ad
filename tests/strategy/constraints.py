"""A case for each constraint of the programme's tables."""

from datetime import date
from decimal import Decimal

from tests.constraints import NOON, UNKNOWN, Case, Twin, itself
from tests.strategy import factories as strategy

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
    *(
        Case(
            f"strategy_indicatorcorrection_{name}",
            strategy.IndicatorCorrectionFactory,
            changes,
        )
        for name, changes in (
            ("complete", {"former": ""}),
            ("complete", {"reason": ""}),
            ("part_known", {"part": UNKNOWN}),
        )
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
