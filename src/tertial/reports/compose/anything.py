"""Whether there is anything at all to report of a unit in a period."""

from collections.abc import Iterator

from tertial.control.queries.plan_reading import control_plan_of
from tertial.domain.message import Message, gettext_noop
from tertial.economy.projects.queries.readings import read_all_tables
from tertial.reports.compose.context import Context
from tertial.reports.errors import NothingToReport
from tertial.staff.queries.imports import has_figures
from tertial.texts.queries import anything_written


def check_anything(context: Context) -> None:
    """Raises NothingToReport, which says what can be done, where nothing is stored of the unit in the period."""
    if not any(_stored(context)):
        template = gettext_noop(
            "There is nothing to report of %(unit)s for %(period)s: no goals, no ledger or budget, no staff, no "
            "control plan and no texts. Make a plan under Goals, or import the ledger or the staff."
        )
        raise NothingToReport(Message(template, {"unit": context.unit.name, "period": context.period}))


def _stored(context: Context) -> Iterator[bool]:
    """Whether each room has something, the quickest to ask first."""
    unit, period = context.unit, context.period
    yield context.goals is not None
    yield control_plan_of(unit, period.year) is not None
    yield bool(context.entries) or anything_written(unit, period.key)
    main = context.economy.main
    yield main is not None and not main.is_empty
    yield has_figures(unit, period.year)
    lines = (line for table in read_all_tables(unit, period) for line in table.table.lines)
    yield any(any(line.amounts.values()) for line in lines)
