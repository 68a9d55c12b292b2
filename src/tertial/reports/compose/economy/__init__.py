"""Blocks about money."""

from collections.abc import Mapping

from tertial.reports.compose.context import ComposeBlock
from tertial.reports.compose.economy import statements

BLOCKS: Mapping[str, ComposeBlock] = {
    **statements.BLOCKS,
}
