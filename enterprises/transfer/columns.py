"""What a cell may hold, each kind defined once for the way out and the way in.

Outwards a column turns values of the database into texts, many at a time. Inwards it
reads a text, or refuses it with a sentence in Danish that says what to do.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.formats import date_format

from common.quantities import NOT_STATED, Qualifier, Quantity, Unit
from common.richtext import clean
from common.tables import restored
from common.tables.writing import text_cell
from enterprises.importers.columns import plain
from enterprises.importers.entries import cvr_digits, read_date

# Line ends and tabs stay; what no database or no Excel keeps does not.
UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LINE_END = re.compile(r"\r\n?|\u2028|\u2029|\x85")
BETWEEN_NAMES = "; "
# Stands before what was a formula in the file, as no text can.
FORMULA = "\uffff"
# How a cell begins that is not what it looks like.
SPECIAL = frozenset("'= ")
# Texts whose meaning a column remembers, and how long they may be.
REMEMBERED, LONGEST_REMEMBERED = 2000, 40


def tidy(text: str) -> str:
    """Write a text as every way through a file leaves it."""
    if text.isprintable():
        return text.strip()
    return UNWANTED.sub("", LINE_END.sub("\n", text)).strip()


def text_of(cell: Any) -> str:
    """Write a cell of a file as the text that a Dane would type."""
    if cell.__class__ is str and cell.isprintable() and cell[:1] not in SPECIAL:
        # Almost every cell of almost every file.
        return cell.strip()
    match cell:
        case None:
            return ""
        case str():
            text = tidy(restored(cell))
            return FORMULA + text if cell[:1] == "=" else text
        case bool():
            return "Ja" if cell else "Nej"
        case datetime():
            return cell.date().isoformat()
        case float():
            whole = int(cell) if cell.is_integer() else cell
            return str(whole).replace(".", ",")
        case _:
            return tidy(str(cell))


class Column:
    """A column of texts, and what every other kind of column is made from.

    ``name`` is the attribute it sets, ``source`` what the database is asked for.
    """

    # What an empty cell leaves behind.
    empty: Any = ""
    # The model's fields that it sets.
    fields: tuple[str, ...] = ()
    # What makes a number or a date for Excel of a text.
    cell: Callable[[str], Any] | None = None

    def __init__(
        self,
        name: str,
        heading: str,
        explanation: str,
        *,
        source: Any = None,
        is_required: bool = False,
        is_read: bool = True,
    ) -> None:
        """Describe a column; one that is not read only tells what is so."""
        self.name = name
        self.heading = heading
        self.explanation = explanation
        self.source = name if source is None else source
        self.is_required = is_required
        self.is_read = is_read
        self.known: dict[str, Any] = {}
        if is_read:
            self.fields = (name,)

    def texts(self, values: Iterable[Any]) -> list[str]:
        """Write values of the database."""
        return ["" if value is None else value for value in values]

    def text(self, value: Any) -> str:
        """Write one value that was read from a file."""
        return self.texts([value])[0]

    def told(self, text: str) -> str:
        """Say to the editor what a file writes so that machines can sort it."""
        return text

    def value(self, text: str) -> Any:
        """Read a cell, an empty one too.

        Raises:
            ValueError: it cannot be so; Danish.
        """
        if not text:
            if self.is_required:
                raise ValueError("Feltet kan ikke stå tomt. Skriv noget i det.")
            return self.empty
        if text in self.known:
            return self.known[text]
        value = self.read(text)
        if len(text) <= LONGEST_REMEMBERED and len(self.known) < REMEMBERED:
            # The same few words stand in row after row.
            self.known[text] = value
        return value

    def read(self, text: str) -> Any:
        """Read a cell that is not empty.

        Raises:
            ValueError: it cannot be so; Danish.
        """
        return text

    def put(self, row: Any, value: Any) -> None:
        """Set the value on a row of the database."""
        setattr(row, self.name, value)

    def is_same(self, before: str, value: Any) -> bool:
        """Say whether a text says it in other words: 31-8-2018 and 2018-08-31."""
        try:
            return bool(self.value(before) == value)
        except (ValueError, ValidationError):
            return False


class FieldText(Column):
    """A text, held against the rules of the model's field."""

    def __init__(self, field: Any, *args: Any, **more: Any) -> None:
        """Take over the field's length and checks."""
        super().__init__(field.name, *args, is_required=not field.blank, **more)
        self.empty = None if field.null else ""
        self.has_lines = isinstance(field, models.TextField)
        self.longest = field.max_length
        self.checks = [
            check
            for check in field.validators
            if not isinstance(check, MaxLengthValidator)
        ]

    def read(self, text: str) -> str:
        """Put it on one line where the field has one, and check it."""
        if not self.has_lines and not (text.isprintable() and "  " not in text):
            text = " ".join(text.split())
        if self.longest is not None and len(text) > self.longest:
            raise ValueError(
                f"Teksten har {len(text)} tegn. Forkort den til {self.longest}."
            )
        for check in self.checks:
            check(text)
        return text


