"""Targets as people write them, such as `≤38`, `≥200 per år` or `0 ± 2` (docs/rules/targets.md)."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from tertial.domain.message import DomainError, Message, excerpt, gettext_noop
from tertial.domain.numbers_sv import NO_BREAK_SPACE, UnreadableNumber, format_decimal, parse_decimal, plain


class Direction(StrEnum):
    """Which way an indicator gets better; it decides what a bare number means as a target."""

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

    Reads `≤38`, `<= 38`, `max 38`, `högst 38 %`, `>74`, `minst 80`, `80 eller mer`, `≥200 per år`, `=75`, `10–20`,
    `mellan 10 och 20`, `0 ± 2`; ranges include their ends. Rule: docs/rules/targets.md.
    """
    return _parsed(text, direction)


_SIGNS = {
    **dict.fromkeys(("≤", "<=", "=<", "⩽", "≦", "max", "max.", "maximalt", "högst", "som högst", "at most"), "≤"),
    **dict.fromkeys(("≥", ">=", "=>", "⩾", "≧", "min", "min.", "minst", "lägst", "som lägst", "at least"), "≥"),
    **dict.fromkeys(("<", "under", "mindre än", "färre än", "lägre än", "less than", "fewer than", "below"), "<"),
    **dict.fromkeys((">", "över", "mer än", "fler än", "högre än", "more than", "above"), ">"),
    "=": "=",
}
_SIGNS_AFTER = {
    **dict.fromkeys(("eller mindre", "eller färre", "eller lägre", "eller under", "or less", "or fewer"), "≤"),
    **dict.fromkeys(("eller mer", "eller fler", "eller högre", "eller över", "och uppåt", "or more"), "≥"),
}
_WORDS_THAT_COMPARE_YEARS = frozenset(
    sign for sign in _SIGNS if sign.split()[-1] in {"än", "than", "under", "över", "below", "above"}
)
_FIGURE = r"(?:[-+] ?)?[0-9](?:[0-9 ]*[0-9])?(?:[,.][0-9]+)?"
_WIDTH = r"[0-9][0-9 ]*(?:[,.][0-9]+)?"
# What a figure is counted per: so many hundreds or thousands of something, or one of it; `1/3` is a fraction.
_UNIT = r"(?P<unit>%-enheter|%|[^\W\d_]{1,30})?"
_PER = r"(?: ?(?:per|/) ?(?:10{2,5} |10 000 |100 000 )?(?P<per>[^\W\d_][^%<>=≤≥±\d]{0,29}))?"
_SUFFIX = rf"(?P<suffix>{_UNIT}{_PER})"
_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_SIGN_AFTER = "|".join(_SIGNS_AFTER)

_ONE_SIDED = re.compile(rf"(?P<sign>{_SIGN})? ?(?P<figure>{_FIGURE}) ?{_SUFFIX}", re.IGNORECASE)
_SIGN_LAST = re.compile(rf"(?P<figure>{_FIGURE}) ?(?P<suffix>{_UNIT}) ?(?P<sign>{_SIGN_AFTER})", re.IGNORECASE)
_RANGE = re.compile(rf"(?P<low>{_FIGURE})(?: ?%)? ?(?:-|till) ?(?P<high>{_FIGURE}) ?{_SUFFIX}", re.IGNORECASE)
_BETWEEN = re.compile(
    rf"(?:mellan|between) (?P<low>{_FIGURE})(?: ?%)? (?:och|and) (?P<high>{_FIGURE}) ?{_SUFFIX}", re.IGNORECASE
)
_AROUND = re.compile(rf"(?P<centre>{_FIGURE})?(?: ?%)? ?(?:±|\+ ?/? ?-) ?(?P<width>{_WIDTH}) ?{_SUFFIX}", re.IGNORECASE)

