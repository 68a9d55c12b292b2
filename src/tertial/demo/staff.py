"""Loads the staff figures of the sample municipality."""

from tertial.demo.loaded import Loaded


def load(loaded: Loaded) -> None:
    """Stores the staff figures through the same actions that people use."""
