"""The names of staff figures in refs and live figures: `sick_leave_women`, `employees_change`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.domain.staffing.groups import AgeGroup, Length, Sex
from tertial.domain.staffing.sick_leave import Group
from tertial.domain.staffing.survey import Part
from tertial.organisation.models import Unit

SICK_LEAVE = "sick_leave"
LONG = "long"
CHANGE, SIZE = "_change", "_change_size"
"""What follows the name of a figure to mean its change since last year, with and without sign."""

_SEXES: Mapping[Sex | None, str] = {None: "", Sex.WOMEN: "_women", Sex.MEN: "_men"}
_AGES: Mapping[AgeGroup | None, str] = {
    None: "",
    AgeGroup.YOUNG: "_young",
    AgeGroup.MIDDLE: "_middle",
    AgeGroup.OLDER: "_older",
}
_LENGTHS: Mapping[Length | None, str] = {
    None: "",
    Length.DAYS_1_14: "_1_14",
    Length.DAYS_15_90: "_15_90",
    Length.DAYS_91_180: "_91_180",
    Length.OVER_180: "_over_180",
}


@dataclass(frozen=True, slots=True)
class SickLeaveName:
    """Whose sick leave, and of which length; `long` is the part that belongs to absence of 60 days or more."""

    group: Group
    length: Length | None = None
    long: bool = False

    def __str__(self) -> str:
        length = f"_{LONG}" if self.long else _LENGTHS[self.length]
        return f"{SICK_LEAVE}{_SEXES[self.group.sex]}{_AGES[self.group.age]}{length}"


SICK_LEAVE_NAMES: Mapping[str, SickLeaveName] = {
    str(name): name
    for sex, age in product(_SEXES, _AGES)
    for name in (
        *(SickLeaveName(Group(sex, age), length) for length in _LENGTHS),
        SickLeaveName(Group(sex, age), long=True),
    )
}
HEADCOUNTS = ("employees", "permanent", "temporary", "over_65")
TURNOVER = "turnover"
HME = "hme"
HME_PARTS: Mapping[str, Part] = {f"{HME}_{part.value}": part for part in Part}
ANSWERED = f"{HME}_answered"


def staff_ref(unit: Unit, period: str, name: str) -> Ref:
    """What a figure came from: `staff:KS:2024-11:sick_leave_women`."""
    return Ref("staff", unit.code, period, name)


def period_of(period: Period, months: Sequence[Period]) -> Period:
    """The period that a figure of these months of it is traced by: where they are a span, that span."""
    if not months:
        return period
    return next((span for span in (months[-1], months[-1].to_date) if span.months == tuple(months)), period)


def base_of(name: str) -> tuple[str, str]:
    """The name without what means its change, and that part: `employees`, `_change`."""
    for ending in (SIZE, CHANGE):
        if name.endswith(ending):
            return name.removesuffix(ending), ending
    return name, ""
