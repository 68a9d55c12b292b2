"""Blocks about staff."""

from collections.abc import Mapping

from tertial.reports.block_kinds.kind import BlockKind

KINDS: Mapping[str, BlockKind] = {}
