"""Whether there is anything at all to report of a unit in a period."""

from collections.abc import Iterator

from tertial.domain.message import Message, gettext_noop
from tertial.reports.blocks.parts.control_needs import control_of
from tertial.reports.blocks.parts.goal_needs import goals_of
from tertial.reports.blocks.project_table import tables_of
from tertial.reports.blocks.report import Report
from tertial.reports.blocks.statement import statements_of
from tertial.reports.errors import NothingToReport
from tertial.staff.queries.imports import has_figures
from tertial.texts.queries import anything_written


def check_anything(report: Report) -> None:
    """Raises NothingToReport, which says what can be done, where nothing is stored of the unit in the period."""
    if not any(_stored(report)):
        template = gettext_noop(
            "There is nothing to report of %(unit)s for %(period)s: no goals, no ledger or budget, no staff, no "
            "control plan and no texts. Make a plan under Goals, or import the ledger or the staff."
        )
        raise NothingToReport(Message(template, {"unit": report.cover.unit.name, "period": report.cover.period}))


def _stored(report: Report) -> Iterator[bool]:
    """Whether each room has something, the quickest to ask first."""
    unit, period = report.cover.unit, report.cover.period
    yield report.read(goals_of) is not None
    yield report.read(control_of) is not None
    yield bool(report.entries) or anything_written(unit, period.key)
    main = report.read(statements_of).main
    yield main is not None and not main.is_empty
    yield has_figures(unit, period.year)
    lines = (line for table in report.read(tables_of).values() for line in table.table.lines)
    yield any(any(line.amounts.values()) for line in lines)
