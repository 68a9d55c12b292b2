"""Loads the budget decisions and the forecasts of the sample municipality."""

from tertial.demo.loaded import Loaded


def load(loaded: Loaded) -> None:
    """Stores the budget decisions and the forecasts through the same actions that people use."""