# Words that make a condition of a figure, or a day or an estimate, if they are taken for its unit.
_NO_UNITS = frozenset(
    """av och eller till men ej inte om än på minst mest högst max maximalt lägst uppåt nedåt fler färre mer mindre
    högre lägre bättre sämre ungefär cirka ca januari februari mars april maj juni juli augusti september oktober
    november december""".split()  # noqa: SIM905 - words read better than forty strings
)
_NO_CONDITIONS = _NO_UNITS - {"och"}  # `per barn och dag` is what something is counted per
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_TWO_YEARS = re.compile(r"(?:19|20)[0-9]{2} ?[-/] ?(?:(?:19|20)[0-9]{2}|[0-9]{2})")
_FRACTION = re.compile(r"[0-9] ?/ ?[0-9]|[½⅓⅔¼¾]|[0-9] av [0-9]|hälften|tredjedel|fjärdedel", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:ök|minsk|höj|sänk|förbättr|försämr|bibeh|behåll|oförändr|samma|jämför|utveckl|increas|decreas|improv|reduc)"
    r"|\b(?:fler|färre|högre|lägre|bättre|mer|mindre)\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(r"ja|nej|yes|no|uppfyllt|genomfört|klart", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _parsed(text: str, direction: Direction) -> Target:
    words = plain(text)
    if not words:
        raise UnreadableTarget(Message(gettext_noop("There is no target here. Write one like ≤38, >74 or 10–20.")))
    if _YEAR.fullmatch(_compared_figure(words)) or _TWO_YEARS.fullmatch(words):
        raise UnreadableTarget(Message(_A_YEAR, {"text": excerpt(text)}))
    target = _first_reading(words, direction)
    if target is not None:
        return target
    raise UnreadableTarget(Message(_what_can_be_written(words), {"text": excerpt(text)}))


_A_YEAR = gettext_noop(
    "%(text)s may mean a year. Write the figure itself that is to be reached, like >74; a large number is written with"
    " a space, like >2 023."
)


def _compared_figure(words: str) -> str:
    """The bare figure after words that may compare with a year (`fler än 2023`), else nothing."""
    found = _ONE_SIDED.fullmatch(words)
    compares = found is not None and (found["sign"] or "").lower() in _WORDS_THAT_COMPARE_YEARS
    return found["figure"] if found is not None and compares and not found["suffix"] else ""


def _what_can_be_written(words: str) -> str:
    """The sentence for a text that is no target: why this one cannot be judged against, and what to write instead."""
    if _FRACTION.search(words):
        return gettext_noop(
            "%(text)s is a fraction. Write it as a percentage or with a comma, like ≥33,3 %% or ≥0,333."
        )
    if _YES_OR_NO.fullmatch(words):
        return gettext_noop(
            "%(text)s is not a figure. Let the unit of the indicator be yes or no, and set the target then."
        )
    if _RELATIVE.search(words):
        return gettext_noop(
            "%(text)s compares with another figure. Write the figure itself that is to be reached, like >74 or ≤38."
        )
    return gettext_noop("%(text)s cannot be read as a target. Write it like ≤38, >74, ≥200 per år, 10–20 or 0 ± 2.")


def _first_reading(words: str, direction: Direction) -> Target | None:
    readings = ((_AROUND, _around), (_RANGE, _range), (_BETWEEN, _range), (_SIGN_LAST, _sign_last))
    for pattern, read in (*readings, (_ONE_SIDED, _one_sided)):
        found = pattern.fullmatch(words)
        if found is not None and _is_unit(found):
            try:
                return read(found, direction)
            except UnreadableNumber as unreadable:
                raise UnreadableTarget(unreadable.message) from unreadable
    return None


def _is_unit(found: re.Match[str]) -> bool:
    """Whether what follows the figures is a unit, and not half a condition: `75 minst`, `5 per år eller fler`."""
    parts = found.groupdict(default="")
    return parts["unit"].lower() not in _NO_UNITS and _NO_CONDITIONS.isdisjoint(parts.get("per", "").lower().split())


def _one_sided(found: re.Match[str], direction: Direction) -> Target:
    value, suffix = parse_decimal(found["figure"]), _suffix(found)
    if found["sign"] is None:
        return Target(_as_printed(value) + _after_figure(suffix), *_bounds_of_bare_number(value, direction), suffix)
    return _with_sign(_SIGNS[found["sign"].lower()], value, suffix)


def _sign_last(found: re.Match[str], _direction: Direction) -> Target:
    return _with_sign(_SIGNS_AFTER[found["sign"].lower()], parse_decimal(found["figure"]), _suffix(found))


def _with_sign(sign: str, value: Decimal, suffix: str) -> Target:
    bound = Bound(value, strict=sign in "<>")
    return Target(
        sign + _as_printed(value) + _after_figure(suffix),
        lower=bound if sign in "≥>=" else None,
        upper=bound if sign in "≤<=" else None,
        suffix=suffix,
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
    centre, width, suffix = parse_decimal(found["centre"] or "0"), parse_decimal(found["width"]), _suffix(found)
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
