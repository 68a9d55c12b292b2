"""Targets as people write them, such as `≤38`, `≥200 per år` or `0 ± 2` (docs/rules/targets.md)."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from tertial.domain.message import DomainError, Message, excerpt, gettext_noop
from tertial.domain.numbers_sv import NO_BREAK_SPACE, UnreadableNumber, format_decimal, parse_decimal, plain


class Direction(StrEnum):
    """Which way an indicator gets better; it tells what a bare number means as a target."""

    HIGHER = "higher"
    LOWER = "lower"
    EXACT = "exact"


class UnreadableTarget(DomainError):
    """The text cannot be judged against."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit; a strict one is not met by the value itself."""

    value: Decimal
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """The values that meet a target, in the unit of its indicator.

    `expression` is the target as printed, `suffix` what follows the figures (`per år`, `%`). Raises ValueError without
    any bound, or when no value lies between the two.
    """

    expression: str
    lower: Bound | None = None
    upper: Bound | None = None
    suffix: str = ""

    def __post_init__(self) -> None:
        if self.lower is None and self.upper is None:
            raise ValueError("a target needs a bound")
        if self.lower and self.upper and self.lower.value > self.upper.value:
            raise ValueError("the lower bound of a target is above the upper")

    @property
    def limit(self) -> Decimal | None:
        """The one figure that a chart draws a line at; None for a range, which is a band from lower to upper."""
        if self.lower and self.upper:
            return self.lower.value if self.lower.value == self.upper.value else None
        only = self.lower or self.upper
        return only.value if only else None

    def is_met(self, value: Decimal) -> bool:
        """Whether the value meets the target exactly as written."""
        return _is_above(value, self.lower) and _is_below(value, self.upper)

    def distance(self, value: Decimal) -> Decimal:
        """How far the value is from the nearest bound, 0 when met; also 0 on a strict limit, which is not met."""
        if self.lower and value < self.lower.value:
            return self.lower.value - value
        if self.upper and value > self.upper.value:
            return value - self.upper.value
        return Decimal(0)

    def nearest_bound(self, value: Decimal) -> Bound:
        """The bound that the value misses, or the one that it is nearest to when it meets the target."""
        if self.lower is None or self.upper is None:
            only = self.lower or self.upper
            assert only is not None  # noqa: S101 - __post_init__ has seen to it
            return only
        return min(self.lower, self.upper, key=lambda bound: abs(value - bound.value))


def parse_target(text: str, direction: Direction) -> Target:
    """Reads a target; a bare number follows the direction of its indicator. Raises UnreadableTarget.

    Reads `≤38`, `<= 38`, `max 38`, `högst 38 %`, `>74`, `minst 80`, `≥200 per år`, `=75`, `10–20`, `0 ± 2`; ranges
    include their ends. Rule: docs/rules/targets.md.
    """
    return _parsed(text, direction)


_SIGNS = {
    **dict.fromkeys(("≤", "<=", "=<", "⩽", "max", "maximalt", "högst", "som högst"), "≤"),
    **dict.fromkeys(("≥", ">=", "=>", "⩾", "min", "minst", "lägst", "som lägst"), "≥"),
    **dict.fromkeys(("<", "under", "mindre än", "färre än", "lägre än"), "<"),
    **dict.fromkeys((">", "över", "mer än", "fler än", "högre än"), ">"),
    "=": "=",
}
_FIGURE = r"(?:[-+] ?)?[0-9](?:[0-9 ]*[0-9])?(?:[,.][0-9]+)?"
# One unit word at most, then what it is counted per; more words than that may hold a condition nobody could judge.
_SUFFIX = r"(?P<suffix>(?:%-enheter|%|[^\W\d_]{1,30})?(?: ?(?:per|/) ?[^%<>=≤≥±]{1,30})?)"
_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))

