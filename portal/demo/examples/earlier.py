"""An earlier example strategy, whose last evaluation was never made: it is overdue."""

from datetime import date

from strategy.models import Evaluation, Goal, Strategy, StrategySection

from ..writing import paragraphs, save
from .strategy import COMMITTEE


def save_earlier() -> list[Strategy | Evaluation]:
    """Save it with the evaluation that everybody can see is missing."""
    strategy = save(
        Strategy(
            title="Strategi for socialøkonomi 2020–2022 (eksempel)",
            slug="eksempel-2020-2022",
            is_example=True,
            period_start_year=2020,
            period_end_year=2022,
            status=Strategy.Status.SUPERSEDED,
            visibility=Strategy.Visibility.PUBLIC,
            deciding_body="Byrådet",
            adopted_date=date(2019, 12, 11),
            evaluated_by=COMMITTEE,
            evaluation_rhythm="hvert år",
            summary=(
                "En opdigtet strategi, der viser, hvordan portalen siger det, når en "
                "evaluering mangler."
            ),
        )
    )
    save(
        StrategySection(
            strategy=strategy,
            heading="Vision",
            anchor="vision",
            body=paragraphs(
                "Eksempel: Flere skal kende de socialøkonomiske virksomheder og handle "
                "hos dem."
            ),
            position=1,
        )
    )
    save(
        Goal(
            strategy=strategy,
            number=1,
            title="Flere kender virksomhederne",
            description=paragraphs("Alle virksomheder står samlet ét sted."),
        )
    )
    overdue = save(
        Evaluation(
            strategy=strategy,
            year=2022,
            due_date=date(2023, 6, 15),
            cut_off_date=date(2022, 12, 31),
            committee=COMMITTEE,
        )
    )
    return [strategy, overdue]
