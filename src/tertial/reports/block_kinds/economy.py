"""Blocks about money."""

from collections.abc import Mapping

from tertial.reports.block_kinds import projects, statement
from tertial.reports.block_kinds.kind import BlockKind

KINDS: Mapping[str, BlockKind] = {**statement.KINDS, **projects.KINDS}
