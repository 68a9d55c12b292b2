"""The figures of a unit's project tables that can stand in texts, each by its ref."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from tertial.domain.document import Figure, figure_text
from tertial.domain.money import from_ore
from tertial.domain.period import Period
from tertial.domain.project_table import SUMMED, ColumnKey
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as Quantum
from tertial.domain.ref import Ref
from tertial.economy.models import InitiativeState
from tertial.economy.projects.queries.readings import ProjectTableReading, read_all_tables
from tertial.organisation.models import Unit
from tertial.texts.figures import FigureChoice

CELL, SUM = "project", "projectsum"
COUNT, SHARE, SHARE_WITHOUT, DEVIATION_WITHOUT = "count", "utilisation", "utilised", "unreserved"


class ProjectFigures:
    """The figures of every project table of a unit and period, read when the first is asked for."""

    def __init__(self, unit: Unit, period: Period) -> None:
        self.unit, self.period = unit, period

    def figure(self, ref: Ref) -> Figure | None:
        """The figure a ref stands for now; amounts in texts are in million kronor with a decimal, without sign."""
        found = self._figures.get(ref)
        return Figure(found[1], ref) if found is not None else None

    def choices(self) -> Iterator[FigureChoice]:
        """Every figure that can be put in a text now; none of a table without projects."""
        for reading in self._readings:
            if reading.table.projects:
                for ref, (label, quantity) in _by_ref(reading).items():
                    yield FigureChoice(ref, label, figure_text(Figure(quantity)))

    @cached_property
    def _readings(self) -> Sequence[ProjectTableReading]:
        return tuple(read_all_tables(self.unit, self.period))

    @cached_property
    def _figures(self) -> dict[Ref, tuple[str, Quantity]]:
        return {ref: found for reading in self._readings for ref, found in _by_ref(reading).items()}


def _by_ref(reading: ProjectTableReading) -> dict[Ref, tuple[str, Quantity]]:
    return {ref: (label, quantity) for ref, label, quantity in _figures_of(reading) if ref.kind in {CELL, SUM}}


def _figures_of(reading: ProjectTableReading) -> Iterator[tuple[Ref, str, Quantity]]:
    caption = reading.layout.caption_for(reading.period.year)
    for line in (*reading.table.lines, reading.table.total):
        name = reading.label(line.key) or reading.layout.total_label or _("Total")
        yield from _amounts(reading, line.key, line.amounts, f"{caption}, {name}")
    if reading.shape.rows in SUMMED:
        for each in reading.table.projects:
            yield from _amounts(reading, each.facts.ref, each.amounts, f"{caption}, {each.facts.name}")
    yield from counts(reading, caption)
    yield from _utilisation(reading, caption)


def _amounts(
    reading: ProjectTableReading, key: str, amounts: Mapping[ColumnKey, int], label: str
) -> Iterator[tuple[Ref, str, Quantity]]:
    for column, amount in amounts.items():
        if column.key in reading.layout.headings:
            heading = reading.layout.heading(column, reading.period.year)
            yield reading.ref(key, column), f"{label}: {heading}", in_millions(amount)


def counts(reading: ProjectTableReading, caption: str) -> Iterator[tuple[Ref, str, Quantity]]:
    """How many projects stand in each group; and of those with a state, how many there are in all."""
    placed = [
        each
        for each in (*reading.table.projects, *(part for parts in reading.parts.values() for part in parts))
        if each.facts.group
    ]
    with_state = 0
    for key, group in reading.groups.items():
        number = sum(each.facts.group == key for each in placed)
        with_state += number if group.state != InitiativeState.NONE else 0
        yield sum_ref(reading, f"{key}-{COUNT}"), f"{caption}, {group.name}: {_('number')}", as_count(number)
    if any(group.state for group in reading.groups.values()):
        yield sum_ref(reading, f"all-{COUNT}"), f"{caption}: {_('number')}", as_count(with_state)


def _utilisation(reading: ProjectTableReading, caption: str) -> Iterator[tuple[Ref, str, Quantity]]:
    used = reading.utilisation
    if used is None:
        return
    shares = (
        (SHARE, _("utilisation, reserve included"), used.with_reserve),
        (SHARE_WITHOUT, _("utilisation without reserve"), used.without_reserve),
    )
    for name, label, share in shares:
        if share is not None:
            yield sum_ref(reading, f"total-{name}"), f"{caption}: {label}", Quantity(share, Quantum.PERCENT, 0)
    if used.deviation_without_reserve is None:
        return
    label = f"{caption}: {_('deviation without reserve')}"
    yield sum_ref(reading, f"total-{DEVIATION_WITHOUT}"), label, in_millions(used.deviation_without_reserve)


def sum_ref(reading: ProjectTableReading, name: str) -> Ref:
    """The ref of a figure that is worked out over a table's projects."""
    return Ref("projectsum", reading.unit.code, reading.period.key, f"{reading.layout.key}-{name}")


def in_millions(ore: int) -> Quantity:
    """An amount as running text says it: million kronor, one decimal, without its sign."""
    return from_ore(abs(ore), Quantum.MNKR, 1)


def as_count(number: int) -> Quantity:
    """A number of things."""
    return Quantity(Decimal(number), Quantum.COUNT, 0)
