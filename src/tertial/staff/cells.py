"""Figures of staff as cells of a table, each with the ref it can be traced by."""

from collections.abc import Sequence
from decimal import Decimal

from tertial.domain.document import Cell, EmptyCell, Figure, FigureCell
from tertial.domain.period import Period
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as Measure
from tertial.domain.ref import Ref
from tertial.domain.staffing.sick_leave import Cause, Compared, Share
from tertial.organisation.models import Unit
from tertial.staff.figure_names import CHANGE, period_of, staff_ref
from tertial.staff.words import cause_word, missing_word


def share_cell(share: Share, ref: Ref) -> Cell:
    """A percentage or an index, or the words for why there is none."""
    return EmptyCell(cause_word(share)) if isinstance(share, Cause) else FigureCell(Figure(share, ref))


def quantity_cell(quantity: Quantity | None, ref: Ref) -> Cell:
    """A figure, or that nothing has been imported."""
    return EmptyCell(cause_word(Cause.NO_DATA)) if quantity is None else FigureCell(Figure(quantity, ref))


def count_cell(number: int | None, ref: Ref) -> Cell:
    """A number of people."""
    return quantity_cell(None if number is None else count(number), ref)


def change_cell(compared: Compared, unit: Unit, period: Period, name: str) -> Cell:
    """The difference from the year before; why not, where one of the two is not shown."""
    if compared.change is not None:
        return FigureCell(Figure(compared.change, staff_ref(unit, period.key, f"{name}{CHANGE}")))
    if isinstance(compared.now, Cause):
        return EmptyCell(cause_word(compared.now))
    if compared.before is Cause.NO_DATA:
        return EmptyCell(missing_word(unit, period.previous_year))
    return EmptyCell(cause_word(compared.before)) if isinstance(compared.before, Cause) else EmptyCell()


def compared_cells(
    compared: Compared, unit: Unit, period: Period, name: str, months: Sequence[Period]
) -> tuple[Cell, Cell, Cell]:
    """The year before, now, and the difference; `months` are those of the year before that are compared with."""
    return (
        share_cell(compared.before, staff_ref(unit, period_of(period.previous_year, months).key, name)),
        share_cell(compared.now, staff_ref(unit, period.key, name)),
        change_cell(compared, unit, period, name),
    )


def count(number: int) -> Quantity:
    """A number of people as a figure."""
    return Quantity(Decimal(number), Measure.COUNT, 0)