class RichText(FieldText):
    """A formatted text; it is cleaned when it is saved."""

    def text(self, value: str) -> str:
        """Show it as it will be saved."""
        return clean(value)

    def is_same(self, before: str, value: str) -> bool:
        """Compare what would be saved."""
        return before == clean(value).strip()


class CvrNumber(FieldText):
    """A CVR number as people write it: "DK 13 58 56 28"."""

    cell = staticmethod(lambda text: int(text) if text.isascii() and text else None)

    def read(self, text: str) -> str:
        """Leave the digits and check them."""
        return super().read(cvr_digits(text))


class Day(Column):
    """A day, written as 2018-08-31 and read as Danes and Excel write it."""

    empty = None
    cell = staticmethod(lambda text: date.fromisoformat(text) if text else None)

    def __init__(self, name: str, *args: Any, **more: Any) -> None:
        """Let the database write the day: it is quicker at it."""
        super().__init__(name, *args, source=Cast(name, models.TextField()), **more)

    def text(self, value: Any) -> str:
        """Write a day."""
        return value.isoformat() if value else ""

    def told(self, text: str) -> str:
        """Say a day as Danes do."""
        return date_format(date.fromisoformat(text), "j. F Y") if text else ""

    def read(self, text: str) -> date:
        """Read a day."""
        found = read_date(text)
        if found is None:
            raise ValueError(f"“{text}” er ikke en dato. Skriv den som 31-08-2018.")
        return found


class DayOfMoment(Day):
    """The Danish day of a moment; told, never read."""

    def __init__(self, *args: Any) -> None:
        """Say that it is only told."""
        super().__init__(*args, is_read=False)
        self.known: dict[str, str] = {}

    def texts(self, values: Iterable[Any]) -> list[str]:
        """Write the days; few moments are different ones."""
        found = []
        for value in values:
            if value and value not in self.known:
                if len(self.known) > 1000:
                    self.known.clear()
                self.known[value] = _danish_day(value)
            found.append(self.known[value] if value else "")
        return found


def _danish_day(text: str) -> str:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.get_fixed_timezone(0))
    return timezone.localdate(moment).isoformat()


class Choice(Column):
    """One of a list, written in words and read as words or key."""

    def __init__(
        self,
        field: Any,
        *args: Any,
        also: Mapping[str, str] | None = None,
        empty: Any = None,
        **more: Any,
    ) -> None:
        """Take the list from the model's field."""
        is_required = not field.blank and empty is None
        super().__init__(field.name, *args, is_required=is_required, **more)
        self.empty = "" if empty is None else empty
        self.labels = {key: str(label) for key, label in field.flatchoices}
        self.labels.setdefault("", "")
        self.keys = dict(also or {}) | {
            plain(word): key
            for key, label in field.flatchoices
            for word in (str(key), str(label))
        }

    def texts(self, values: Iterable[Any]) -> list[str]:
        """Write the words."""
        return list(map(self.labels.__getitem__, values))

    def read(self, text: str) -> Any:
        """Find the key."""
        key = self.keys.get(plain(text))
        if key is None:
            words = ", ".join(label for label in self.labels.values() if label)
            raise ValueError(f"“{text}” er ikke en af mulighederne: {words}.")
        return key


class YesNo(Column):
    """Yes or no; an empty cell is no."""

    empty = False

    def texts(self, values: Iterable[Any]) -> list[str]:
        """Write the word."""
        return ["Ja" if value else "Nej" for value in values]

    def read(self, text: str) -> bool:
        """Read the word."""
        word = text.casefold()
        if word not in ("ja", "nej", "x", "1", "0", "true", "false"):
            raise ValueError(f"“{text}” er hverken Ja eller Nej.")
        return word in ("ja", "x", "1", "true")


class Number(Column):
    """A whole number, such as a year."""

    empty = None
    cell = staticmethod(lambda text: int(text) if text else None)

    def texts(self, values: Iterable[Any]) -> list[str]:
        """Write the numbers."""
        return list(map(str, values))

    def read(self, text: str) -> int:
        """Read a number."""
        if not re.fullmatch(r"[0-9]{1,9}", text):
            raise ValueError(f"“{text}” er ikke et helt tal. Skriv det med cifre.")
        return int(text)


