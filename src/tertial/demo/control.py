"""Loads risks, measures, controls and audit recommendations of the sample municipality."""

from tertial.demo.loaded import Loaded


def load(loaded: Loaded) -> None:
    """Stores risks, measures, controls and audit recommendations through the same actions that people use."""
