"""Every block that a template can name, each in a file of its own: its options, what it needs and how it is made."""

from collections.abc import Mapping
from typing import Any

from tertial.reports.blocks import (
    assignments,
    audit_recommendations,
    common_controls,
    control_text,
    employees,
    entries,
    goal_overview,
    goals,
    hme,
    indicators,
    paragraph,
    project_table,
    remedies,
    risk_measures,
    section,
    sick_leave,
    sources,
    staff_text,
    statement,
    systematic_controls,
    text,
    turnover,
)
from tertial.reports.blocks.kind import BlockKind

_KINDS: tuple[BlockKind[Any], ...] = (
    text.KIND,
    entries.KIND,
    section.KIND,
    paragraph.KIND,
    goal_overview.KIND,
    goals.KIND,
    assignments.KIND,
    indicators.KIND,
    sources.KIND,
    *statement.KINDS,
    remedies.KIND,
    project_table.KIND,
    staff_text.KIND,
    employees.KIND,
    turnover.KIND,
    *sick_leave.KINDS,
    hme.KIND,
    control_text.KIND,
    common_controls.KIND,
    risk_measures.KIND,
    audit_recommendations.KIND,
    systematic_controls.KIND,
)

BLOCKS: Mapping[str, BlockKind[Any]] = {kind.name: kind for kind in _KINDS}
"""By the names that templates use, in the order they are listed for whoever writes one."""
