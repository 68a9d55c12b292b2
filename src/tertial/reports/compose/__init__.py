"""Composes a report: from a unit's plan and a declared template to the block tree that every format is drawn from."""

from tertial.reports.compose.composition import Composition, compose

__all__ = ["Composition", "compose"]
