"""Tables of assignments with status and comment."""

from collections.abc import Sequence

from tertial.domain.document import (
    Column,
    ColumnKind,
    Row,
    StatusCell,
    Table,
    Text,
    TextCell,
    text_cell,
)
from tertial.domain.message import gettext_noop
from tertial.goals.marks import assignment_mark
from tertial.goals.queries.readings import AssignmentReading
from tertial.reports.blocks.kind import UNITS, BlockKind
from tertial.reports.blocks.parts.goal_needs import GoalNeeds, goal_needs
from tertial.reports.blocks.printed import Options, Printed


def assignments_block(needs: GoalNeeds, options: Options) -> Printed:
    """Every assignment of the plan in one table."""
    caption = needs.cover.fill(options.get("caption") or needs.words["assignments"])
    return Printed((_table(needs, needs.plan.assignments, caption),) if needs.plan.assignments else ())


def assignment_table(needs: GoalNeeds, assignments: Sequence[AssignmentReading], goal: str) -> Table:
    """The assignments of one goal."""
    return _table(needs, assignments, f"{needs.words['assignments']}: {goal}")


def _table(needs: GoalNeeds, assignments: Sequence[AssignmentReading], caption: str) -> Table:
    columns = (
        Column(needs.words["status"], ColumnKind.STATUS),
        Column(needs.words["assignments"]),
        Column(needs.words["comment"]),
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


KIND = BlockKind(
    "assignments",
    gettext_noop("every assignment, in one table"),
    {"caption": str, UNITS: str},
    goal_needs,
    assignments_block,
)
