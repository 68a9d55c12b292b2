"""Blocks about internal control."""

from collections.abc import Mapping

from tertial.reports.compose.context import ComposeBlock
from tertial.reports.compose.control.common_controls import common_controls_block
from tertial.reports.compose.control.plan import (
    audit_recommendations_block,
    control_text_block,
    risk_measures_block,
    systematic_controls_block,
)

BLOCKS: Mapping[str, ComposeBlock] = {
    "control_text": control_text_block,
    "common_controls": common_controls_block,
    "risk_measures": risk_measures_block,
    "audit_recommendations": audit_recommendations_block,
    "systematic_controls": systematic_controls_block,
}
