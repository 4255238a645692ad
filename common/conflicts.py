"""Two editors and one record: noticing it, and bringing their texts together.

A form carries the version of the record that it shows: a short digest of every value
it could overwrite, its own and those of the rows below it. When the form comes back,
the values that stand by then are digested again. Three digests per value (shown, stands
now, typed) tell who changed it: nobody, this editor, the other one, or both.

No column is needed, and a change that came by another road than the admin is seen too.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from decimal import Decimal
from hashlib import sha256
from typing import Any, Self

from django.core.files.base import File
from django.db import models
from django.forms import CheckboxInput, FileInput, MultiWidget, Select
from django.forms.models import model_to_dict
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format, number_format

RowVersion = dict[str, str]

# No form was shown before this.
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)

# A model's form or formset; the types that are published know little of their parts.
ModelFormLike = Any
FormSetLike = Any


def canonical(value: Any) -> str:
    """Write a value so that what a form shows and what it sends back are the same.

    Line ends, spaces at the ends, trailing zeros and parts of a second do not survive
    the way through a browser and say nothing about who changed what.
    """
    match value:
        case None:
            return ""
        case str():
            return "\n".join(value.splitlines()).strip()
        case Decimal():
            return f"{value.normalize():f}"
        case datetime():
            return value.astimezone(UTC).replace(microsecond=0).isoformat()
        case time():
            return value.replace(microsecond=0).isoformat()
        case File():
            return value.name or ""
        case models.Model():
            return str(value.pk)
        case list() | tuple() | models.QuerySet():
            return ",".join(sorted(canonical(part) for part in value))
        case _:
            return str(value)


def digest(value: Any) -> str:
    """Shorten a value to what tells it from another one."""
    return sha256(canonical(value).encode()).hexdigest()[:12]


def version_of_row(row: models.Model, names: Iterable[str]) -> RowVersion:
    """Digest what stands in the database; ``names`` are the form's fields."""
    values = model_to_dict(row, fields=list(names))
    return {name: digest(value) for name, value in values.items()}


def version_of_form(form: ModelFormLike) -> RowVersion:
    """Digest what a form shows, so that nothing slips in between two queries."""
    shown = form.instance._meta.get_fields()
    names = {model_field.name for model_field in shown} & set(form.base_fields)
    return {
        name: digest(value) for name, value in form.initial.items() if name in names
    }


@dataclass(frozen=True)
class Version:
    """What stood in a record and in the rows below it at a moment.

    The record itself has the key "", a row the prefix of its formset and its own key:
    "locations-7".
    """

    read_at: datetime
    rows: dict[str, RowVersion]

    @classmethod
    def shown_by(cls, form: ModelFormLike, formsets: Iterable[FormSetLike]) -> Self:
        """Take the version from the forms that are about to be drawn."""
        rows = {"": version_of_form(form)}
        for formset in formsets:
            for row in formset.initial_forms:
                rows[f"{formset.prefix}-{row.instance.pk}"] = version_of_form(row)
        return cls(timezone.now(), rows)

    @classmethod
    def loads(cls, text: str) -> Self | None:
        """Read a version from a form; None where there is none that can be read."""
        try:
            content = json.loads(text)
            read_at = datetime.fromisoformat(content["at"])
            rows = {key: dict(row) for key, row in content["rows"].items()}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        # Only the portal writes versions: with a time zone, never ahead of time, and
        # with plain keys. Not every database can be asked about all characters.
        if read_at.tzinfo is None or not EARLIEST <= read_at <= timezone.now():
            return None
        if not all(key.isprintable() for key in rows):
            return None
        return cls(read_at, rows)

    def dumps(self) -> str:
        """Write the version for a hidden field."""
        return json.dumps(
            {"at": self.read_at.isoformat(), "rows": self.rows}, separators=(",", ":")
        )


@dataclass(frozen=True)
class Difference:
    """One field that the other editor changed: what stands now, what was typed."""

    where: str
    label: str
    now: str
    typed: str
    by_both: bool


