"""Decimals that the database gives back as they were written: SQLite's own are floats of fifteen digits (ADR 46)."""

from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from tertial.domain.message import DomainError, Message, gettext_noop

WHOLE, BROKEN = 20, 10
_EXACT = Context(prec=200)
_NINES = str.maketrans("0123456789", "9876543210")

_Set = TypeVar("_Set", contravariant=True)  # noqa: PLC0105 - as django-stubs names them
_Get = TypeVar("_Get", covariant=True)  # noqa: PLC0105

if TYPE_CHECKING:

    class _DecimalField(models.DecimalField[_Set, _Get]): ...

else:

    class _DecimalField(models.DecimalField):
        def __class_getitem__(cls, _types: object) -> type:
            return cls


class TooManyDigits(DomainError):
    """A number cannot be kept as it is written."""


def sortable(value: Decimal) -> str:
    """The value as text that sorts as numbers do, `p00000000000000000074.5000000000`; below zero it is complemented.

    Every field uses one width, so fields compare with each other and may be given more digits. Raises TooManyDigits.
    """
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise _too_many(value)
    whole, _point, broken = format(value.copy_abs(), "f").partition(".")
    whole, broken = whole.lstrip("0"), broken.rstrip("0")
    if len(whole) > WHOLE or len(broken) > BROKEN:
        raise _too_many(value)
    text = f"{whole.zfill(WHOLE)}.{broken.ljust(BROKEN, '0')}"
    return f"n{text.translate(_NINES)}" if sign and any(digits) else f"p{text}"


def from_sortable(text: str) -> Decimal:
    """The value that `sortable` made text of, or that stands there as a plain number."""
    if text[:1] == "n":
        return Decimal("-" + text[1:].translate(_NINES))
    return Decimal(text.removeprefix("p"))


class ExactDecimalField(_DecimalField[_Set, _Get]):
    """A DecimalField that keeps every digit on both databases, and refuses what it would have to round.

    Ordering, comparison, constraints, Min and Max work in the database; sums are worked out in Python.
    """

    def get_internal_type(self) -> str:
        """Not DecimalField: Django would make floats of it on SQLite."""
        return "ExactDecimalField"

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """Text on SQLite; elsewhere the database's own decimals, which are exact."""
        if connection.vendor == "sqlite":
            return "text"
        return str(connection.data_types["DecimalField"] % self.db_type_parameters(connection))

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:  # noqa: ANN401, ARG002
        """The value as the database keeps it. Raises TooManyDigits, and TypeError for a float."""
        if value is None or hasattr(value, "resolve_expression"):
            return value
        if isinstance(value, float):
            raise TypeError(f"{self.name} holds exact decimals, and {value!r} is a float")
        exact = Decimal(value)
        self._check_digits(exact)
        return sortable(exact) if connection.vendor == "sqlite" else exact

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:  # noqa: ANN401 - as Django's fields
        """As for a comparison."""
        return self.get_db_prep_value(value, connection)

    def from_db_value(self, value: object, _expression: object, _connection: object) -> Decimal | None:
        """The value with the field's decimals. Raises TypeError for what the database worked out as a float."""
        if value is None:
            return None
        if isinstance(value, Decimal):
            return value
        if isinstance(value, str):
            found = from_sortable(value)
            return found if self.decimal_places is None else _with_places(found, self.decimal_places)
        raise TypeError(f"{value!r} was worked out in floats; work it out in Python")

    def _check_digits(self, value: Decimal) -> None:
        """Refuses what the field's own digits do not hold, on every database in the same way."""
        whole, _point, broken = (
            format(value.copy_abs(), "f").partition(".") if value.is_finite() else ("9" * 99, "", "")
        )
        places = self.decimal_places or 0
        if len(whole.lstrip("0")) > (self.max_digits or 0) - places or len(broken.rstrip("0")) > places:
            raise _too_many(value)


def _with_places(value: Decimal, places: int) -> Decimal:
    rounded = value.quantize(Decimal(1).scaleb(-places), context=_EXACT)
    return rounded if rounded == value else value


def _too_many(value: Decimal) -> TooManyDigits:
    template = gettext_noop("%(value)s has more digits than can be kept; write it shorter.")
    return TooManyDigits(Message(template, {"value": str(value)}))
