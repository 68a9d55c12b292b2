"""Blocks about staff."""

from collections.abc import Mapping

from tertial.domain.message import gettext_noop
from tertial.reports.block_kinds.kind import BlockKind

_CHART = {"title": str, "month": str}

KINDS: Mapping[str, BlockKind] = {
    "staff_text": BlockKind(
        gettext_noop("a text that people write about staff"), {"slot": str, "title": str}, frozenset({"slot"})
    ),
    "employees": BlockKind(gettext_noop("how many are employed, now and a year ago"), {"caption": str, "parts": bool}),
    "turnover": BlockKind(gettext_noop("staff turnover by each definition of the municipality"), {"caption": str}),
    "sick_leave": BlockKind(
        gettext_noop("sick leave in a table: the year before, now, and the change"),
        {"caption": str, "month": str, "rows": list},
    ),
    "sick_leave_by_sex": BlockKind(gettext_noop("a chart of sick leave by sex"), _CHART),
    "sick_leave_by_length": BlockKind(gettext_noop("a chart of sick leave by length"), _CHART),
    "sick_leave_by_month": BlockKind(gettext_noop("a chart of sick leave by month over four years"), {"title": str}),
    "sick_leave_months": BlockKind(gettext_noop("a table of sick leave by month over four years"), {"caption": str}),
    "sick_leave_key_figures": BlockKind(
        gettext_noop("the seven statutory key figures of sick leave"), {"caption": str}
    ),
    "hme": BlockKind(gettext_noop("the index of employee engagement over three years"), {"caption": str}),
}
