"""Blocks about money."""

from collections.abc import Mapping

from tertial.reports.compose.context import ComposeBlock

BLOCKS: Mapping[str, ComposeBlock] = {}
