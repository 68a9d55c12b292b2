"""Loads the free chapters of the sample municipality."""

from tertial.demo.loaded import Loaded


def load(loaded: Loaded) -> None:
    """Stores the free chapters through the same actions that people use."""
