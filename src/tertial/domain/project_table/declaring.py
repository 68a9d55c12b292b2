"""What cannot be declared of a project table, each told in a sentence."""

from collections.abc import Iterator, Sequence

from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.project_table.shape import (
    HAPPENED,
    PLANNED,
    SUMMED,
    ColumnKey,
    Fact,
    Measure,
    TableShape,
    column_named,
)


def unknown_column(names: Sequence[str]) -> Message | None:
    """The first column that the domain does not know, or that stands twice."""
    for place, name in enumerate(names):
        if column_named(name) is None:
            template = gettext_noop("There is no column “%(name)s”; choose among those that are offered.")
            return Message(template, {"name": excerpt(name)})
        if name in names[:place]:
            return Message(gettext_noop("The column “%(name)s” stands twice; take one away."), {"name": name})
    return None


def wrong_in(shape: TableShape) -> Message | None:
    """Why a table cannot be as it is declared; None where it can."""
    return next(_wrong(shape), None)


def _wrong(shape: TableShape) -> Iterator[Message]:
    measures = {column.measure for column in shape.amounts}
    if not shape.columns:
        yield Message(gettext_noop("A table needs at least one column of amounts; choose what it is to show."))
    compares = measures & {Measure.DEVIATION, Measure.REMAINING, Measure.USED}
    if (compares or shape.has_reserve) and not (measures & {*HAPPENED} and _planned_now(shape)):
        template = gettext_noop(
            "Deviation, what remains and the share used are worked out from an outcome and a plan; choose one column "
            "of each, such as outcome and budget."
        )
        yield Message(template)
    if Measure.NET in measures and not measures & {Measure.EXPENDITURE, Measure.INCOME}:
        yield Message(gettext_noop("The net is expenditure and income together; choose at least one of them."))
    if Measure.EXPECTED_DEVIATION in measures and not (Measure.EXPECTED in measures and _planned_now(shape)):
        template = gettext_noop(
            "The deviation of the forecast is worked out from the forecast and a plan; choose a column of each."
        )
        yield Message(template)
    if shape.rows in SUMMED and (told := [fact for fact in shape.facts if fact is not Fact.UNIT]):
        template = gettext_noop(
            "Each row is a sum of projects, and a sum has no “%(column)s”; take the column away or choose other rows."
        )
        yield Message(template, {"column": str(told[0])})


def _planned_now(shape: TableShape) -> bool:
    """Whether the table has a plan of the year itself, with which something can be compared."""
    return any(ColumnKey(measure) in shape.amounts for measure in PLANNED)
