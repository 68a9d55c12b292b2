"""What entries of the audit trail hold, in words: names for numbers and keys, kronor for öre, periods and moments."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import BigIntegerField, DateTimeField, DecimalField, Field, PositiveBigIntegerField
from django.utils import timezone
from django.utils.translation import gettext as _

from tertial.common.period_words import period_key_words, spans_words
from tertial.domain.money import from_ore
from tertial.domain.numbers_sv import format_exact
from tertial.domain.quantity import Unit
from tertial.organisation.log_words import FIELD_WORDS, KEY_WORDS

Names = Callable[[Collection[str]], Mapping[str, str]]
KEY_NAMES: dict[str, Names] = {}
SHAPED: dict[str, Callable[[Any], str]] = {}
ROW_NAMES: dict[str, Callable[[Collection[Any]], Mapping[int, str]]] = {}
POINTS: dict[str, str] = {"step": "scalestep", "status": "assignmentstatus", "indicator": "indicator"}

_OF_ORE = ", öre"
_REF = re.compile(r"[a-z]+:[^\s:]+(:[^\s:]+)*")
_ROW = re.compile(r"[a-z]+:\d+")
_NAMED_BY = ("name", "label", "word", "title", "heading", "caption")
PERIODS = frozenset({"period", "periods"})
_SPACED_FROM = 10_000  # a year is not written with a space


def describe(
    *,
    points: Mapping[str, str] | None = None,
    key_names: Mapping[str, Names] | None = None,
    shaped: Mapping[str, Callable[[Any], str]] | None = None,
    row_names: Mapping[str, Callable[[Collection[Any]], Mapping[int, str]]] | None = None,
) -> None:
    """Lets a room say what its entries hold, by field (`forecast.row`) or kind of thing (`forecast`).

    `points` are the kinds of rows that numbers belong to where the model does not say it; `key_names` tell what keys
    are called, many at once; `shaped` say values that have a shape of their own; `row_names` tell what rows are called
    that cannot tell it themselves.
    """
    POINTS.update(points or {})
    KEY_NAMES.update(key_names or {})
    SHAPED.update(shaped or {})
    ROW_NAMES.update(row_names or {})


def label_of(kind: str, name: str, field: Any) -> str:  # noqa: ANN401 - Django's fields have no common useful type
    """What a field of an entry is called; money is shown in kronor, so its label does not say öre."""
    if f"{kind}.{name}" in FIELD_WORDS:
        return _(FIELD_WORDS[f"{kind}.{name}"])
    if getattr(field, "_verbose_name", None) is not None:
        return str(field.verbose_name).removesuffix(_OF_ORE)
    return _(FIELD_WORDS[name]) if name in FIELD_WORDS else name


def kronor(ore: int) -> str:
    """An amount in öre as kronor, with öre only where there are any."""
    return f"{format_exact(from_ore(ore, Unit.KRONOR, 0).value)} kr"


def is_ref(value: object) -> bool:
    """Whether a value has the look of a ref such as `goal:12` or `statementrow:KS:2024:result:personnel`."""
    return isinstance(value, str) and _REF.fullmatch(value) is not None


def is_row(ref: object) -> bool:
    """Whether a value has the look of the ref of a stored row."""
    return isinstance(ref, str) and _ROW.fullmatch(ref) is not None


def numbers_in(value: object) -> set[int]:
    """The numbers of rows that a value of a field that points holds: one, a list, or the keys of a table."""
    if isinstance(value, dict):
        return {int(key) for key in value if key.isdigit()}
    found = value if isinstance(value, list) else [value]
    return {each for each in found if isinstance(each, int) and not isinstance(each, bool)}


def pointed_words(value: object, name_of: Callable[[int], str]) -> str:
    """What a value that points says: the names, each with its amount where the value is amounts by row."""
    if isinstance(value, dict):
        amounts = ((name_of(int(key)), amount) for key, amount in value.items())
        return ", ".join(f"{name}: {kronor(amount)}" if isinstance(amount, int) else name for name, amount in amounts)
    return ", ".join(name_of(number) for number in sorted(numbers_in(value)))


def scalar_words(value: Any, name: str, field: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    """A single value as people say it, by the kind of field that holds it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    choices = dict(getattr(field, "flatchoices", None) or ())
    if value in choices and choices[value] != value:
        return str(choices[value])
    if isinstance(value, str):
        return _text_words(value, name, field)
    if isinstance(field, BigIntegerField | PositiveBigIntegerField) and str(field.verbose_name).endswith(_OF_ORE):
        return kronor(value)
    return format_exact(Decimal(str(value))) if abs(value) >= _SPACED_FROM else str(value)


def _text_words(value: str, name: str, field: "Field[Any, Any] | None") -> str:
    if name in PERIODS:
        return period_key_words(value)
    if isinstance(field, DateTimeField):
        return timezone.localtime(datetime.fromisoformat(value)).strftime("%Y-%m-%d %H:%M")
    if isinstance(field, DecimalField):
        try:
            return format_exact(Decimal(value))
        except InvalidOperation:
            return value
    return _(KEY_WORDS[value]) if value in KEY_WORDS else value


def composite_words(value: Any, name: str) -> str:  # noqa: ANN401 - whatever JSON holds
    """A list or a table in words: rows by their names, settings by what they are called."""
    if isinstance(value, list):
        if name in PERIODS:
            return spans_words(str(each) for each in value)
        parts: Iterable[str] = (composite_words(item, name) for item in value)
        return ", ".join(filter(None, parts))
    if not isinstance(value, dict):
        return "" if value is None or value == "" else scalar_words(value, name, None)
    if named := next((value[key] for key in _NAMED_BY if isinstance(value.get(key), str) and value[key]), ""):
        return named
    return ", ".join(filter(None, (_setting(key, item) for key, item in value.items())))


def _setting(key: str, value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    said = composite_words(value, key)
    if not said:
        return ""
    word = _(KEY_WORDS[key]) if key in KEY_WORDS else ""
    return f"{word}: {said}" if word else said
