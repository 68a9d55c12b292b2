"""Every block a template can name: the options each takes, and what it prints."""

from collections.abc import Mapping

from tertial.reports.block_kinds import control, economy, free, goals, staff
from tertial.reports.block_kinds.kind import BlockKind

BLOCK_KINDS: Mapping[str, BlockKind] = {
    **free.KINDS,
    **goals.KINDS,
    **economy.KINDS,
    **staff.KINDS,
    **control.KINDS,
}
