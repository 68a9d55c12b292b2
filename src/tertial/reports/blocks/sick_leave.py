"""Sick leave: its tables and its charts, the same that the pages show."""

import re

from django.utils.translation import gettext as _

from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.period import Period
from tertial.reports.blocks.kind import UNITS, BlockKind
from tertial.reports.blocks.parts.staff_needs import StaffNeeds, printed_or_nothing_imported, staff_needs
from tertial.reports.blocks.printed import Options, Printed
from tertial.staff import charts, tables
from tertial.staff.queries.sick_leave import SickLeave

_MONTH = re.compile(r"0[1-9]|1[0-2]")


def sick_leave_block(needs: StaffNeeds, options: Options) -> Printed:
    """The rows that the template asks for, of the period or of one of its months."""
    caption = needs.cover.fill(options.get("caption") or _("Sick leave"))
    rows = options.get("rows") or tables.ROWS
    return Printed((tables.sick_leave_table(_reading(needs), _period(needs, options), caption, rows),))


def by_sex_block(needs: StaffNeeds, options: Options) -> Printed:
    """A chart by sex."""
    title = needs.cover.fill(options.get("title") or _("Sick leave by sex, %"))
    return printed_or_nothing_imported(charts.chart_by_sex(_reading(needs), _period(needs, options), title))


def by_length_block(needs: StaffNeeds, options: Options) -> Printed:
    """A chart by length."""
    title = needs.cover.fill(options.get("title") or _("Sick leave by length, %"))
    return printed_or_nothing_imported(charts.chart_by_length(_reading(needs), _period(needs, options), title))


def by_month_block(needs: StaffNeeds, options: Options) -> Printed:
    """A chart by month, a line for each year."""
    title = needs.cover.fill(options.get("title") or _("Sick leave by month, %"))
    return printed_or_nothing_imported(charts.chart_by_month(_reading(needs), title))


def months_block(needs: StaffNeeds, options: Options) -> Printed:
    """A table by month, a column for each year."""
    caption = needs.cover.fill(options.get("caption") or _("Sick leave by month, %"))
    return Printed((tables.months_table(_reading(needs), caption),))


def key_figures_block(needs: StaffNeeds, options: Options) -> Printed:
    """The seven statutory key figures."""
    caption = needs.cover.fill(options.get("caption") or _("Statutory key figures of sick leave"))
    return Printed((tables.key_figures_table(_reading(needs), needs.cover.period, caption),))


def _reading(needs: StaffNeeds) -> SickLeave:
    return needs.staff.sick_leave(needs.cover.unit, needs.cover.period.year)


def _period(needs: StaffNeeds, options: Options) -> Period:
    month = options.get("month")
    return Period.parse(f"{needs.cover.period.year}-{month}") if month else needs.cover.period


def _refused(options: Options) -> Message | None:
    """The month is one of twelve, and the rows are known."""
    month = options.get("month", "01")
    if not _MONTH.fullmatch(month):
        return Message(gettext_noop("“%(month)s” is not a month; write 01 to 12."), {"month": excerpt(month)})
    for row in options.get("rows", []):
        if row not in tables.ROWS:
            template = gettext_noop("there is no row “%(row)s” on sick leave; choose among: %(rows)s.")
            return Message(template, {"row": excerpt(str(row)), "rows": ", ".join(tables.ROWS)})
    return None


KINDS = (
    BlockKind(
        "sick_leave",
        gettext_noop("sick leave in a table: the year before, now, and the change"),
        {"caption": str, "month": str, "rows": list, UNITS: str},
        staff_needs,
        sick_leave_block,
        refuses=_refused,
    ),
    BlockKind(
        "sick_leave_by_sex",
        gettext_noop("a chart of sick leave by sex"),
        {"title": str, "month": str, "notes": list},
        staff_needs,
        by_sex_block,
        refuses=_refused,
    ),
    BlockKind(
        "sick_leave_by_length",
        gettext_noop("a chart of sick leave by length"),
        {"title": str, "month": str, "notes": list},
        staff_needs,
        by_length_block,
        refuses=_refused,
    ),
    BlockKind(
        "sick_leave_by_month",
        gettext_noop("a chart of sick leave by month over four years"),
        {"title": str, "notes": list},
        staff_needs,
        by_month_block,
    ),
    BlockKind(
        "sick_leave_months",
        gettext_noop("a table of sick leave by month over four years"),
        {"caption": str},
        staff_needs,
        months_block,
    ),
    BlockKind(
        "sick_leave_key_figures",
        gettext_noop("the seven statutory key figures of sick leave"),
        {"caption": str, "notes": list},
        staff_needs,
        key_figures_block,
    ),
)
