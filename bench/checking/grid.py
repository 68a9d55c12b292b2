"""A table as data: cells that know what they print, and relations that must hold between them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from bench.checking.figures import Form, Hand


class Spot(NamedTuple):
    """A cell of a table: its row and its column, counted from 0 below the head."""

    row: int
    column: int


@dataclass
class Cell:
    """Words, or a figure that is printed as `value` in its form; `exact` is what it was before rounding."""

    words: str = ""
    value: Decimal | None = None
    exact: Decimal | None = None
    form: Form | None = None
    signed: bool = False
    with_percent: bool = False
    across: int = 1
    down: int = 1

    def text(self, hand: Hand) -> str:
        """What is printed in the cell."""
        if self.value is None or self.form is None:
            return self.words
        nothing = self.exact == 0 and self.value == 0 and self.form.unit != "%"
        return hand.cell(self.value, self.form, signed=self.signed, with_percent=self.with_percent, nothing=nothing)


def figure_cell(exact: Decimal | int, form: Form, *, signed: bool = False, with_percent: bool = False) -> Cell:
    """A cell that prints a figure, rounded on its own."""
    return Cell(value=form.printed(exact), exact=Decimal(exact), form=form, signed=signed, with_percent=with_percent)


@dataclass
class GridRow:
    """One row; `kind` is row, total, group (a heading) or of (a row `of which`)."""

    cells: list[Cell]
    kind: str = "row"
    indent: int = 0
    key: str = ""


@dataclass(frozen=True)
class Relation:
    """What must hold: `result` is the weighted sum of the terms, or the first of them in percent of the second.

    `change` is how many percent the first has grown from the second, `each` the first divided by the second.
    """

    kind: str
    result: Spot
    terms: tuple[tuple[Spot, int], ...]

    @property
    def spots(self) -> tuple[Spot, ...]:
        """All cells that take part."""
        return (self.result, *(spot for spot, _ in self.terms))


@dataclass
class Grid:
    """A table of a report. `about` says what its figures are; `unit` what stands in its caption or corner."""

    name: str
    caption: str
    head: list[list[Cell]]
    rows: list[GridRow]
    relations: list[Relation] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    caption_below: bool = False
    unit_line: str = ""
    unit_name: str = ""
    labels: int = 1
    form: Form | None = None
    columns: list[str] = field(default_factory=list)
    turned: bool = False

    def cell(self, spot: Spot) -> Cell:
        """The cell at a spot."""
        return self.rows[spot.row].cells[spot.column]

    def value(self, spot: Spot) -> Decimal:
        """The figure printed at a spot; zero where a dash stands for it."""
        return self.cell(spot).value or Decimal(0)

    def half_step(self, spot: Spot) -> Decimal:
        """How much the figure at a spot can be off by its own rounding."""
        form = self.cell(spot).form
        return form.step / 2 if form else Decimal(0)

    def figures(self) -> Iterator[Spot]:
        """Every cell that prints a figure."""
        for r, row in enumerate(self.rows):
            for c, cell in enumerate(row.cells):
                if cell.value is not None:
                    yield Spot(r, c)

    def of(self, spot: Spot) -> list[Relation]:
        """The relations in which a cell takes part."""
        return [one for one in self.relations if spot in one.spots]

    def label(self, spot: Spot) -> str:
        """The words that name the row of a cell."""
        return next((cell.words for cell in self.rows[spot.row].cells[: self.labels][::-1] if cell.words), "")


def off_by(grid: Grid, relation: Relation) -> Decimal:
    """How far a relation is from holding, beyond what independent rounding explains; 0 or less where it holds."""
    if relation.kind in {"percent", "change", "each"}:
        return _ratio_off_by(grid, relation)
    sum_of_terms = sum((grid.value(spot) * weight for spot, weight in relation.terms), Decimal(0))
    slack = sum((grid.half_step(spot) * abs(weight) for spot, weight in relation.terms), Decimal(0))
    return abs(grid.value(relation.result) - sum_of_terms) - slack - grid.half_step(relation.result)


def _ratio_off_by(grid: Grid, relation: Relation) -> Decimal:
    """A percentage against the two figures it was made of, at the extremes their rounding allows."""
    (part, sign), (whole, _) = relation.terms
    times = 1 if relation.kind == "each" else 100
    found = []
    for above in (-1, 0, 1):
        for below in (-1, 0, 1):
            upper = grid.value(part) * sign + above * grid.half_step(part) * abs(sign)
            lower = grid.value(whole) + below * grid.half_step(whole)
            if relation.kind == "change":
                upper = abs(upper) - abs(lower)
            if lower != 0:
                found.append(times * upper / abs(lower))
    stated, half = grid.value(relation.result), grid.half_step(relation.result)
    if not found:
        return Decimal(-1)
    return max(min(found) - half - stated, stated - half - max(found))
