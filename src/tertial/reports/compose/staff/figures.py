"""Tables and charts of staff, the same that the pages show."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tertial.domain.document import Block, Note, words
from tertial.domain.period import Period
from tertial.reports.compose.context import Context
from tertial.staff import charts, tables
from tertial.staff.queries.sick_leave import SickLeave

Options = Mapping[str, Any]
YEARS_OF_HME = 3


def employees_block(context: Context, options: Options) -> tuple[Block, ...]:
    """Employees in the last month of the period and a year before."""
    reading = context.staff.headcount(context.unit, context.period)
    caption = context.fill(options.get("caption") or _("Employees"))
    return _or_note(tables.employees_table(context.unit, reading, caption, parts=options.get("split", False)))


def turnover_block(context: Context, options: Options) -> tuple[Block, ...]:
    """Turnover by each definition."""
    caption = context.fill(options.get("caption") or _("Turnover"))
    reading = context.staff.turnover(context.unit, context.period)
    return _or_note(tables.turnover_table(context.unit, context.period, reading, caption))


def sick_leave_block(context: Context, options: Options) -> tuple[Block, ...]:
    """The rows that the template asks for, of the period or of one of its months."""
    caption = context.fill(options.get("caption") or _("Sick leave"))
    rows = options.get("rows") or tables.ROWS
    return (tables.sick_leave_table(_reading(context), _period(context, options), caption, rows),)


def by_sex_block(context: Context, options: Options) -> tuple[Block, ...]:
    """A chart by sex."""
    title = context.fill(options.get("title") or _("Sick leave by sex, %"))
    return _or_note(charts.chart_by_sex(_reading(context), _period(context, options), title))


def by_length_block(context: Context, options: Options) -> tuple[Block, ...]:
    """A chart by length."""
    title = context.fill(options.get("title") or _("Sick leave by length, %"))
    return _or_note(charts.chart_by_length(_reading(context), _period(context, options), title))


def by_month_block(context: Context, options: Options) -> tuple[Block, ...]:
    """A chart by month, a line for each year."""
    title = context.fill(options.get("title") or _("Sick leave by month, %"))
    return _or_note(charts.chart_by_month(_reading(context), title))


def months_block(context: Context, options: Options) -> tuple[Block, ...]:
    """A table by month, a column for each year."""
    return (
        tables.months_table(_reading(context), context.fill(options.get("caption") or _("Sick leave by month, %"))),
    )


def key_figures_block(context: Context, options: Options) -> tuple[Block, ...]:
    """The seven statutory key figures."""
    caption = context.fill(options.get("caption") or _("Statutory key figures of sick leave"))
    return (tables.key_figures_table(_reading(context), context.period, caption),)


def hme_block(context: Context, options: Options) -> tuple[Block, ...]:
    """HME and its three parts over three years."""
    years = range(context.period.year - YEARS_OF_HME + 1, context.period.year + 1)
    readings = [context.staff.survey(context.unit, year) for year in years]
    return (tables.hme_table(context.unit, readings, context.fill(options.get("caption") or _("HME"))),)


def _reading(context: Context) -> SickLeave:
    return context.staff.sick_leave(context.unit, context.period.year)


def _period(context: Context, options: Options) -> Period:
    month = options.get("month")
    return Period.parse(f"{context.period.year}-{month}") if month else context.period


def _or_note(block: Block | None) -> tuple[Block, ...]:
    return (block,) if block is not None else (Note(words(_("Nothing has been imported here yet."))),)