class Names(Column):
    """Several of a list, by name: "Café; Genbrug".

    The values are keys, sorted, so that two rows with the same names are the same.
    """

    empty: tuple[int, ...] = ()

    def __init__(self, relation: Any, *args: Any, by: str = "name") -> None:
        """Read the list of names once; it is short."""
        self.through: Any = relation.through
        self.field = relation.field
        super().__init__(self.field.name, *args, source="pk")
        # They stand in a table of their own.
        self.fields = ()
        rows = self.field.related_model._default_manager.order_by("pk")
        self.names = {pk: str(name) for pk, name in rows.values_list("pk", by)}
        self.keys = {plain(name): pk for pk, name in self.names.items()}
        self.id_name = self.field.m2m_reverse_field_name() + "_id"

    def texts(self, values: Iterable[Any]) -> list[str]:
        """Write the names that each of many rows has."""
        ids = list(values)
        told: dict[int, list[str]] = {}
        rows = self.through._default_manager.all()
        first, last = min(ids), max(ids)
        # Neighbours are asked for as such: a thousand keys cost more than the answer.
        if last - first < 2 * len(ids):
            pairs = rows.filter(enterprise_id__gte=first, enterprise_id__lte=last)
        else:
            pairs = rows.filter(enterprise_id__in=ids)
        names = self.names
        for enterprise_id, pk in pairs.order_by(
            "enterprise_id", self.id_name
        ).values_list("enterprise_id", self.id_name):
            told.setdefault(enterprise_id, []).append(names[pk])
        return [BETWEEN_NAMES.join(told.get(pk, ())) for pk in ids]

    def text(self, value: Any) -> str:
        """Write the names behind keys."""
        return BETWEEN_NAMES.join(self.names[pk] for pk in value)

    def read(self, text: str) -> tuple[int, ...]:
        """Find the keys."""
        found = set()
        for name in re.split(r"[;\n]", text):
            if not (word := plain(name)):
                continue
            if word not in self.keys:
                raise ValueError(
                    f"“{name.strip()}” findes ikke under {self.heading.lower()}. Ret "
                    "navnet, eller tilføj det først. Skil flere med semikolon."
                )
            found.add(self.keys[word])
        return tuple(sorted(found))

    def put(self, row: Any, value: Any) -> None:
        """Leave it to the sheet: the row may not be there yet."""


# Quantities

WORDS = {
    **{plain(str(qualifier.label)): qualifier for qualifier in Qualifier},
    **{"cirka": Qualifier.APPROXIMATE, "omkring": Qualifier.APPROXIMATE},
    **{"over": Qualifier.MORE_THAN, "færreend": Qualifier.UNDER},
    **{"mindreend": Qualifier.UNDER},
}
SIGNS = {">": Qualifier.MORE_THAN, "<": Qualifier.UNDER, "≥": Qualifier.AT_LEAST}
NUMBER = r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?"
QUANTITY = re.compile(rf"([^0-9\[\]]*?) ?({NUMBER})(?: \[(.*)\])?", re.DOTALL)
NOT_A_QUANTITY = (
    "“{}” er ikke et tal, portalen kan læse. Skriv fx 12, ca. 12, mere end 50, "
    "1.234,5 eller ikke oplyst."
)
MOST_DIGITS = 10


def quantity_text(quantity: Quantity) -> str:
    """Print a quantity; the words of its source follow in brackets."""
    words = quantity.as_published
    told = str(quantity.without_words())
    return f"{told} [{words}]" if words else told


def read_quantity(text: str) -> Quantity:
    """Read what `quantity_text` prints, and what people write like it.

    Raises:
        ValueError: it is no quantity; Danish.
    """
    told, _, words = text.partition(" [")
    if told.casefold() == NOT_STATED:
        return Quantity(None, unit=Unit.PERSONS, as_published=_words(words))
    found = QUANTITY.fullmatch(text)
    prefix = found[1].strip() if found else ""
    qualifier = SIGNS.get(prefix) or WORDS.get(plain(prefix))
    if not prefix:
        qualifier = Qualifier.EXACT
    if found is None or qualifier is None:
        raise ValueError(NOT_A_QUANTITY.format(text))
    try:
        value = Decimal(found[2].replace(".", "").replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(NOT_A_QUANTITY.format(text)) from error
    if value >= 10**MOST_DIGITS:
        raise ValueError("Tallet er for stort. Tjek, at det er rigtigt.")
    if value != round(value, 2):
        raise ValueError("Skriv højst to decimaler.")
    return Quantity(value, qualifier, Unit.PERSONS, _words((found[3] or "") + "]"))


def _words(text: str) -> str:
    words = text.removesuffix("]").strip()
    if len(words) > 200:
        raise ValueError("Ordene i klammer er for lange. Forkort dem til 200 tegn.")
    return words


def quantity_cell(text: str) -> Any:
    """Return a number for Excel where it is one and nothing more, or the text."""
    if re.fullmatch(NUMBER, text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return text_cell(text)


def messages_of(error: ValueError | ValidationError) -> str:
    """Return the sentence of a refusal, whichever kind it is."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return str(error)
