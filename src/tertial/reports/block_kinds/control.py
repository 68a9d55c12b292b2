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
    "common_controls": BlockKind(
        gettext_noop("controls set for all committees: what each shows, and everyone's answers in one table"),
        {
            "controls": list,
            "title": str,
            "captions": dict,
            "previous": list,
            "bound": list,
            "as_list": list,
            "wide": list,
        },
        frozenset({"controls"}),
    ),
    "risk_measures": BlockKind(
        gettext_noop("what is done about each risk, with its status"), {"caption": str, "title": str, "matrix": bool}
    ),
    "audit_recommendations": BlockKind(
        gettext_noop("what audits have recommended, and what is done about it"), {"caption": str, "title": str}
    ),
    "systematic_controls": BlockKind(
        gettext_noop("every systematic control with its result"), {"caption": str, "title": str}
    ),
}
