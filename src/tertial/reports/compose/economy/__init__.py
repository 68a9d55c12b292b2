"""Blocks about money."""

from collections.abc import Mapping

from tertial.reports.compose.context import ComposeBlock
from tertial.reports.compose.economy import projects, statements

BLOCKS: Mapping[str, ComposeBlock] = {**statements.BLOCKS, **projects.BLOCKS}