_ONE_SIDED = re.compile(rf"(?P<sign>{_SIGN})? ?(?P<figure>{_FIGURE}) ?{_SUFFIX}", re.IGNORECASE)
_RANGE = re.compile(rf"(?P<low>{_FIGURE})(?: ?%)? ?(?:-|till) ?(?P<high>{_FIGURE}) ?{_SUFFIX}", re.IGNORECASE)
_AROUND = re.compile(
    rf"(?P<centre>{_FIGURE})(?: ?%)? ?(?:±|\+ ?/? ?-) ?(?P<width>[0-9][0-9 ]*(?:[,.][0-9]+)?) ?{_SUFFIX}", re.IGNORECASE
)
_CONJUNCTIONS = {"av", "och", "eller", "till", "men", "ej", "inte"}


@lru_cache(maxsize=4096)
def _parsed(text: str, direction: Direction) -> Target:
    words = plain(text)
    if not words:
        raise UnreadableTarget(Message(gettext_noop("There is no target here. Write one like ≤38, >74 or 10–20.")))
    target = _first_reading(words, direction)
    if target is not None:
        return target
    template = gettext_noop("%(text)s cannot be read as a target. Write it like ≤38, >74, ≥200 per år, 10–20 or 0 ± 2.")
    raise UnreadableTarget(Message(template, {"text": excerpt(text)}))


def _first_reading(words: str, direction: Direction) -> Target | None:
    for pattern, read in ((_AROUND, _around), (_RANGE, _range), (_ONE_SIDED, _one_sided)):
        found = pattern.fullmatch(words)
        if found is not None and found["suffix"].lower() not in _CONJUNCTIONS:
            try:
                return read(found, direction)
            except UnreadableNumber as unreadable:
                raise UnreadableTarget(unreadable.message) from unreadable
    return None


def _one_sided(found: re.Match[str], direction: Direction) -> Target:
    value, suffix = parse_decimal(found["figure"]), _suffix(found)
    printed = _as_printed(value) + _after_figure(suffix)
    if found["sign"] is None:
        return Target(printed, *_bounds_of_bare_number(value, direction), suffix)
    sign = _SIGNS[found["sign"].lower()]
    bound = Bound(value, strict=sign in "<>")
    return Target(
        sign + printed, lower=bound if sign in "≥>=" else None, upper=bound if sign in "≤<=" else None, suffix=suffix
    )


def _bounds_of_bare_number(value: Decimal, direction: Direction) -> tuple[Bound | None, Bound | None]:
    bound = Bound(value)
    return (None if direction is Direction.LOWER else bound, None if direction is Direction.HIGHER else bound)


def _range(found: re.Match[str], _direction: Direction) -> Target:
    low, high, suffix = parse_decimal(found["low"]), parse_decimal(found["high"]), _suffix(found)
    if low > high:
        template = gettext_noop("%(text)s begins above where it ends. Write the lower figure first, as in 10–20.")
        raise UnreadableTarget(Message(template, {"text": excerpt(found[0])}))
    # A minus straight after the dash would read as two dashes.
    dash = " – " if low < 0 or high < 0 else "–"
    return Target(
        f"{_as_printed(low)}{dash}{_as_printed(high)}{_after_figure(suffix)}", Bound(low), Bound(high), suffix
    )


def _around(found: re.Match[str], _direction: Direction) -> Target:
    centre, width, suffix = parse_decimal(found["centre"]), parse_decimal(found["width"]), _suffix(found)
    expression = f"{_as_printed(centre)} ± {_as_printed(width)}{_after_figure(suffix)}"
    return Target(expression, Bound(centre - width), Bound(centre + width), suffix)


def _suffix(found: re.Match[str]) -> str:
    return found["suffix"].strip()


def _after_figure(suffix: str) -> str:
    if not suffix or suffix.startswith("/"):
        return suffix
    return (NO_BREAK_SPACE if suffix.startswith("%") else " ") + suffix


def _as_printed(value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    return format_decimal(value, -exponent if isinstance(exponent, int) else 0)


def _is_above(value: Decimal, bound: Bound | None) -> bool:
    return bound is None or value > bound.value or (value == bound.value and not bound.strict)


def _is_below(value: Decimal, bound: Bound | None) -> bool:
    return bound is None or value < bound.value or (value == bound.value and not bound.strict)
