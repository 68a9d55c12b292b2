"""Blocks about internal control."""

from collections.abc import Mapping

from tertial.domain.message import gettext_noop
from tertial.reports.block_kinds.kind import BlockKind

KINDS: Mapping[str, BlockKind] = {
    "control_text": BlockKind(
        gettext_noop("a text of the control plan: its summary or its judgement"),
        {"slot": str, "title": str},
        frozenset({"slot"}),
    ),
    "common_control": BlockKind(
        gettext_noop("a control set for all committees: what it shows, and everyone's answers in one table"),
        {"control": str, "title": str, "caption": str, "previous": bool, "bound": bool, "list": bool, "wide": bool},
        frozenset({"control"}),
    ),
    "risk_measures": BlockKind(gettext_noop("what is done about each risk, with its status"), {"caption": str}),
    "risk_matrix": BlockKind(gettext_noop("how many risks stand where in the risk matrix"), {"caption": str}),
    "audit_recommendations": BlockKind(
        gettext_noop("what audits have recommended, and what is done about it"), {"caption": str}
    ),
    "systematic_controls": BlockKind(gettext_noop("every systematic control with its result"), {"caption": str}),
}
