"""Blocks that print statements: the ledger with budget, deviation and earlier years, and the texts on rows."""

from collections.abc import Mapping
from typing import Any

from tertial.domain.message import Message, gettext_noop
from tertial.domain.statement.columns import Shown
from tertial.reports.block_kinds.kind import BlockKind

MONEY = ("kr", "tkr", "mnkr")
CHARTS = ("months", "rows", "years")
LARGEST_DECIMALS = 3


def _refuses(options: Mapping[str, Any]) -> Message | None:
    """Whether the columns, the unit or the chart of a table cannot be."""
    if options.get("unit", MONEY[0]) not in MONEY:
        return _one_of("unit", options["unit"], MONEY)
    if options.get("chart", CHARTS[0]) not in CHARTS:
        return _one_of("chart", options["chart"], CHARTS)
    if not 0 <= options.get("decimals", 0) <= LARGEST_DECIMALS:
        return Message(
            gettext_noop("“decimals” is how many digits stand after the comma; write a number from 0 to %(most)s."),
            {"most": LARGEST_DECIMALS},
        )
    return next((wrong for column in options.get("columns", []) if (wrong := _wrong_column(column))), None)


def _wrong_column(column: object) -> Message | None:
    known = {"shows", "heading"}
    if not isinstance(column, Mapping) or column.keys() - known or not isinstance(column.get("heading", ""), str):
        return Message(gettext_noop('A column is written as { shows = "outcome", heading = "…" }; write it so.'))
    shows = column.get("shows")
    return None if shows in set(Shown) else _one_of("shows", shows, tuple(Shown))


def _one_of(name: str, value: object, known: tuple[str, ...]) -> Message:
    template = gettext_noop("“%(name)s” cannot be “%(value)s”; choose among: %(known)s.")
    return Message(template, {"name": name, "value": value, "known": ", ".join(known)})


_TABLE: Mapping[str, type] = {
    "statement": str,
    "title": str,
    "caption": str,
    "row_heading": str,
    "columns": list,
    "unit": str,
    "decimals": int,
    "chart": str,
    "texts": bool,
    "texts_title": str,
    "notes": list,
}
_NEEDED = frozenset({"statement"})

KINDS: Mapping[str, BlockKind] = {
    "income_statement": BlockKind(
        gettext_noop("a statement with budget, outcome and deviation, and the texts on its rows"),
        _TABLE,
        _NEEDED,
        _refuses,
    ),
    "operations_per_activity": BlockKind(
        gettext_noop("a statement by activity, with the deviation in percent"), _TABLE, _NEEDED, _refuses
    ),
    "net_cost_development": BlockKind(
        gettext_noop("a statement over three years, with its parts and the change in percent"),
        {**_TABLE, "of_which": str, "change_label": str},
        _NEEDED,
        _refuses,
    ),
    "statement_texts": BlockKind(
        gettext_noop("what people have written about the rows of a statement, each under the row's name"),
        {"statement": str, "title": str},
        _NEEDED,
    ),
}
