"""The same fact in two tables, and the unit that two of them cannot share (docs/rules/checks/same-fact.md)."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from tertial.domain.checks.comparison import Comparison, seen, spot
from tertial.domain.checks.grid import Family, Grid, Role, RowSort
from tertial.domain.checks.result import Mark, Seen
from tertial.domain.checks.sentences import Sentence
from tertial.domain.checks.subjects import Fact, Subjects, half_of, stems, year_of
from tertial.domain.checks.words import SUM_WORD, label_key
from tertial.domain.finding import Severity
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.quantity import Unit

CODE, UNIT = "same-fact", "unit"
Meaning = tuple[str, int | None, Family]
_FACTORS = (Decimal(1000), Decimal(1_000_000))
# No municipality has a figure of a hundred thousand million kronor.
_TOO_LARGE = Decimal(100_000)
_MONEY = {Unit.KRONOR, Unit.TKR, Unit.MNKR}
_SMALL = Decimal(10)
_DEVIATES = re.compile(r"avvik|deviat", re.IGNORECASE)
_NET_TOTAL = re.compile(r"(?:summa|totalt?)(?: netto\w*)?|netto\w*(?: totalt)?|årets resultat", re.IGNORECASE)


def same_facts(_sentences: Sequence[Sentence], subjects: Subjects) -> Iterator[Comparison]:
    """Every two rows of one name in different tables that agree in one figure, in all they both have."""
    rows: dict[str, list[tuple[Grid, int]]] = defaultdict(list)
    for grid in subjects.grids:
        for at, sort in enumerate(grid.sorts):
            label = grid.rows[at].label
            if sort not in {RowSort.HEADING, RowSort.RATE} and stems(label) and not SUM_WORD.fullmatch(label.strip()):
                rows[label_key(label)].append((grid, at))
    for grid, at in _whole_tables(subjects):
        for name in {label_key(heading) for heading in grid.path} & rows.keys():
            rows[name].append((grid, at))
    told: set[int] = set()
    for same in rows.values():
        for (one, first), (other, second) in combinations(same, 2):
            if one.number != other.number:
                yield from _compared(_by_meaning(one, first, subjects), _by_meaning(other, second, subjects), told)
    yield from _too_large(subjects, told)


def _whole_tables(subjects: Subjects) -> Iterator[tuple[Grid, int]]:
    """The last row of a table where it is the net of all, which is what the unit of its chapter has in other tables."""
    for grid in subjects.grids:
        totals = [at for at, sort in enumerate(grid.sorts) if sort is RowSort.TOTAL]
        if totals and totals[-1] == len(grid.rows) - 1 and _NET_TOTAL.fullmatch(grid.rows[totals[-1]].label.strip()):
            yield grid, totals[-1]


def _by_meaning(grid: Grid, row: int, subjects: Subjects) -> Mapping[Meaning, Fact]:
    found: dict[Meaning, Fact] = {}
    doubled: set[Meaning] = set()
    for fact in subjects.row(grid, row):
        role = fact.line.role
        level = role in {Role.OUTCOME, Role.NET} or (role is Role.OTHER and (fact.line.year or fact.line.last_year))
        if role not in {Role.BUDGET, Role.FORECAST, Role.DEVIATION} and not level:
            continue
        kind = "change" if role is Role.DEVIATION and not _DEVIATES.search(fact.line.label) else role.value
        family = Family.MONEY if fact.line.family is Family.PLAIN else fact.line.family
        meaning = ("outcome" if level else kind, year_of(fact.line, subjects.year), family)
        doubled |= {meaning} & found.keys()
        found[meaning] = fact
    return {meaning: fact for meaning, fact in found.items() if meaning not in doubled}


def _compared(one: Mapping[Meaning, Fact], other: Mapping[Meaning, Fact], told: set[int]) -> Iterator[Comparison]:
    pairs = [(one[meaning], other[meaning]) for meaning in one.keys() & other.keys()]
    pairs = [(first, second) for first, second in pairs if _comparable(first, second)]
    marks = [_mark(first, second) for first, second in pairs]
    scaled = [pair for pair in pairs if _is_scaled(*pair)]
    if scaled and len(scaled) == len(pairs):
        first, second = scaled[0]
        if not {first.grid.number, second.grid.number} & told:
            told |= {first.grid.number, second.grid.number}
            yield _unit_of_two(first, second)
        return
    # A deviation follows from the others, so it neither proves that the rows are one fact nor speaks against it.
    levels = [
        (first, mark) for (first, _s), mark in zip(pairs, marks, strict=True) if first.line.role is not Role.DEVIATION
    ]
    telling = sum(1 for first, mark in levels if mark is not Mark.CONTRADICTED and _tells(first))
    against = sum(1 for _first, mark in levels if mark is Mark.CONTRADICTED)
    for (first, second), mark in zip(pairs, marks, strict=True):
        enough = telling > 1 or (telling and _is_near(first, second))
        if mark is not Mark.CONTRADICTED or (enough and telling >= against):
            yield _told(first, second, mark)


def _comparable(one: Fact, other: Fact) -> bool:
    """Whether both are money, or neither is; one without a declared unit may be, and is compared as printed."""
    known = [fact for fact in (one, other) if fact.amount is not None]
    return len(known) != 1 or all(fact.line.family in {Family.MONEY, Family.PLAIN} for fact in (one, other))


def _values(one: Fact, other: Fact) -> tuple[Decimal, Decimal]:
    """Both in kronor where both are known to be money, else as printed."""
    if one.amount is not None and other.amount is not None:
        return one.amount, other.amount
    return one.cell.value or Decimal(0), other.cell.value or Decimal(0)


def _allowed(one: Fact, other: Fact) -> Decimal:
    money = one.amount is not None and other.amount is not None
    return sum((half_of(fact.cell, fact.unit if money else None) for fact in (one, other)), Decimal(0))


def _mark(one: Fact, other: Fact) -> Mark:
    first, second = _values(one, other)
    difference = abs(first - second)
    if difference == 0:
        return Mark.VERIFIED
    return Mark.ROUNDING if difference <= _allowed(one, other) else Mark.CONTRADICTED


def _is_near(one: Fact, other: Fact) -> bool:
    """Whether two figures are near enough to be one fact told wrongly, where little else says that they are."""
    first, second = map(abs, _values(one, other))
    return abs(first - second) <= max(first, second) / 4


def _tells(fact: Fact) -> bool:
    """Whether a figure is large enough not to be the same by accident."""
    return abs(fact.cell.value or Decimal(0)) >= _SMALL


def _is_scaled(one: Fact, other: Fact) -> bool:
    if one.amount is None or other.amount is None:
        return False
    a, b = sorted(map(abs, _values(one, other)))
    return bool(a) and _tells(one) and any(abs(b - a * factor) <= _allowed(one, other) * factor for factor in _FACTORS)


def _told(one: Fact, other: Fact, mark: Mark) -> Comparison:
    names = {
        "row": excerpt(one.label),
        "first": one.cell.text.strip(),
        "here": excerpt(one.line.label),
        "second": other.cell.text.strip(),
        "there": excerpt(other.line.label),
    }
    message = Message(
        gettext_noop(
            "“%(row)s” is %(first)s under “%(here)s” in one table and %(second)s under “%(there)s” in another."
        ),
        names,
    )
    implied = {spot(fact.cell.place): beside.cell.value for fact, beside in ((one, other), (other, one))}
    if one.unit is not other.unit:
        implied = dict.fromkeys(implied)
    computed = f"{one.label}: {' '.join(one.cell.text.split())} ↔ {' '.join(other.cell.text.split())}"
    return Comparison(CODE, mark, (seen(one.cell), seen(other.cell)), computed, message, implied=implied)


def _unit_of_two(one: Fact, other: Fact) -> Comparison:
    message = Message(
        gettext_noop(
            "“%(row)s” is %(first)s in one table and %(second)s in another; one of their units cannot be right."
        ),
        {"row": excerpt(one.label), "first": _with_unit(one), "second": _with_unit(other)},
    )
    larger, smaller = sorted((one, other), key=lambda fact: abs(fact.amount or Decimal(0)), reverse=True)
    computed = f"{one.label}: {_with_unit(one)} ↔ {_with_unit(other)}"
    implied = {spot(larger.cell.place): None}
    return Comparison(
        UNIT, Mark.CONTRADICTED, (seen(larger.cell), seen(smaller.cell)), computed, message, implied=implied
    )


def _with_unit(fact: Fact) -> str:
    return f"{' '.join(fact.cell.text.split())} {fact.unit.value if fact.unit else ''}".strip()


def _too_large(subjects: Subjects, told: set[int]) -> Iterator[Comparison]:
    """Figures that no municipality has in their unit, and cells whose unit is not that of their table."""
    for grid in subjects.grids:
        facts = [
            fact
            for line in grid.figures
            for row in range(len(grid.rows))
            for fact in _at(subjects, grid, row, line.number)
        ]
        large = [fact for fact in facts if fact.unit is Unit.MNKR and abs(fact.cell.value or Decimal(0)) >= _TOO_LARGE]
        declared = grid.table.unit
        units = Counter(fact.cell.unit for fact in facts if fact.cell.unit in _MONEY)
        other = declared and declared.unit in _MONEY and units and declared.unit not in units
        if grid.number in told or not (large or other):
            continue
        fact = large[0] if large else next(fact for fact in facts if fact.cell.unit in _MONEY)
        message = Message(
            gettext_noop("%(figure)s under %(unit)s cannot be right; check the unit of the table “%(table)s”."),
            {
                "figure": " ".join(fact.cell.text.split()),
                "unit": declared.unit.value if declared else (fact.unit or Unit.MNKR).value,
                "table": excerpt(grid.table.caption or fact.label),
            },
        )
        first = Seen(fact.cell.place, fact.cell.text)
        yield Comparison(
            UNIT, Mark.CONTRADICTED, (first,), _with_unit(fact), message, Severity.ERROR, {spot(fact.cell.place): None}
        )


def _at(subjects: Subjects, grid: Grid, row: int, column: int) -> Iterator[Fact]:
    yield from (fact for fact in subjects.row(grid, row) if fact.line.number == column)