@dataclass
class Conflict:
    """What happened to a record between the moment it was shown and now.

    ``who`` and ``when`` are unknown where the change did not come from the desk.
    """

    shown: Version
    now: Version
    who: str = ""
    when: datetime | None = None
    is_own: bool = False
    differences: list[Difference] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    # Rows that are gone and were put back as new ones: (prefix, index) -> old key.
    revived: dict[tuple[str, int], str] = field(default_factory=dict)

    @property
    def both(self) -> list[Difference]:
        """Fields where a person must choose."""
        return [difference for difference in self.differences if difference.by_both]

    @property
    def theirs(self) -> list[Difference]:
        """Fields that only the other editor changed, now filled in as they stand."""
        return [difference for difference in self.differences if not difference.by_both]

    def changed_keys(self) -> set[str]:
        """Return the keys of everything that is not as it was shown."""
        keys = self.shown.rows.keys() | self.now.rows.keys()
        return {
            key for key in keys if self.shown.rows.get(key) != self.now.rows.get(key)
        }

    def settle_form(self, form: ModelFormLike, key: str, where: str = "") -> None:
        """Compare one bound form, and take in what only the other editor changed."""
        before = self.shown.rows.get(key, {})
        now = self.now.rows.get(key, {})
        for name in form.changed_data:
            if name not in now or before.get(name) == now[name]:
                continue
            current = form.get_initial_for_field(form.fields[name], name)
            is_valid = name in form.cleaned_data
            typed = form.cleaned_data.get(name)
            by_both = not is_valid or digest(typed) != before.get(name)
            self.differences.append(
                Difference(
                    where=where,
                    label=str(form.fields[name].label or name),
                    now=in_words(form, name, current),
                    typed=in_words(form, name, typed) if is_valid else raw(form, name),
                    by_both=by_both,
                )
            )
            if not by_both:
                fill(form, name, current)

    def settle_formset(self, formset: FormSetLike, title: str) -> None:
        """Compare the rows of a formset: changed, added and removed ones."""
        prefix = formset.prefix
        for row in formset.initial_forms:
            self.settle_form(
                row, f"{prefix}-{row.instance.pk}", f"{title}: {row.instance}"
            )
        before = {key for key in self.shown.rows if _belongs(key, prefix)}
        now = {key for key in self.now.rows if _belongs(key, prefix)}
        arrived = {key: self.now.rows[key] for key in now - before}
        for index, row in enumerate(formset.forms):
            old_key = self.revived.get((prefix, index))
            typed = {
                name: digest(value)
                for name, value in getattr(row, "cleaned_data", {}).items()
            }
            if old_key is not None:
                untouched = self.shown.rows.get(old_key, {})
                if untouched and untouched.items() <= typed.items():
                    clear(row)
            # The same new row sent twice, as by a double click.
            elif row in formset.extra_forms and any(
                values.items() <= typed.items() for values in arrived.values()
            ):
                clear(row)
        self.added += [f"{title}: {row}" for row in _rows(formset, arrived)]
        self.removed += [title] * len(before - now)


def _belongs(key: str, prefix: str) -> bool:
    return re.fullmatch(rf"{re.escape(prefix)}-[^-]+", key) is not None


def _rows(formset: FormSetLike, keys: Iterable[str]) -> list[models.Model]:
    wanted = set(keys)
    return [
        row for row in formset.get_queryset() if f"{formset.prefix}-{row.pk}" in wanted
    ]


def in_words(form: ModelFormLike, name: str, value: Any) -> str:
    """Write a value as the editor knows it from the form."""
    choices = getattr(form.fields[name], "choices", None)
    match value:
        case None | "":
            return ""
        case bool():
            return "Ja" if value else "Nej"
        case datetime():
            return date_format(timezone.localtime(value), "j. F Y H.i")
        case Decimal():
            return number_format(value.normalize())
        case models.Model():
            return str(value)
        case list() | tuple() | models.QuerySet():
            return ", ".join(in_words(form, name, part) for part in value)
        case str() | int() if choices is not None:
            return _choice(form, name, value)
        case File():
            return "en fil" if value else ""
        case _:
            return str(value)


def _choice(form: ModelFormLike, name: str, value: Any) -> str:
    queryset = getattr(form.fields[name], "queryset", None)
    if queryset is not None:
        return str(queryset.model._base_manager.filter(pk=value).first() or value)
    model_field = form.instance._meta.get_field(name)
    labels = dict(getattr(model_field, "flatchoices", None) or [])
    return str(labels.get(value, value))


