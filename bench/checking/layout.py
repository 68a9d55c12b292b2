"""Lays out lines of figures as tables, in many ways, and notes what must hold between the cells."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from bench.checking.figures import PERCENT, Form
from bench.checking.grid import Cell, Grid, GridRow, Relation, Spot, figure_cell
from bench.checking.lines import Line
from bench.checking.taste import Taste


@dataclass(frozen=True)
class Column:
    """A column: what it is made of. `above` is a heading over several columns, `form` where it is not the table's."""

    key: str
    label: str
    kind: str
    of: tuple[str, ...]
    above: str = ""
    form: Form | None = None


def measure(name: str, label: str, above: str = "") -> Column:
    """A column that prints a measure as it is."""
    return Column(name, label, "measure", (name,), above)


Body = list[list[Cell]]


@dataclass(frozen=True)
class Placed:
    """A line where it stands in a table, with the keys of the lines that it sums there."""

    line: Line
    parts: tuple[str, ...] = ()
    kind: str = "row"
    indent: int = 0
    empty: bool = False


def arranged(lines: list[Line], total: Line | None, taste: Taste, groups: str = "") -> list[Placed]:
    """The rows in the order of the report's style; a total sums what is printed and has a sum of its own."""
    rows: list[Placed] = []
    summed: list[str] = []
    for line in lines:
        rows += _group(line, groups or taste.groups, taste)
        summed += (
            [line.key]
            if (groups or taste.groups) != "heading" or not line.children
            else [child.key for child in line.children]
        )
    if total is None:
        return rows
    last = Placed(total, total.parts if total.kind == "step" else tuple(summed), "total")
    return [last, *rows] if taste.total_first else [*rows, last]


def _group(line: Line, style: str, taste: Taste) -> list[Placed]:
    parts = tuple(child.key for child in line.children)
    if not line.children:
        return [Placed(line, line.parts, line.kind, line.indent)]
    below = [Placed(child, child.parts, "row", 1) for child in line.children]
    heading = Placed(line, (), "group", 0, empty=True)
    if style == "heading":
        return [replace(heading, line=replace(line, key=f"{line.key}-heading")), *below]
    if style == "below":
        named = replace(line, label=f"{taste.words.label('sum')} {line.label[0].lower()}{line.label[1:]}")
        return [replace(heading, line=replace(line, key=f"{line.key}-heading")), *below, Placed(named, parts, "total")]
    if style == "of" and len(below) > 2:
        of_which = [replace(child, line=replace(child.line, label=f"varav {_lower(child.line.label)}"), kind="of")
                    for child in below[:-1]]  # fmt: skip
        return [Placed(line, (), "row"), *of_which]
    return [Placed(line, parts, "row"), *below]


def _lower(label: str) -> str:
    return label if label[:2].isupper() else label[0].lower() + label[1:]


def turn(line: Line, taste: Taste) -> int:
    """What a deviation (outcome less budget, to the good) is multiplied with before it is printed."""
    if taste.good_is_plus:
        return 1
    return line.sign if taste.costs_plus else -1


