"""Blocks about goals, indicators and assignments."""

from collections.abc import Mapping

from tertial.domain.message import gettext_noop
from tertial.reports.block_kinds.kind import BlockKind

KINDS: Mapping[str, BlockKind] = {
    "goal_overview": BlockKind(gettext_noop("all goals with their assessments, in one table"), {"caption": str}),
    "goals": BlockKind(gettext_noop("every goal with the parts chosen"), {"parts": list, "reasons": bool}),
    "assignments": BlockKind(gettext_noop("every assignment, in one table"), {"caption": str}),
    "indicators": BlockKind(gettext_noop("every indicator, in one table"), {"caption": str}),
    "sources": BlockKind(gettext_noop("where the outcomes come from"), {"caption": str, "notes": list}),
}

GOAL_PARTS: Mapping[str, str] = {
    "assessment": gettext_noop("the assessment, and its reason where people decided otherwise"),
    "motivation": gettext_noop("why it is assessed so"),
    "analysis": gettext_noop("the text about each indicator"),
    "work": gettext_noop("the work carried out"),
    "charts": gettext_noop("a small chart of each indicator"),
    "indicators": gettext_noop("the table of indicators"),
    "assignments": gettext_noop("the table of assignments"),
}
"""What can be printed of each goal, in the order a template lists them."""
