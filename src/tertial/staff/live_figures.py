"""Figures of staff by their refs: in running text, and behind the page that says how a figure was worked out.

`staff:KS:2024-11:sick_leave_women` is a figure of a unit and period, `staff:sick_leave_women` one of the text's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from tertial.domain.document import Figure, figure_text
from tertial.domain.message import DomainError
from tertial.domain.period import Period
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as Measure
from tertial.domain.ref import Ref
from tertial.domain.staffing.key_figures import KeyFigure
from tertial.domain.staffing.sick_leave import EVERYONE, Cause, Compared
from tertial.organisation.models import Unit
from tertial.organisation.tree import UnitTree, unit_tree
from tertial.staff.cells import count
from tertial.staff.figure_names import (
    ANSWERED,
    CHANGE,
    HEADCOUNTS,
    HME,
    HME_PARTS,
    SICK_LEAVE_NAMES,
    SIZE,
    TURNOVER,
    SickLeaveName,
    base_of,
    staff_ref,
)
from tertial.staff.queries.headcount import HeadcountReading, read_headcount
from tertial.staff.queries.sick_leave import SickLeave, read_sick_leave
from tertial.staff.queries.survey import SurveyReading, read_survey
from tertial.staff.queries.turnover import TurnoverReading, read_turnover
from tertial.staff.words import covered_words, group_word, key_figure_word, length_word, named, part_word
from tertial.texts.figures import FigureChoice

KIND = "staff"


@dataclass(frozen=True, slots=True)
class StaffRef:
    """A ref taken apart."""

    unit: Unit
    period: Period
    name: str


def parse_ref(ref: Ref, tree: UnitTree | None = None) -> StaffRef | None:
    """A ref such as `staff:KS:2024-11:sick_leave_women`, taken apart; None where it stands for nothing.

    `tree` is the organisation where it has been read already.
    """
    code, key, name = ["", "", *ref.parts(3)][-3:]
    unit = next((unit for unit in (tree or unit_tree()).units.values() if unit.code == code), None)
    try:
        period = Period.parse(key)
    except DomainError:
        return None
    return StaffRef(unit, period, name) if unit is not None and is_figure_name(name) else None


def is_figure_name(name: str) -> bool:
    """Whether a figure is called so."""
    base, ending = base_of(name)
    if base in SICK_LEAVE_NAMES or base in HEADCOUNTS or base == HME or base in HME_PARTS:
        return True
    if base == TURNOVER or base.startswith(f"{TURNOVER}-"):
        return True
    return not ending and (base == ANSWERED or base in {f"{HME}_{number}" for number in range(1, 10)})


class StaffFigures:
    """The figures of a unit and of every unit below it, read when they are asked for."""

    def __init__(self, unit: Unit, period: Period) -> None:
        self.unit, self.period = unit, period
        self._sick: dict[tuple[int, int], SickLeave] = {}
        self._heads: dict[tuple[int, str], HeadcountReading] = {}
        self._turnovers: dict[tuple[int, str], TurnoverReading] = {}
        self._surveys: dict[tuple[int, int], SurveyReading] = {}

    def figure(self, ref: Ref) -> Figure | None:
        """The figure a ref stands for now; None for one that is not shown, not imported, or of a unit elsewhere."""
        found = self._meant(ref)
        if found is None or self.unit not in self._tree.path(found.unit.pk):
            return None
        base, ending = base_of(found.name)
        quantity = self._quantity(found.unit, found.period, base, with_change=bool(ending))
        if quantity is None:
            return None
        if ending == SIZE:
            quantity = replace(quantity, value=abs(quantity.value))
        return Figure(quantity, staff_ref(found.unit, found.period.key, found.name))

    def choices(self) -> Iterator[FigureChoice]:
        """The figures of the unit that exist now, those of the period first and then of the year before."""
        for period in (self.period, self.period.previous_year):
            for name, label in labels().items():
                ref = staff_ref(self.unit, period.key, name)
                figure = self.figure(ref)
                if figure is not None:
                    yield FigureChoice(ref, f"{label}, {self._months_of(name, period)}", figure_text(figure))

    def _months_of(self, name: str, period: Period) -> str:
        """What of a period a figure is of, in words: of sick leave the months that all units have."""
        if base_of(name)[0] not in SICK_LEAVE_NAMES:
            return named(period)
        return covered_words(period, self.sick_leave(self.unit, period.year).covered(period))

    @cached_property
    def _tree(self) -> UnitTree:
        return unit_tree()

    def sick_leave(self, unit: Unit, year: int) -> SickLeave:
        """The unit's sick leave, read once."""
        key = (unit.pk, year)
        if key not in self._sick:
            self._sick[key] = read_sick_leave(unit, year)
        return self._sick[key]

    def headcount(self, unit: Unit, period: Period) -> HeadcountReading:
        """The unit's employees, read once."""
        key = (unit.pk, period.key)
        if key not in self._heads:
            self._heads[key] = read_headcount(unit, period)
        return self._heads[key]

    def turnover(self, unit: Unit, period: Period) -> TurnoverReading:
        """The unit's turnover, read once."""
        key = (unit.pk, period.key)
        if key not in self._turnovers:
            self._turnovers[key] = read_turnover(unit, period)
        return self._turnovers[key]

    def survey(self, unit: Unit, year: int) -> SurveyReading:
        """The unit's answers, read once."""
        key = (unit.pk, year)
        if key not in self._surveys:
            self._surveys[key] = read_survey(unit, year)
        return self._surveys[key]

    def _meant(self, ref: Ref) -> StaffRef | None:
        if ref.kind != KIND:
            return None
        if len(ref.parts(2)) == 1:
            return StaffRef(self.unit, self.period, ref.key) if is_figure_name(ref.key) else None
        return parse_ref(ref, self._tree)

    def _quantity(self, unit: Unit, period: Period, name: str, *, with_change: bool) -> Quantity | None:
        if name in SICK_LEAVE_NAMES:
            compared = self._compared(unit, period, SICK_LEAVE_NAMES[name])
            return compared.change if with_change else _known(compared.now)
        if name in HEADCOUNTS:
            return self._people(unit, period, name, with_change=with_change)
        if name.startswith(TURNOVER):
            return self._turnover(unit, period, name, with_change=with_change)
        return self._index(unit, period.year, name, with_change=with_change)

    def _compared(self, unit: Unit, period: Period, name: SickLeaveName) -> Compared:
        reading = self.sick_leave(unit, self._last_year_with(period))
        if name.long:
            return reading.compared_long(period, name.group)
        return reading.compared(period, name.group, name.length)

    def _last_year_with(self, period: Period) -> int:
        """The year whose reading also holds the period and the one before: one reading serves most of a page."""
        return self.period.year if 0 <= self.period.year - period.year < 3 else period.year

    def _people(self, unit: Unit, period: Period, name: str, *, with_change: bool) -> Quantity | None:
        reading = self.headcount(unit, period)
        attribute = "all" if name == HEADCOUNTS[0] else name
        if reading.now is None or (with_change and reading.before is None):
            return None
        value = getattr(reading.now, attribute)
        return count(value - getattr(reading.before, attribute) if with_change else value)

    def _turnover(self, unit: Unit, period: Period, name: str, *, with_change: bool) -> Quantity | None:
        reading = self.turnover(unit, period)
        key = name.removeprefix(TURNOVER).removeprefix("-")
        wanted = reading.used if not key else next((x for x in reading.by_definition if x.definition.key == key), None)
        if wanted is None:
            return None
        return wanted.change if with_change else wanted.now

    def _index(self, unit: Unit, year: int, name: str, *, with_change: bool) -> Quantity | None:
        now = self._index_of(self.survey(unit, year), name)
        if not with_change or now is None:
            return now
        before = self._index_of(self.survey(unit, year - 1), name)
        return Quantity(now.value - before.value, Measure.INDEX, now.decimals) if before is not None else None

    @staticmethod
    def _index_of(reading: SurveyReading, name: str) -> Quantity | None:
        if name == ANSWERED:
            return Quantity(Decimal(reading.answered), Measure.COUNT, 0) if reading.answered is not None else None
        if name in HME_PARTS:
            return _known(reading.parts[HME_PARTS[name]])
        return _known(reading.total if name == HME else reading.questions[int(name.rpartition("_")[2])])


