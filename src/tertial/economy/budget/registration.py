"""Makes budgets and forecasts known: their refs, their figures in texts, and what they tell on the overview."""

from tertial.economy.budget import live_figures, refs
from tertial.texts.figures import register_source


def register_everything() -> None:
    """Called once, when the models exist."""
    refs.register_kinds()
    register_source(live_figures.FRAME, make=live_figures.FrameFigures)
    register_source(live_figures.FORESEEN, make=live_figures.ForeseenFigures)
