"""Blocks about internal control."""

from collections.abc import Mapping

from tertial.reports.compose.context import ComposeBlock
from tertial.reports.compose.control.common import common_control_block
from tertial.reports.compose.control.matrix import risk_matrix_block
from tertial.reports.compose.control.plan import (
    audit_recommendations_block,
    control_text_block,
    risk_measures_block,
    systematic_controls_block,
)

BLOCKS: Mapping[str, ComposeBlock] = {
    "control_text": control_text_block,
    "common_control": common_control_block,
    "risk_measures": risk_measures_block,
    "risk_matrix": risk_matrix_block,
    "audit_recommendations": audit_recommendations_block,
    "systematic_controls": systematic_controls_block,
}
