"""Blocks about staff."""

import re
from collections.abc import Mapping
from typing import Any

from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.reports.block_kinds.kind import BlockKind
from tertial.staff.tables import ROWS
from tertial.staff.text_subjects import SLOTS

_MONTH = re.compile(r"0[1-9]|1[0-2]")


def _refused(options: Mapping[str, Any]) -> Message | None:
    """The month is one of twelve, and the rows are known."""
    month = options.get("month", "01")
    if not _MONTH.fullmatch(month):
        return Message(gettext_noop("“%(month)s” is not a month; write 01 to 12."), {"month": excerpt(month)})
    for row in options.get("rows", []):
        if row not in ROWS:
            template = gettext_noop("sick leave has no row “%(row)s”; choose among: %(rows)s.")
            return Message(template, {"row": excerpt(str(row)), "rows": ", ".join(ROWS)})
    return None


def _slot_refused(options: Mapping[str, Any]) -> Message | None:
    """The text is one of those that staff have."""
    if options["slot"] in SLOTS:
        return None
    template = gettext_noop("staff have no text “%(slot)s”; choose among: %(slots)s.")
    return Message(template, {"slot": excerpt(options["slot"]), "slots": ", ".join(SLOTS)})


_CHART = {"title": str, "month": str}

KINDS: Mapping[str, BlockKind] = {
    "staff_text": BlockKind(
        gettext_noop("a text that people write about staff"),
        {"slot": str, "title": str},
        frozenset({"slot"}),
        _slot_refused,
    ),
    "employees": BlockKind(gettext_noop("how many are employed, now and a year ago"), {"caption": str, "split": bool}),
    "turnover": BlockKind(gettext_noop("staff turnover by each definition of the municipality"), {"caption": str}),
    "sick_leave": BlockKind(
        gettext_noop("sick leave in a table: the year before, now, and the change"),
        {"caption": str, "month": str, "rows": list},
        refuses=_refused,
    ),
    "sick_leave_by_sex": BlockKind(gettext_noop("a chart of sick leave by sex"), _CHART, refuses=_refused),
    "sick_leave_by_length": BlockKind(gettext_noop("a chart of sick leave by length"), _CHART, refuses=_refused),
    "sick_leave_by_month": BlockKind(gettext_noop("a chart of sick leave by month over four years"), {"title": str}),
    "sick_leave_months": BlockKind(gettext_noop("a table of sick leave by month over four years"), {"caption": str}),
    "sick_leave_key_figures": BlockKind(
        gettext_noop("the seven statutory key figures of sick leave"), {"caption": str}
    ),
    "hme": BlockKind(gettext_noop("the index of employee engagement over three years"), {"caption": str}),
}
