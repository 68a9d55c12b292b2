"""Tables of assignments with status and comment."""

from collections.abc import Mapping, Sequence
from typing import Any

from tertial.domain.document import (
    Block,
    Column,
    ColumnKind,
    Row,
    StatusCell,
    Table,
    Text,
    TextCell,
    text_cell,
)
from tertial.goals.marks import assignment_mark
from tertial.goals.queries.readings import AssignmentReading
from tertial.reports.compose.context import Context


def assignments_block(context: Context, options: Mapping[str, Any]) -> tuple[Block, ...]:
    """Every assignment of the plan in one table."""
    caption = context.fill(options.get("caption") or context.word("assignments"))
    return (_table(context, context.plan.assignments, caption),) if context.plan.assignments else ()


def assignment_table(context: Context, assignments: Sequence[AssignmentReading], goal: str) -> Table:
    """The assignments of one goal."""
    return _table(context, assignments, f"{context.word('assignments')}: {goal}")


def _table(context: Context, assignments: Sequence[AssignmentReading], caption: str) -> Table:
    columns = (
        Column(context.word("status"), ColumnKind.STATUS),
        Column(context.word("assignments")),
        Column(context.word("comment")),
    )
    rows = tuple(
        Row(
            (
                StatusCell(assignment_mark(item)),
                _title(item),
                text_cell(item.follow_up.comment if item.follow_up else ""),
            )
        )
        for item in assignments
    )
    return Table(caption, columns, rows)


def _title(item: AssignmentReading) -> TextCell:
    title = Text(item.assignment.title)
    prefix = item.assignment.origin.prefix
    return TextCell((Text(f"{prefix} ", emphasis=True), title) if prefix else (title,), item.ref)
