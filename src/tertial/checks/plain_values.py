"""Readings and results as plain tuples, which a process of its own can hand over, and back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from operator import attrgetter
from typing import Any, cast

from tertial.domain import checks
from tertial.domain.document.table import RowKind
from tertial.domain.finding import Severity
from tertial.domain.message import Message
from tertial.domain.quantity import Quantity, Unit
from tertial.domain.ref import Ref

_TYPES: dict[str, type] = {
    one.__name__: one
    for one in (
        *(getattr(checks, name) for name in checks.__all__ if isinstance(getattr(checks, name), type)),
        Message,
        Quantity,
        RowKind,
        Severity,
        Unit,
    )
}


_AS_THEY_ARE = {type(None), bool, int, float, str}


def _getter(of: type) -> Callable[[object], tuple[object, ...]]:
    names = [one.name for one in fields(of)]
    return attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)


_FIELDS = {one: _getter(one) for one in _TYPES.values() if is_dataclass(one)}


def to_plain(value: object) -> Any:  # noqa: ANN401 - marshal takes these
    """The value in tuples, texts and numbers. What is none of the known types becomes its text."""
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is tuple or kind is list:
        return ("all", *map(to_plain, cast("Sequence[object]", value)))
    if kind in _FIELDS:
        return (kind.__name__, *map(to_plain, _FIELDS[kind](value)))
    return _other_to_plain(value)


def _other_to_plain(value: object) -> Any:  # noqa: ANN401 - marshal takes these
    if isinstance(value, Enum):
        return ("enum", type(value).__name__, value.value)
    if isinstance(value, Decimal):
        return ("decimal", str(value))
    if isinstance(value, Ref):
        return ("ref", str(value))
    if isinstance(value, Mapping):
        return ("map", *((str(key), to_plain(one)) for key, one in value.items()))
    return str(value)


def from_plain(plain: Any) -> Any:  # noqa: ANN401 - the caller says which it expects
    """The value again. Raises ValueError for what `to_plain` does not make."""
    if not isinstance(plain, tuple):
        return plain
    kind, *rest = plain
    if kind in _MADE:
        return _MADE[kind](rest)
    if kind not in _TYPES:
        raise ValueError(kind)
    return _TYPES[kind](*map(from_plain, rest))


_MADE: dict[str, Callable[[Sequence[Any]], object]] = {
    "all": lambda rest: tuple(map(from_plain, rest)),
    "map": lambda rest: {key: from_plain(one) for key, one in rest},
    "decimal": lambda rest: Decimal(rest[0]),
    "ref": lambda rest: Ref.parse(rest[0]),
    "enum": lambda rest: _TYPES[rest[0]](rest[1]),
}
