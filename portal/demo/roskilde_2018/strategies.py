"""The strategy of 2014, its evaluation in spring 2018, and the one up for decision."""

from django.utils import timezone

from enterprises.models import Source
from strategy.models import Evaluation, Goal, Strategy, StrategySection
from strategy.services import publish_as_told

from ..writing import bullets, paragraphs, save

COMMITTEE = "Beskæftigelses- og Sundhedsudvalget"


def save_strategies(account: Source) -> list[Strategy]:
    """Save both strategies with what the account tells of them."""
    first = save_first(account)
    return [first, save_second(account, predecessor=first)]


def save_first(account: Source) -> Strategy:
    """Save the strategy of 2014; the account does not say who decided on it."""
    strategy = save(
        Strategy(
            title="Strategi for socialøkonomi 2014",
            slug="strategi-2014",
            period_start_year=2014,
            status=Strategy.Status.ADOPTED,
            visibility=Strategy.Visibility.PUBLIC,
            deciding_body="Roskilde Kommune",
            decision_text="2014",
            evaluated_by=COMMITTEE,
            evaluation_rhythm="hvert år",
            summary=(
                "Kommunens første strategi for socialøkonomi. Kort efter den blev "
                "besluttet, fik kommunen et Advisory Board for Socialøkonomi, og "
                "strategien blev brugt aktivt for at nå målene. Den blev evalueret i "
                "foråret 2018."
            ),
            working_notes=(
                "Kilden siger ikke, hvem der besluttede strategien i 2014, hvilke mål "
                "den havde, eller hvad den hedder. Teksten er ikke bevaret her. Kilden "
                "siger heller ikke, hvem der evaluerede den i foråret 2018; udvalget "
                "er det, som evaluerer strategien hvert år."
            ),
            source=account,
        )
    )
    section(
        strategy,
        "Sådan er den blevet brugt",
        "brugt",
        "Kommunen har brugt strategien aktivt de seneste par år og haft fokus på at nå "
        "målene.",
        "Det meste af arbejdet er sket i Advisory Board for Socialøkonomi, som blev "
        "oprettet kort efter, at strategien blev besluttet.",
    )
    section(
        strategy,
        "Sådan bliver den fulgt",
        "evaluering",
        f"{COMMITTEE} evaluerer strategien hvert år. Så kan kommunen se, om arbejdet "
        "går mod visionen og målene, og ændre aktiviteter eller strategi, hvis der er "
        "brug for det.",
    )
    section(
        strategy,
        "Det ved vi ikke",
        "ukendt",
        "Kilden siger, at strategien blev besluttet i 2014, men ikke hvem i kommunen "
        "der besluttede den, eller hvilke mål den havde. Derfor står det heller ikke "
        "her.",
    )
    save_evaluation(strategy, account)
    return strategy


def save_evaluation(strategy: Strategy, account: Source) -> None:
    """Save the evaluation of spring 2018, of which the account gives no figures.

    It has no day to count figures on, so it is made public as it is told.
    """
    evaluation = Evaluation(
        strategy=strategy,
        year=2018,
        committee=COMMITTEE,
        when_text="foråret 2018",
        summary=(
            "Strategien fra 2014 blev evalueret i foråret 2018, og erfaringerne gik "
            "med ind i arbejdet med en ny strategi. Kilden siger ikke, hvem der "
            "lavede evalueringen, eller hvad den viste."
        ),
        source=account,
    )
    publish_as_told(save(evaluation), at=timezone.now())


