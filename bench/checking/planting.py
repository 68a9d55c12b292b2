"""Plants errors into clean reports, and keeps what was planted where.

Never planted, since no reader could tell: a change that independent rounding explains; a figure that takes part in
no sum, no deviation, no percentage, no other table and no sentence; an amount of a sentence that no table holds; a
turned deviation in a table of fewer than three; a part and its whole changed alike where nothing else shows them.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random

from bench.checking.figures import Hand, swapped
from bench.checking.grid import Cell, Grid, Relation, Spot, off_by
from bench.checking.report import Report

SUMS = (
    "swapped-part", "swapped-total", "swapped-deviation", "stale-total", "row-left-out", "flipped-sign",
    "turned-deviation", "wrong-percent", "thousandfold-cell", "last-year-in-cell",
)  # fmt: skip
TABLES = ("unit-of-table", "fewer-in-forecast", "tables-apart", "status-against-target")
SENTENCES = (
    "sentence-figure", "sentence-direction", "sentence-fulfilment", "sentence-count", "sentence-unit",
    "sentence-last-year", "sentence-other-extent", "sentence-comparison",
)  # fmt: skip
KINDS = SUMS + TABLES + SENTENCES


@dataclass
class Plant:
    """One error: what kind, where, what stood there and what stands there now. `touched` are cells that show it."""

    kind: str
    table: str = ""
    caption: str = ""
    row: str = ""
    column: str = ""
    sentence: str = ""
    was: str = ""
    now: str = ""
    page: int | None = None
    touched: list[tuple[str, str]] = field(default_factory=list)
    changed: list[tuple[str, str]] = field(default_factory=list)


def spoil(clean: Report, kinds: list[str], chance: Random) -> tuple[Report, list[Plant]]:
    """The report with an error of each kind that it has a place for, no two in one table or one sentence."""
    report, planted = clean, list[Plant]()
    for kind in kinds:
        taken = frozenset(one.table or one.sentence for one in planted)
        done = plant(report, kind, chance, taken)
        if done is not None:
            report = done[0]
            planted.append(done[1])
    return report, planted


def plant(clean: Report, kind: str, chance: Random, taken: frozenset[str] = frozenset()) -> tuple[Report, Plant] | None:
    """The report with one error of a kind, and what it is; None where the report has no place for it.

    Tables and sentences in `taken` are left alone.
    """
    report = replace(clean, blocks=deepcopy(clean.blocks))
    if kind in SENTENCES:
        found = _in_sentence(report, kind, chance, taken)
    else:
        grids = [
            grid
            for grid in report.grids()
            if grid.name not in taken and (grid.relations or kind == "status-against-target")
        ]
        chance.shuffle(grids)
        found = next((one for grid in grids if (one := _in_grid(report, grid, kind, chance))), None)
    return None if found is None else (report, found)


def _in_sentence(report: Report, kind: str, chance: Random, taken: frozenset[str]) -> Plant | None:
    places = [
        (sentence, slot)
        for sentence in report.sentences()
        if sentence.about and sentence.text not in taken
        for slot in sentence.used.values()
        if kind in slot.wrong and slot.wrong[kind] != slot.text
    ]
    if not places:
        return None
    sentence, slot = chance.choice(places)
    was, slot.text = slot.text, slot.wrong[kind]
    return Plant(kind, sentence=sentence.text, was=was, now=slot.text, row=sentence.about)


def _in_grid(report: Report, grid: Grid, kind: str, chance: Random) -> Plant | None:
    makers: dict[str, Callable[[], Spot | None]] = {
        "swapped-part": lambda: _swap(grid, _parts(grid), chance),
        "swapped-total": lambda: _swap(grid, _results(grid, "sum"), chance),
        "swapped-deviation": lambda: _swap(grid, _results(grid, "deviation", "difference"), chance),
        "wrong-percent": lambda: _swap(grid, _results(grid, "percent", "change", "each"), chance),
        "stale-total": lambda: _stale(grid, chance),
        "row-left-out": lambda: _left_out(grid, chance),
        "flipped-sign": lambda: _flip(grid, _parts(grid), chance),
        "turned-deviation": lambda: _turned(grid, chance),
        "thousandfold-cell": lambda: _thousandfold(grid, chance),
        "last-year-in-cell": lambda: _last_year(grid, chance),
        "unit-of-table": lambda: _unit(report, grid),
        "fewer-in-forecast": lambda: _fewer(grid, chance),
        "tables-apart": lambda: _apart(report, grid, chance),
        "status-against-target": lambda: _status(report, grid, chance),
    }
    before = deepcopy(grid)
    spot = makers[kind]()
    if spot is None:
        grid.rows = before.rows
        return None
    hand = report.taste.hand
    was, now = before.cell(spot).text(hand), grid.cell(spot).text(hand)
    found = Plant(kind, grid.name, grid.caption, grid.label(spot), _heading(grid, spot), was=was, now=now)
    if kind == "unit-of-table":
        found.was, found.now, found.row = before.unit_name, grid.unit_name, ""
    found.changed = _changed(before, grid, hand, everything=kind == "unit-of-table")
    if kind == "status-against-target":
        found.touched = [(found.row, cell.text(hand)) for cell in grid.rows[spot.row].cells[grid.labels :]]
    for relation in before.of(spot):
        found.touched += [(grid.label(one), grid.cell(one).text(hand)) for one in relation.spots]
    return found


def _changed(before: Grid, grid: Grid, hand: Hand, *, everything: bool) -> list[tuple[str, str]]:
    spots = [Spot(r, c) for r, row in enumerate(grid.rows) for c in range(len(row.cells))]
    return [
        (grid.label(spot), grid.cell(spot).text(hand))
        for spot in spots
        if everything or before.cell(spot) != grid.cell(spot)
    ]


def _heading(grid: Grid, spot: Spot) -> str:
    at = 0
    for cell in grid.head[0]:
        if at <= spot.column < at + cell.across:
            return cell.words
        at += cell.across
    return ""


def _parts(grid: Grid) -> list[Spot]:
    results = {one.result for one in grid.relations if one.kind == "sum"}
    return sorted({spot for one in grid.relations if one.kind == "sum" for spot, _ in one.terms} - results)


def _results(grid: Grid, *kinds: str) -> list[Spot]:
    return sorted({one.result for one in grid.relations if one.kind in kinds})


def _set(grid: Grid, spot: Spot, value: Decimal) -> None:
    cell = grid.cell(spot)
    cell.value, cell.exact = value, value if value else cell.exact


def _seen(grid: Grid, spot: Spot) -> bool:
    """Whether some relation of the cell is now broken beyond what rounding explains, with a step to spare."""
    return any(off_by(grid, one) > 2 * grid.half_step(one.result) for one in grid.of(spot))


def _try(grid: Grid, spot: Spot, value: Decimal | None) -> Spot | None:
    """Puts a value into a cell where that shows; leaves the cell alone where it does not."""
    if value is None:
        return None
    cell = grid.cell(spot)
    before = (cell.value, cell.exact)
    _set(grid, spot, value)
    if _seen(grid, spot):
        return spot
    cell.value, cell.exact = before
    return None


def _first(grid: Grid, spots: list[Spot], chance: Random, make: Callable[[Spot], Decimal | None]) -> Spot | None:
    shuffled = list(spots)
    chance.shuffle(shuffled)
    return next((spot for spot in shuffled if _try(grid, spot, make(spot)) is not None), None)


def _swap(grid: Grid, spots: list[Spot], chance: Random) -> Spot | None:
    def make(spot: Spot) -> Decimal | None:
        form = grid.cell(spot).form
        return swapped(grid.value(spot), form.decimals, chance, at_least=form.step) if form else None

    return _first(grid, spots, chance, make)


def _flip(grid: Grid, spots: list[Spot], chance: Random) -> Spot | None:
    return _first(grid, spots, chance, lambda spot: -grid.value(spot))


def _turned(grid: Grid, chance: Random) -> Spot | None:
    spots = [spot for spot in _results(grid, "deviation") if grid.value(spot)]
    return _flip(grid, spots, chance) if len(spots) >= 3 else None


def _thousandfold(grid: Grid, chance: Random) -> Spot | None:
    if not grid.unit_name or grid.form is None or grid.form.unit == "kr":
        return None
    spots = [spot for spot in _parts(grid) if grid.cell(spot).form == grid.form]
    return _first(grid, spots, chance, lambda spot: grid.value(spot) * 1000)


def _last_year(grid: Grid, chance: Random) -> Spot | None:
    if grid.turned or "last" not in grid.columns or "outcome" not in grid.columns:
        return None
    last, outcome = grid.columns.index("last"), grid.columns.index("outcome")
    spots = [spot for spot in _parts(grid) if spot.column == outcome]
    return _first(grid, spots, chance, lambda spot: grid.value(Spot(spot.row, last)))


def _stale(grid: Grid, chance: Random) -> Spot | None:
    """One part changes, and what is made of it in its own row with it; its sums stay."""

    def changed(spot: Spot) -> Decimal:
        value, step = grid.value(spot), 2 * grid.half_step(spot)
        by = max(abs(value) * Decimal(str(chance.choice([0.03, 0.08, 0.2]))), 12 * step).quantize(step)
        return value + by * chance.choice([-1, 1])

    spots = [
        spot for spot in _parts(grid) if any(one.kind == "sum" and one.result.row != spot.row for one in grid.of(spot))
    ]
    spot = _first(grid, spots, chance, changed)
    if spot is not None:
        for relation in grid.relations:
            if relation.result.row == spot.row and relation.result != spot and not grid.turned:
                _recompute(grid, relation)
    return spot if spot is not None and _seen(grid, spot) else None


def _left_out(grid: Grid, chance: Random) -> Spot | None:
    sums = [one for one in grid.relations if one.kind == "sum" and len(one.terms) > 2]
    chance.shuffle(sums)
    for relation in sums:
        spot, weight = chance.choice(relation.terms)
        if _try(grid, relation.result, grid.value(relation.result) - grid.value(spot) * weight):
            return relation.result
    return None


def _recompute(grid: Grid, relation: Relation) -> None:
    """Makes the result of a relation fit its terms again."""
    if grid.cell(relation.result).value is None:
        return
    if relation.kind in {"percent", "change", "each"}:
        (part, sign), (below, _) = relation.terms
        whole, upper = grid.value(below), grid.value(part) * sign
        if whole == 0:
            return
        if relation.kind == "change":
            upper = abs(upper) - abs(whole)
        exact = (1 if relation.kind == "each" else 100) * upper / abs(whole)
    else:
        exact = sum((grid.value(spot) * weight for spot, weight in relation.terms), Decimal(0))
    form = grid.cell(relation.result).form
    if form is not None:
        _set(grid, relation.result, exact.quantize(form.step))


def _follow(grid: Grid, spot: Spot) -> None:
    """Makes all that follows from a changed cell fit again, as far as it reaches in the table."""
    waiting, seen = [spot], {spot}
    while waiting:
        now = waiting.pop(0)
        for relation in grid.relations:
            if now in relation.spots[1:] and relation.result not in seen and off_by(grid, relation) > 0:
                _recompute(grid, relation)
                seen.add(relation.result)
                waiting.append(relation.result)


def _unit(report: Report, grid: Grid) -> Spot | None:
    """The unit that the table names becomes a thousand times larger or smaller than its figures."""
    others = [one for one in report.grids() if one is not grid and one.unit_name and _shared(grid, one)]
    if not others or report.taste.form.unit == "kr" or report.taste.unit_place == "document":
        return None
    other = "mnkr" if report.taste.form.unit == "tkr" else "tkr"
    name = grid.unit_name
    if not name:
        return None
    grid.caption = grid.caption.replace(name, other)
    grid.unit_line = grid.unit_line.replace(name, other)
    if report.taste.unit_place == "corner":
        for cell in grid.head[0][:2]:
            cell.words = other if cell.words == name.capitalize() else cell.words
    grid.unit_name = other
    return next(grid.figures())


def _fewer(grid: Grid, chance: Random) -> Spot | None:
    """One row's forecast goes missing, and the totals leave it out while the budget keeps it."""
    if grid.name != "forecast" or grid.turned:
        return None
    column = grid.columns.index("forecast")
    rows = [
        spot for spot in _parts(grid) if spot.column == column and abs(grid.value(spot)) > 20 * grid.half_step(spot)
    ]
    spot = chance.choice(rows)
    for c in range(column, len(grid.columns)):
        if grid.columns[c] in {"forecast", "forecast_deviation", "moved"}:
            grid.rows[spot.row].cells[c] = Cell(words=chance.choice(["", "–"]))
    for relation in grid.relations:
        if relation.result.row != spot.row:
            _recompute(grid, relation)
    return spot


