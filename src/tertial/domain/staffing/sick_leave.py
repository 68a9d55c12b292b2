"""Sick leave in percent, always from hours (docs/rules/sick-leave.md)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tertial.domain.quantity import Quantity, Unit
from tertial.domain.staffing.groups import AgeGroup, Length, Sex

NOTHING = Decimal(0)
SHOWN_DECIMALS = 1
MOST_HOURS = 250
"""Ordinary hours that one person plausibly has in a month; a full-time month is 160 to 184."""


class Cause(StrEnum):
    """Why there is no figure: nothing has been imported, or the group is too small to be shown."""

    NO_DATA = "no_data"
    TOO_FEW = "too_few"


def is_plausible(ordinary: Decimal, people: int) -> bool:
    """Whether so many people can have had so many ordinary hours in a month."""
    return ordinary <= MOST_HOURS * people


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of a group: ordinary working time, sick time by day of the absence, and `long`: of 60 days or more."""

    ordinary: Decimal = NOTHING
    sick: tuple[Decimal, ...] = (NOTHING,) * len(Length)
    long: Decimal = NOTHING

    def __add__(self, other: "Hours") -> "Hours":
        return Hours(
            self.ordinary + other.ordinary,
            tuple(own + more for own, more in zip(self.sick, other.sick, strict=True)),
            self.long + other.long,
        )

    @property
    def all_sick(self) -> Decimal:
        """Every sick hour, whatever the length."""
        return sum(self.sick, NOTHING)

    def of(self, length: Length) -> Decimal:
        """The sick hours of one length."""
        return self.sick[list(Length).index(length)]


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """Whose hours: of both sexes where `sex` is None, of all ages where `age` is None."""

    sex: Sex | None = None
    age: AgeGroup | None = None

    def holds(self, sex: Sex, age: AgeGroup) -> bool:
        """Whether people of that sex and age belong to the group."""
        return self.sex in {None, sex} and self.age in {None, age}


EVERYONE = Group()
Split = Mapping[tuple[Sex, AgeGroup], Hours]
"""Hours by sex and age."""


def added(hours: Iterable[Hours]) -> Hours:
    """The sum; no hours at all where there are none."""
    return sum(hours, Hours())


def hours_of(split: Split, group: Group) -> Hours:
    """The hours of everyone in the group."""
    return added(hours for (sex, age), hours in split.items() if group.holds(sex, age))


Share = Quantity | Cause
"""A percentage, or why there is none."""


def share(part: Decimal, whole: Decimal) -> Share:
    """`part` in percent of `whole`; NO_DATA where there is nothing to divide by."""
    return Quantity(part * 100 / whole, Unit.PERCENT, SHOWN_DECIMALS) if whole else Cause.NO_DATA


def sick_leave(hours: Hours, length: Length | None = None) -> Share:
    """Sick hours (of one length) in percent of the ordinary hours of the same people."""
    return share(hours.all_sick if length is None else hours.of(length), hours.ordinary)


def long_share(hours: Hours) -> Share:
    """Sick hours of 60 days or more in percent of all sick hours."""
    return share(hours.long, hours.all_sick)


@dataclass(frozen=True, slots=True)
class Compared:
    """A share beside that of the same period last year."""

    now: Share
    before: Share

    @property
    def change(self) -> Quantity | None:
        """The difference in percentage points, from the unrounded shares; None where either is missing."""
        if isinstance(self.now, Cause) or isinstance(self.before, Cause):
            return None
        return Quantity(self.now.value - self.before.value, Unit.PERCENTAGE_POINTS, SHOWN_DECIMALS)


def year_end(so_far: Hours, rest_of_last_year: Hours) -> Share:
    """Sick leave of the whole year if the months that remain turn out as last year: a projection from hours."""
    return sick_leave(so_far + rest_of_last_year)
