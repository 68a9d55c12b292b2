"""The projects of a table as a list: filtered and sorted the same way on the page and in an exported file."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tertial.domain.project_table import SUMMED, ColumnKey, Measure, ProjectFigures, used_share
from tertial.domain.swedish_order import swedish_order
from tertial.economy.models import Project
from tertial.economy.projects.queries.readings import ProjectTableReading

NONE = "none"


@dataclass(frozen=True, slots=True)
class ProjectFilter:
    """What a list of projects is narrowed to; empty is everything."""

    text: str = ""
    group: str = ""
    sort: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.text or self.group)


@dataclass(frozen=True, slots=True)
class ListedProject:
    """A project in a list, with its figures and what its group is called."""

    project: Project
    figures: ProjectFigures
    group: str
    whole: str = ""

    def amount(self, column: ColumnKey) -> int | None:
        """What stands in a column, in öre as printed."""
        return self.figures.amounts.get(column)


def listed(reading: ProjectTableReading, chosen: ProjectFilter) -> list[ListedProject]:
    """The projects of a table, and of what belongs to pots and programmes the parts, as they are asked for."""
    shown = [each for each in _every(reading) if _chosen(each, chosen)]
    key = _sort_key(reading, chosen.sort.removeprefix("-"))
    if key is None:
        return shown
    known = [each for each in shown if key(each) is not None]
    unknown = [each for each in shown if key(each) is None]  # what has no figure stands last either way
    return [*sorted(known, key=key, reverse=chosen.sort.startswith("-")), *unknown]


def has_list_of_its_own(reading: ProjectTableReading) -> bool:
    """Whether the rows of the table are sums, so that the projects behind them are listed apart."""
    return reading.shape.rows in SUMMED or bool(reading.parts)


def _every(reading: ProjectTableReading) -> Iterator[ListedProject]:
    for each in reading.table.projects:
        project = reading.projects[each.facts.ref]
        parts = reading.parts.get(project.pk, ())
        if parts:
            yield from (_listed(reading, part, project.name) for part in parts)
        elif not has_list_of_its_own(reading) or reading.shape.rows in SUMMED:
            yield _listed(reading, each)


def _listed(reading: ProjectTableReading, figures: ProjectFigures, whole: str = "") -> ListedProject:
    project = reading.projects[figures.facts.ref]
    return ListedProject(project, figures, reading.label(figures.facts.group), whole)


def _chosen(each: ListedProject, chosen: ProjectFilter) -> bool:
    words = chosen.text.casefold().split()
    codes = (code.code for code in each.project.codes.all())
    said = " ".join((each.project.name, each.group, each.project.unit.name, *codes)).casefold()
    return all(word in said for word in words) and chosen.group in {"", each.figures.facts.group or NONE}


def _sort_key(reading: ProjectTableReading, sort: str) -> Callable[[ListedProject], Any] | None:
    column = reading.shape.column(sort)
    if column is not None and column.measure is Measure.USED:
        return lambda each: used_share(reading.shape, each.figures.amounts)
    if column is not None:
        return lambda each: each.amount(column)
    order = {group: place for place, group in enumerate(reading.units or reading.groups)}
    keys: dict[str, Callable[[ListedProject], Any]] = {
        "name": lambda each: swedish_order(each.project.name),
        "group": lambda each: order.get(each.figures.facts.group),
    }
    return keys.get(sort)


def shown_total(rows: Iterable[ListedProject], column: ColumnKey) -> int | None:
    """The sum of a column over the rows shown; None where none of them has a figure."""
    amounts = [amount for each in rows if (amount := each.amount(column)) is not None]
    return sum(amounts) if amounts else None
