"""Loads initiatives, grants, investments and projects of the sample municipality."""

from tertial.demo.loaded import Loaded


def load(loaded: Loaded) -> None:
    """Stores initiatives, grants, investments and projects through the same actions that people use."""
