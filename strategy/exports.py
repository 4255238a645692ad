"""An evaluation's frozen figures as a file for spreadsheets."""

from datetime import date, datetime

from common.tables import csv_chunks

from .frozen import Document, FrozenFigure

HEADINGS = (
    "Evaluering",
    "Mål nr.",
    "Mål",
    "Hvad tallet tæller",
    "Hvor præcist",
    "Tal",
    "Enhed",
    "Som det blev skrevet",
    "Gælder pr.",
    "Måltal",
    "Året før",
    "Tal året før",
    "Metode",
    "Kilde",
    "Regnet ud fra eksempler",
    "Frosset",
    "Nøgle",
)


def figures_as_csv(document: Document) -> bytes:
    """Write the figures as they were published, with method, source and day."""
    rows = [_row(document, figure) for figure in document.figures]
    return b"".join(csv_chunks(HEADINGS, [rows] if rows else []))


def _row(document: Document, figure: FrozenFigure) -> list[str]:
    goal = next((goal for goal in document.goals if goal.pk == figure.goal), None)
    value = figure.quantity.value
    return [
        str(document.year),
        str(goal.number) if goal else "",
        goal.title if goal else "",
        figure.label,
        str(figure.quantity.qualifier.label) if value is not None else "ikke oplyst",
        "" if value is None else f"{value.normalize():f}".replace(".", ","),
        str(figure.quantity.unit.label),
        figure.quantity.as_published,
        _written(figure.as_of_date),
        figure.target,
        str(document.before_year or ""),
        str(figure.before) if figure.before else "",
        figure.method,
        figure.source,
        "ja" if figure.includes_examples else "nej",
        _written(figure.copied_at),
        figure.key,
    ]


def _written(moment: date | datetime | None) -> str:
    return moment.isoformat() if moment else ""
