"""Loads coding, statements and the ledger of the sample municipality."""

from tertial.demo.loaded import Loaded


def load(loaded: Loaded) -> None:
    """Stores coding, statements and the ledger through the same actions that people use."""