def raw(form: ModelFormLike, name: str) -> str:
    """Return what was typed, where it makes no sense as a value."""
    data = form[name].data
    parts = data if isinstance(data, list) else [data]
    return " ".join(str(part) for part in parts if part)


def fill(form: ModelFormLike, name: str, value: Any) -> None:
    """Put a value into a bound form as if it had been typed there."""
    form_field = form.fields[name]
    data = form.data.copy()
    _fill(
        data, form_field.widget, form.add_prefix(name), form_field.prepare_value(value)
    )
    form.data = data


def _fill(data: Any, widget: Any, name: str, value: Any) -> None:
    # The admin wraps selects to add its green plus.
    widget = getattr(widget, "widget", widget)
    if isinstance(widget, MultiWidget):
        parts: Any = widget
        for suffix, part, partial in zip(
            parts.widgets_names, parts.widgets, parts.decompress(value), strict=True
        ):
            _fill(data, part, name + suffix, partial)
    elif isinstance(widget, CheckboxInput):
        data.pop(name, None)
        if value:
            data[name] = "on"
    elif isinstance(widget, FileInput):
        return
    elif isinstance(widget, Select) and widget.allow_multiple_selected:
        data.setlist(name, [str(getattr(part, "pk", part)) for part in value or []])
    elif isinstance(widget, Select):
        data[name] = "" if value is None else str(value)
    else:
        data[name] = widget.format_value(value) or ""


def clear(form: ModelFormLike) -> None:
    """Empty a row, so that it is drawn as one nobody has written in."""
    data = form.data.copy()
    for key in [key for key in data if key.startswith(f"{form.prefix}-")]:
        data.pop(key)
    for name, form_field in form.fields.items():
        value = form.get_initial_for_field(form_field, name)
        prepared = form_field.prepare_value(value)
        _fill(data, form_field.widget, form.add_prefix(name), prepared)
    form.data = data
    form._errors = ErrorDict()


def revive_missing_rows(
    data: MultiValueDict,
    files: MultiValueDict,
    *,
    prefix: str,
    key_name: str,
    existing: set[str],
) -> tuple[MultiValueDict, MultiValueDict, dict[int, str]]:
    """Turn rows that somebody else deleted into new ones, so that the text survives.

    Returns:
        The data, the files, and for each row put back its new index and old key.
    """
    try:
        initial = int(data.get(f"{prefix}-INITIAL_FORMS", 0))
        every = int(data.get(f"{prefix}-TOTAL_FORMS", 0))
    except (TypeError, ValueError):
        return data, files, {}
    keys = {i: str(data.get(f"{prefix}-{i}-{key_name}", "")) for i in range(initial)}
    gone = [i for i, key in keys.items() if key and key not in existing]
    if not gone or every > 1000:
        return data, files, {}
    kept = [i for i in range(initial) if i not in gone]
    revived = [i for i in gone if f"{prefix}-{i}-DELETE" not in data]
    order = [*kept, *revived, *range(initial, every)]
    data, files = (_reordered(part, prefix, order) for part in (data, files))
    data[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
    data[f"{prefix}-TOTAL_FORMS"] = str(len(order))
    for index in range(len(kept), len(kept) + len(revived)):
        data[f"{prefix}-{index}-{key_name}"] = ""
    return (
        data,
        files,
        {len(kept) + offset: f"{prefix}-{keys[i]}" for offset, i in enumerate(revived)},
    )


def _reordered(data: MultiValueDict, prefix: str, order: list[int]) -> MultiValueDict:
    pattern = re.compile(rf"{re.escape(prefix)}-(\d+)-(.+)")
    result = data.copy()
    rows: dict[int, dict[str, list[Any]]] = {}
    for key in list(data):
        if found := pattern.fullmatch(key):
            row = rows.setdefault(int(found[1]), {})
            row[found[2]] = result.pop(key)
    for new, old in enumerate(order):
        for name, values in rows.get(old, {}).items():
            result.setlist(f"{prefix}-{new}-{name}", values)
    return result