def labels() -> dict[str, str]:
    """The figures a writer can choose among, by name."""
    found = {
        "employees": _("Employees"),
        f"employees{CHANGE}": _("Employees, change"),
        "permanent": _("Permanent employees"),
        "temporary": _("Temporary employees"),
        f"temporary{CHANGE}": _("Temporary employees, change"),
        "over_65": _("Employees over 65 years"),
        TURNOVER: _("Turnover"),
        f"{TURNOVER}{SIZE}": _("Turnover, size of the change"),
        HME: _("HME, total"),
        **{name: f"{_('HME')}: {part_word(part)}" for name, part in HME_PARTS.items()},
    }
    for name, of in SICK_LEAVE_NAMES.items():
        if of.group == EVERYONE or (of.length is None and not of.long and not (of.group.sex and of.group.age)):
            found[name] = label_of(of)
            found[f"{name}{SIZE}"] = _("%(figure)s, size of the change") % {"figure": label_of(of)}
    return found


def label_of(name: SickLeaveName) -> str:
    """`Sick leave: Women, Day 1–14`."""
    whose = group_word(name.group)
    if name.long:
        return f"{_('Sick leave')}: {whose}, {key_figure_word(KeyFigure.LONG).lower()}"
    return f"{_('Sick leave')}: {whose}" + (f", {length_word(name.length)}" if name.length else "")


def _known(found: Quantity | Cause) -> Quantity | None:
    return None if isinstance(found, Cause) else found