def _apart(report: Report, grid: Grid, chance: Random) -> Spot | None:
    """A part changes and its own table with it, so that only another table still knows better."""
    others = [one for one in report.grids() if one is not grid and one.unit_name]
    if grid.turned or not grid.unit_name:
        return None
    facts = {fact for other in others for fact in _facts(other)}
    spots = [
        spot for spot in _parts(grid) if _fact(grid, spot) in facts and _fact(grid, spot)[1] in {"outcome", "budget"}
    ]
    chance.shuffle(spots)
    for spot in spots:
        step = 2 * grid.half_step(spot)
        by = max(abs(grid.value(spot)) * Decimal("0.07"), 3 * step).quantize(step)
        if abs(grid.value(spot)) < 10 * step:
            continue
        _set(grid, spot, grid.value(spot) + by)
        _follow(grid, spot)
        return spot if all(off_by(grid, one) <= 0 for one in grid.relations) else None
    return None


def _fact(grid: Grid, spot: Spot) -> tuple[str, str]:
    key = grid.rows[spot.row].key
    return key.removesuffix("/all").removesuffix("/net"), grid.columns[spot.column]


def _facts(grid: Grid) -> set[tuple[str, str]]:
    return set() if grid.turned else {_fact(grid, spot) for spot in grid.figures()}


def _shared(one: Grid, other: Grid) -> bool:
    return bool(_facts(one) & _facts(other))


def _status(report: Report, grid: Grid, chance: Random) -> Spot | None:
    """An indicator that misses its target is said to reach it, or the other way round."""
    if grid.name != "indicators" or len(grid.head[0]) < 6:
        return None
    words = report.taste.words
    met, missed = (word[:1].upper() + word[1:] for word in (words.label("met"), words.label("missed")))
    rows = [r for r, row in enumerate(grid.rows) if row.kind == "row"]
    spot = Spot(chance.choice(rows), 5)
    cell = grid.cell(spot)
    cell.words = missed if cell.words == met else met
    return spot
