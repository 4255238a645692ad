"""The registry's figures that an indicator can follow, by name."""

from common.figures import NamedFigure

from ..models import RsvStatus
from .counts import STAGE_LABELS, Stage, count_by_rsv, count_by_stage
from .social_value import social_value_statements
from .staff import Group, staffing


def _stage_figure(stage: Stage) -> NamedFigure:
    return NamedFigure(
        stage.value, STAGE_LABELS[stage], lambda on: count_by_stage(on)[stage]
    )


def _group_figure(group: Group) -> NamedFigure:
    return NamedFigure(
        group.value, str(group.label), lambda on: staffing(on).by_group[group]
    )


NAMED_FIGURES: dict[str, NamedFigure] = {
    named.key: named
    for named in (
        *(_stage_figure(stage) for stage in Stage),
        NamedFigure(
            "rsv-registrerede",
            "RSV-registrerede virksomheder",
            lambda on: count_by_rsv(on)[RsvStatus.Status.REGISTERED],
            counted_as="rsv-registreret",
        ),
        *(_group_figure(group) for group in Group),
        NamedFigure(
            "mervaerdi", "dokumenterede eksempler på merværdi", social_value_statements
        ),
    )
}
