"""Blocks about initiatives, grants, investments and projects."""

from collections.abc import Mapping
from typing import Any

from tertial.domain.message import Message, gettext_noop
from tertial.domain.money import MONEY_UNITS
from tertial.reports.block_kinds.kind import BlockKind

MOST_DECIMALS = 2


def _refused(options: Mapping[str, Any]) -> Message | None:
    """What is wrong with the unit or the decimals asked for."""
    unit, decimals = options.get("unit", "tkr"), options.get("decimals", 0)
    if unit not in MONEY_UNITS:
        known = ", ".join(sorted(MONEY_UNITS))
        template = gettext_noop("amounts cannot be printed in “%(unit)s”; choose among: %(known)s.")
        return Message(template, {"unit": unit, "known": known})
    if not 0 <= decimals <= MOST_DECIMALS:
        return Message(gettext_noop("amounts are printed with 0, 1 or 2 decimals; choose one of those."))
    return None


def _table(prints: str) -> BlockKind:
    return BlockKind(
        prints,
        {"caption": str, "unit": str, "decimals": int, "texts": bool, "forecast": bool, "notes": list},
        refuses=_refused,
    )


KINDS: Mapping[str, BlockKind] = {
    "special_initiatives": _table(gettext_noop("special initiatives: budget and outcome, and a text about each")),
    "digitalisation_pot": _table(gettext_noop("the digitalisation pot: reserved, allotted, outcome")),
    "external_funding": _table(gettext_noop("external funding: applied for, received, budgeted, and which goal")),
    "investments": _table(gettext_noop("the unit's own investments: budget, outcome, deviation")),
    "premises_projects": _table(gettext_noop("premises projects: total budget, spent, plan for each year")),
    "development_projects": _table(gettext_noop("investments of development projects, by stage")),
    "exploitation_outcome": _table(gettext_noop("the outcome of land sales and plans, by stage")),
    "investment_projects": _table(gettext_noop("investment projects, by stage")),
}