class Laying:
    """One table under way: its cells without labels, and the relations between them."""

    def __init__(self, placed: list[Placed], columns: list[Column], taste: Taste, form: Form) -> None:
        self.placed, self.columns, self.taste, self.form = placed, columns, taste, form
        self.at = {one.line.key: n for n, one in enumerate(placed) if not one.empty}
        self.column_of = {column.key: n for n, column in enumerate(columns)}
        self.relations: list[Relation] = []
        self.body: Body = [[self._cell(r, c) for c in range(len(columns))] for r in range(len(placed))]
        for r, one in enumerate(placed):
            self._sum_down(r, one)

    def _cell(self, r: int, c: int) -> Cell:
        one, column = self.placed[r], self.columns[c]
        if one.empty:
            return Cell()
        missing = any(name not in one.line.values for name in column.of)
        exact = None if missing else self._exact(r, c, one.line, column)
        if exact is None:
            return Cell(words="" if self.taste.hand.nothing == "0" else self.taste.hand.nothing)
        form = column.form or self.form
        signed = column.kind in {"deviation", "percent", "change", "difference"}
        in_cell = form.unit == "%" and "%" not in column.label and "procent" not in column.label.lower()
        return figure_cell(exact, form, signed=signed, with_percent=in_cell)

    def _exact(self, r: int, c: int, line: Line, column: Column) -> Decimal | None:
        if column.kind == "measure":
            return line.shown(column.of[0])
        if column.kind == "plain":
            return abs(line.values[column.of[0]]) if self.taste.costs_plus else line.values[column.of[0]]
        make = getattr(self, f"_{column.kind}")
        exact: Decimal | None = make(r, c, line, column)
        return exact

    def _spot(self, r: int, key: str) -> Spot | None:
        return Spot(r, self.column_of[key]) if key in self.column_of else None

    def _relate(self, kind: str, result: Spot, terms: list[tuple[Spot | None, int]]) -> None:
        known = tuple((spot, weight) for spot, weight in terms if spot is not None)
        if len(known) == len(terms):
            self.relations.append(Relation(kind, result, known))

    def _net(self, r: int, c: int, line: Line, column: Column) -> Decimal:
        income, cost, net = column.of
        weights = (-1, 1) if self.taste.costs_plus else (1, 1)
        self._relate("sum", Spot(r, c), [(self._spot(r, income), weights[0]), (self._spot(r, cost), weights[1])])
        return line.shown(net)

    def _deviation(self, r: int, c: int, line: Line, column: Column) -> Decimal:
        outcome, budget = column.of
        turned = turn(line, self.taste)
        weight = turned * line.sign
        self._relate("deviation", Spot(r, c), [(self._spot(r, outcome), weight), (self._spot(r, budget), -weight)])
        return (line.values[outcome] - line.values[budget]) * turned

    def _difference(self, r: int, c: int, line: Line, column: Column) -> Decimal:
        now, before = column.of
        self._relate("difference", Spot(r, c), [(self._spot(r, now), 1), (self._spot(r, before), -1)])
        return line.shown(now) - line.shown(before)

    def _across(self, r: int, c: int, line: Line, column: Column) -> Decimal:
        self._relate("sum", Spot(r, c), [(self._spot(r, name), 1) for name in column.of])
        return sum((line.shown(name) for name in column.of), Decimal(0))

    def _percent(self, r: int, c: int, line: Line, column: Column) -> Decimal | None:
        outcome, budget = column.of
        if abs(line.values[budget]) < self.form.per:
            return None
        deviation = next(one.key for one in self.columns if one.kind == "deviation" and one.of == column.of)
        self._relate("percent", Spot(r, c), [(self._spot(r, deviation), 1), (self._spot(r, budget), 1)])
        return 100 * (line.values[outcome] - line.values[budget]) * turn(line, self.taste) / abs(line.values[budget])

    def _use(self, r: int, c: int, line: Line, column: Column) -> Decimal | None:
        outcome, budget = column.of
        if abs(line.values[budget]) < self.form.per:
            return None
        sign = -1 if line.shown(budget) < 0 else 1
        self._relate("percent", Spot(r, c), [(self._spot(r, outcome), sign), (self._spot(r, budget), 1)])
        return 100 * line.values[outcome] / line.values[budget]

    def _each(self, r: int, c: int, line: Line, column: Column) -> Decimal:
        cost, count = column.of
        self._relate(
            "each", Spot(r, c), [(self._spot(r, cost), self.form_of(cost).per // 100), (self._spot(r, count), 1)]
        )
        return line.values[cost] / line.values[count]

    def form_of(self, key: str) -> Form:
        """The form of a column."""
        return self.columns[self.column_of[key]].form or self.form

    def _change(self, r: int, c: int, line: Line, column: Column) -> Decimal | None:
        now, before = column.of
        if abs(line.values[before]) < self.form.per:
            return None
        self._relate("change", Spot(r, c), [(self._spot(r, now), 1), (self._spot(r, before), 1)])
        return 100 * (abs(line.values[now]) - abs(line.values[before])) / abs(line.values[before])

    def _share(self, r: int, c: int, line: Line, column: Column) -> Decimal | None:
        total_row = next(n for n, one in enumerate(self.placed) if one.kind == "total")
        whole = self.placed[total_row].line.shown(column.of[0])
        sign = -1 if whole < 0 else 1
        if r != total_row:
            self._relate(
                "percent", Spot(r, c), [(self._spot(r, column.of[0]), sign), (self._spot(total_row, column.of[0]), 1)]
            )
        return 100 * line.shown(column.of[0]) / whole

    def _sum_down(self, r: int, one: Placed) -> None:
        if one.empty or not one.parts or any(key not in self.at for key in one.parts):
            return
        for c, column in enumerate(self.columns):
            if column.kind in {"percent", "use", "change", "each"}:
                continue
            terms = [(Spot(self.at[key], c), self._weight(one.line, self.placed[self.at[key]].line, column))
                     for key in one.parts]  # fmt: skip
            if self.body[r][c].value is not None:
                self.relations.append(Relation("sum", Spot(r, c), tuple(terms)))

    def _weight(self, total: Line, part: Line, column: Column) -> int:
        if column.kind == "deviation":
            return turn(total, self.taste) * turn(part, self.taste)
        if column.kind == "plain":
            return 1
        return total.sign * part.sign


def lay_out(  # noqa: PLR0917 - what, of what, how
    name: str,
    caption: str,
    placed: list[Placed],
    columns: list[Column],
    taste: Taste,
    chance: Random,
    *,
    form: Form | None = None,
    corner: str = "",
    turned: bool = False,
) -> Grid:
    """A finished table, units across where `turned`."""
    own = form or taste.form
    laying = Laying(placed, columns, taste, own)
    money = form is None
    head_corner = taste.unit_name().capitalize() if money and taste.unit_place == "corner" else corner
    down = not turned
    grid = _lines_down(name, laying, head_corner, taste, chance) if down else _units_across(name, laying, head_corner)
    if down and chance.random() < 0.15:
        _leave_gap(grid)
    if chance.random() < 0.2:
        _add_footnote(grid, taste, chance)
    grid.caption, grid.form, grid.caption_below = caption, own, taste.caption_below
    grid.unit_name = taste.unit_name() if money else ""
    if money and taste.unit_place == "caption":
        grid.caption = taste.words.label("caption_unit", caption=caption, unit=taste.unit_name())
    if money and taste.unit_place == "line":
        grid.unit_line = taste.words.label("unit_line", unit=taste.unit_name())
    return grid


def _lines_down(name: str, laying: Laying, corner: str, taste: Taste, chance: Random) -> Grid:
    codes = taste.codes and any(one.line.code for one in laying.placed)
    notes = taste.notes and name == "income statement"
    before = ["Kod"] if codes else []
    after = ["Not"] if notes else []
    offset = 1 + len(before) + len(after)
    rows = []
    for one, cells in zip(laying.placed, laying.body, strict=True):
        lead = [Cell(one.line.code)] if codes else []
        lead.append(Cell(one.line.label))
        if notes:
            lead.append(Cell(str(chance.randint(1, 24)) if one.kind == "row" and chance.random() < 0.8 else ""))
        rows.append(GridRow([*lead, *cells], one.kind, one.indent, one.line.key))
    lead_head = [*before, corner, *after]
    grid = Grid(name, "", _head(lead_head, laying.columns, stacked=taste.stacked), rows, labels=1 + len(before))
    grid.columns = [*[""] * offset, *[column.key for column in laying.columns]]
    grid.relations = [_moved(one, lambda spot: Spot(spot.row, spot.column + offset)) for one in laying.relations]
    return grid


def _moved(relation: Relation, move: Callable[[Spot], Spot]) -> Relation:
    return Relation(
        relation.kind, move(relation.result), tuple((move(spot), weight) for spot, weight in relation.terms)
    )


def _leave_gap(grid: Grid) -> None:
    """An empty row before the last total."""
    last = len(grid.rows) - 1
    if grid.rows[last].kind != "total" or last < 2:
        return
    grid.rows.insert(last, GridRow([Cell() for _ in grid.rows[last].cells]))
    grid.relations = [
        _moved(one, lambda spot: Spot(spot.row + (spot.row >= last), spot.column)) for one in grid.relations
    ]


def _add_footnote(grid: Grid, taste: Taste, chance: Random) -> None:
    """A mark after the name of a row, and below the table what it means."""
    rows = [row for row in grid.rows if row.kind == "row" and row.cells[grid.labels - 1].words]
    mark = chance.choice(["1)", "*", "¹"])
    cell = chance.choice(rows).cells[grid.labels - 1]
    cell.words = f"{cell.words}{'' if mark != '1)' else ' '}{mark}"
    grid.notes.append(f"{mark} {taste.words.sentence('footnote')}")


def _head(lead: list[str], columns: list[Column], *, stacked: bool) -> list[list[Cell]]:
    if stacked:
        columns = [replace(column, label=column.label.replace(" ", "\n", 1)) for column in columns]
    if not any(column.above for column in columns):
        return [[Cell(words) for words in lead] + [Cell(column.label) for column in columns]]
    upper = [Cell(words, down=2) for words in lead]
    lower: list[Cell] = []
    previous = ""
    for column in columns:
        if column.above and column.above == previous:
            upper[-1].across += 1
        else:
            upper.append(Cell(column.above or column.label, down=1 if column.above else 2))
        if column.above:
            lower.append(Cell(column.label))
        previous = column.above
    return [upper, lower]


def _units_across(name: str, laying: Laying, corner: str) -> Grid:
    kept = [n for n, one in enumerate(laying.placed) if not one.empty]
    place = {row: n + 1 for n, row in enumerate(kept)}
    head = [[Cell(corner)] + [Cell(laying.placed[row].line.label) for row in kept]]
    rows = [
        GridRow([Cell(column.label), *(laying.body[row][c] for row in kept)], "row", 0, column.key)
        for c, column in enumerate(laying.columns)
    ]

    def move(spot: Spot) -> Spot:
        return Spot(spot.column, place[spot.row])

    grid = Grid(name, "", head, rows, turned=True)
    grid.columns = ["", *(laying.placed[row].line.key for row in kept)]
    grid.relations = [_moved(one, move) for one in laying.relations]
    return grid


def percent_column(key: str, label: str, kind: str, of: tuple[str, ...], form: Form = PERCENT) -> Column:
    """A column of percentages made of other columns."""
    return Column(key, label, kind, of, form=form)
