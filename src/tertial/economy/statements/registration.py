"""Makes statements known to the rooms below: their refs, the texts about their rows, and their figures in texts."""

from tertial.economy.statements import refs
from tertial.economy.statements.live_figures import StatementFigures
from tertial.economy.statements.panels import register_panels
from tertial.economy.statements.text_subjects import economy_subject
from tertial.texts.figures import register_source
from tertial.texts.subjects import register


def register_everything() -> None:
    """Called once, when the models exist."""
    refs.register_kinds()
    register("economy", economy_subject)
    register_source(refs.STATEMENT, make=StatementFigures.of)
    register_panels()
