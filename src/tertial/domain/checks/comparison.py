"""Figures compared with each other: what was computed, and whether it agrees (docs/rules/checks/rounding.md)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from tertial.domain.checks.place import Place
from tertial.domain.checks.reading import Cell
from tertial.domain.checks.result import Mark, Seen
from tertial.domain.finding import Severity
from tertial.domain.message import Message
from tertial.domain.numbers_sv import format_decimal, format_exact

HALF = Decimal("0.5")
Spot = tuple[int | None, int | None, int | None, int | None, int | None]


def spot(place: Place) -> Spot:
    """Tells one figure of a document from all others."""
    if place.table is not None:
        return (None, place.table, place.row, place.column, place.start)
    return (place.part, None, None, place.start, place.end)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One calculation over figures of the document.

    `implied` says of each figure that may be the wrong one what it should be if the others are right, or None where
    that cannot be said. `allowed` is what rounding can explain, `message` the sentence where the figures do not agree.
    """

    code: str
    mark: Mark
    figures: tuple[Seen, ...]
    computed: str
    message: Message | None = None
    severity: Severity = Severity.ERROR
    implied: Mapping[Spot, Decimal | None] = field(default_factory=dict)
    allowed: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Term:
    """A figure in a sum, with plus or minus."""

    cell: Cell
    factor: int = 1

    @property
    def value(self) -> Decimal:
        """What it adds."""
        return (self.cell.value or Decimal(0)) * self.factor


@lru_cache(maxsize=32)
def half_unit(decimals: int) -> Decimal:
    """How far a printed figure can be from what it was rounded from."""
    return HALF.scaleb(-decimals)


def tolerance(cells: Iterable[Cell]) -> Decimal:
    """How far a sum of printed figures can be from the printed sum, where each was rounded on its own."""
    return sum((half_unit(cell.decimals) for cell in cells if cell.value is not None), Decimal(0))


def marked(residual: Decimal, allowed: Decimal) -> Mark:
    """Whether what is left over is nothing, what rounding can explain, or more."""
    if residual == 0:
        return Mark.VERIFIED
    return Mark.ROUNDING if abs(residual) <= allowed else Mark.CONTRADICTED


def seen(cell: Cell) -> Seen:
    """A cell as one of the figures that took part."""
    return Seen(cell.place, cell.text)


def printed(cell: Cell) -> str:
    """A cell as it stands in what is said of it."""
    return " ".join(cell.text.split())


def formatted(value: Decimal, like: Cell) -> str:
    """A computed figure, printed like the one it is compared with."""
    return format_decimal(value, like.decimals)


def as_sum(result: Cell, terms: Sequence[Term]) -> str:
    """The calculation as a line: `12 + 30 − 2 = 40`."""
    line = ""
    for term in terms:
        value = term.value
        sign = ("−" if value < 0 else "") if not line else (" − " if value < 0 else " + ")
        line += f"{sign}{format_exact(abs(value))}"
    total = sum((term.value for term in terms), Decimal(0))
    return f"{line} = {format_exact(total)} ({printed(result)})"


def linear(
    code: str,
    result: Cell,
    terms: Sequence[Term],
    message: Message,
    *,
    exact: bool = False,
) -> Comparison:
    """Compares a printed figure with the sum of its terms; counts are `exact`, for nobody rounds them."""
    cells = [term.cell for term in terms]
    assert result.value is not None  # noqa: S101 - the rules compare figures alone
    residual = result.value - sum((term.value for term in terms), Decimal(0))
    allowed = Decimal(0) if exact else tolerance([result, *cells])
    mark = marked(residual, allowed)
    implied: dict[Spot, Decimal | None] = {}
    if mark is Mark.CONTRADICTED:
        implied[spot(result.place)] = result.value - residual
        for term in terms:
            if term.cell.value is not None:
                implied.setdefault(spot(term.cell.place), term.cell.value + residual * term.factor)
    figures = tuple(seen(cell) for cell in (result, *cells) if cell.value is not None)
    return Comparison(code, mark, figures, as_sum(result, terms), message, implied=implied, allowed=allowed)
