"""Readings and results as plain tuples, which a process of its own can hand over, and back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

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


def to_plain(value: object) -> Any:  # noqa: ANN401 - marshal takes these
    """The value in tuples, texts and numbers. What is none of the known types becomes its text."""
    plain: Any = str(value)
    if value is None or isinstance(value, bool | int | float):
        plain = value
    elif isinstance(value, Enum):
        plain = ("enum", type(value).__name__, value.value)
    elif isinstance(value, Ref):
        plain = ("ref", plain)
    elif isinstance(value, Decimal):
        plain = ("decimal", plain)
    elif is_dataclass(value) and type(value).__name__ in _TYPES:
        plain = (type(value).__name__, *(to_plain(getattr(value, one.name)) for one in fields(value)))
    elif isinstance(value, Mapping):
        plain = ("map", *((str(key), to_plain(one)) for key, one in value.items()))
    elif isinstance(value, Iterable) and not isinstance(value, str):
        plain = ("all", *map(to_plain, value))
    return plain


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