def save_second(account: Source, predecessor: Strategy) -> Strategy:
    """Save the strategy that the council was to decide on at the end of August 2018."""
    strategy = save(
        Strategy(
            title="Ny strategi for socialøkonomi 2018",
            slug="strategi-2018",
            period_start_year=2018,
            status=Strategy.Status.PROPOSED,
            visibility=Strategy.Visibility.PUBLIC,
            deciding_body="Byrådet",
            decision_text="sidst i august 2018",
            evaluated_by=COMMITTEE,
            evaluation_rhythm="hvert år",
            predecessor=predecessor,
            summary=(
                "Den nye strategi skulle til beslutning i byrådet sidst i august 2018. "
                "Den bygger på erfaringerne med den første, på drøftelser i Advisory "
                "Board og på samtaler med dem, det handler om."
            ),
            origin=paragraphs("Strategien bygger på tre ting:")
            + bullets(
                "erfaringerne fra den første strategiperiode og evalueringen i foråret "
                "2018",
                "drøftelser i Advisory Board, som i 2018 især har arbejdet med "
                "strategien",
                "interviews og møder med dem, strategien vedrører",
            )
            + paragraphs(
                "Kommunen fortæller, at de berørte har været godt inddraget "
                "undervejs, og at strategien vil blive offentliggjort på kommunens "
                "hjemmeside."
            ),
            working_notes=(
                "Kilden siger ikke, hvor længe strategien skal gælde, eller hvad "
                "byrådet besluttede."
            ),
            source=account,
        )
    )
    section(
        strategy,
        "Det vil kommunen opnå",
        "formaal",
        "Nogle opgaver i samfundet er svære at løse på den måde, man plejer, og svære "
        "for erhvervslivet at løse på markedets vilkår. Dem vil kommunen være med til "
        "at løse ved at satse på socialøkonomi.",
        "Socialøkonomi er ét af flere redskaber. Målet er et mere levende "
        "lokalsamfund, hvor flere er med i fællesskabet, og flere er i arbejde.",
        "Tanken er også, at indsatsen skal bidrage til FN’s verdensmål. Kilden siger "
        "ikke, hvilke.",
    )
    section(
        strategy,
        "Sådan bliver den fulgt",
        "evaluering",
        f"Som den første strategi skal den nye evalueres hvert år af {COMMITTEE}. Så "
        "kan kommunen holde øje med visionen og målene og ændre kurs, når der er brug "
        "for det.",
    )
    section(
        strategy,
        "Det er planlagt for perioden",
        "planer",
        "Kommunen nævner en række ting, den vil arbejde med i den nye periode. De står "
        "under målene her på siden. Kilden siger ikke, om de også står som mål i selve "
        "strategien, og den nævner ingen måltal.",
        "Desuden holder netværket Social Vision Roskilde en workshop om, hvordan især "
        "de små virksomheder kan hjælpe hinanden og måske gå sammen i klynger, og "
        "tager godt arbejdsmiljø op som tema.",
    )
    goal(
        strategy,
        1,
        "Merværdien skal dokumenteres bedre",
        "Virksomhederne skaber mere end job. De tager folk med i fællesskaber, giver "
        "gode oplevelser og bedre livskvalitet. Kommunen planlægger at dokumentere det "
        "bedre, både for den enkelte og for samfundet.",
    )
    goal(
        strategy,
        2,
        "RSV-ordningen skal bringes i spil",
        "Kommunen har ingen politik om kun at arbejde sammen med RSV-registrerede "
        "virksomheder. I den nye periode vil den drøfte, hvordan ordningen kan komme i "
        "spil.",
    )
    goal(
        strategy,
        3,
        "Socialøkonomi skal stå stærkere i indkøb og udbud",
        "Kommunen arbejder allerede med de socialøkonomiske virksomheder i sin "
        "indkøbspolitik. Den vil undersøge, hvordan socialøkonomi kan stå stærkere, "
        "når kommunen køber ind og sender opgaver i udbud.",
    )
    goal(
        strategy,
        4,
        "Indsatsen skal bidrage til FN’s verdensmål",
        "Det er tanken med kommunens indsats. Kilden siger ikke, hvilke af målene det "
        "gælder, så her er ikke peget på nogen.",
    )
    return strategy


def section(strategy: Strategy, title: str, anchor: str, *texts: str) -> None:
    """Save one section after those the strategy has."""
    save(
        StrategySection(
            strategy=strategy,
            heading=title,
            anchor=anchor,
            body=paragraphs(*texts),
            position=strategy.sections.count() + 1,
        )
    )


def goal(strategy: Strategy, number: int, title: str, *texts: str) -> None:
    """Save one goal, not assessed and without indicators: the account has none."""
    save(
        Goal(
            strategy=strategy,
            number=number,
            title=title,
            description=paragraphs(*texts),
        )
    )
