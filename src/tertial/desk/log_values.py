"""What entries of the audit trail hold, in words: names for numbers and keys, kronor for öre, periods and moments."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import BigIntegerField, DateTimeField, DecimalField, Field, PositiveBigIntegerField
from django.utils import timezone
from django.utils.translation import gettext as _

from tertial.common.money_words import kronor
from tertial.common.period_words import period_key_words, spans_words
from tertial.domain.numbers_sv import format_exact
from tertial.things.kinds import kind_called
from tertial.things.log_words import FIELDS, Logged, LogGroup

_OF_ORE = ", öre"
_REF = re.compile(r"[a-z]+:[^\s:]+(:[^\s:]+)*")
_NAMED_BY = ("name", "label", "word", "title", "heading", "caption")
PERIODS = frozenset({"period", "periods"})
_SPACED_FROM = 10_000  # a year is not written with a space


NOTHING_SAID = Logged(group=LogGroup(0, "", ""))
"""What a kind says that says nothing to the log."""


def said_of(word: str) -> Logged:
    """What a kind of thing says of its entries."""
    kind = kind_called(word)
    return (kind.facet(Logged) if kind is not None else None) or NOTHING_SAID


def label_of(said: Logged, name: str, field: Any) -> str:  # noqa: ANN401 - Django's fields have no common useful type
    """What a field of an entry is called; money is shown in kronor, so its label does not say öre."""
    if getattr(field, "_verbose_name", None) is not None:
        return str(field.verbose_name).removesuffix(_OF_ORE)
    word = said.fields.get(name) or FIELDS.get(name)
    return _(word) if word else name


def is_ref(value: object) -> bool:
    """Whether a value has the look of a ref such as `unit:KS` or `statementrow:KS:2024:result:personnel`."""
    return isinstance(value, str) and _REF.fullmatch(value) is not None


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


def scalar_words(value: Any, name: str, field: Any, keys: Mapping[str, str]) -> str:  # noqa: ANN401 - whatever JSON holds
    """A single value as people say it, by the kind of field that holds it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    choices = dict(getattr(field, "flatchoices", None) or ())
    if value in choices and choices[value] != value:
        return str(choices[value])
    if isinstance(value, str):
        return _text_words(value, name, field, keys)
    if isinstance(field, BigIntegerField | PositiveBigIntegerField) and str(field.verbose_name).endswith(_OF_ORE):
        return kronor(value)
    return format_exact(Decimal(str(value))) if abs(value) >= _SPACED_FROM else str(value)


def _text_words(value: str, name: str, field: "Field[Any, Any] | None", keys: Mapping[str, str]) -> str:
    if name in PERIODS:
        return period_key_words(value)
    if isinstance(field, DateTimeField):
        return timezone.localtime(datetime.fromisoformat(value)).strftime("%Y-%m-%d %H:%M")
    if isinstance(field, DecimalField):
        try:
            return format_exact(Decimal(value))
        except InvalidOperation:
            return value
    return _(keys[value]) if value in keys else value


def composite_words(value: Any, name: str, keys: Mapping[str, str]) -> str:  # noqa: ANN401 - whatever JSON holds
    """A list or a table in words: rows by their names, settings by what they are called."""
    if isinstance(value, list):
        if name in PERIODS:
            return spans_words(str(each) for each in value)
        parts: Iterable[str] = (composite_words(item, name, keys) for item in value)
        return ", ".join(filter(None, parts))
    if not isinstance(value, dict):
        return "" if value is None or value == "" else scalar_words(value, name, None, keys)
    if named := next((value[key] for key in _NAMED_BY if isinstance(value.get(key), str) and value[key]), ""):
        return named
    return ", ".join(filter(None, (_setting(key, item, keys) for key, item in value.items())))


def _setting(key: str, value: Any, keys: Mapping[str, str]) -> str:  # noqa: ANN401 - whatever JSON holds
    said = composite_words(value, key, keys)
    if not said:
        return ""
    word = _(keys[key]) if key in keys else ""
    return f"{word}: {said}" if word else said
