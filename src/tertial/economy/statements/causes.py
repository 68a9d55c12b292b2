"""Why cells of a statement have no figure, in words, once for each cause (docs/rules/sums.md)."""

from collections.abc import Sequence
from dataclasses import dataclass

from tertial.common.wording import sentence
from tertial.domain.statement import Measure, StatementLine
from tertial.domain.statement.columns import Shown, cause_of, parts_of
from tertial.economy.budget.addresses import forecast_url
from tertial.economy.statements.columns import ColumnChoice
from tertial.economy.statements.view import StatementView


@dataclass(frozen=True, slots=True)
class Cause:
    """What lacks figures (headings of columns), why, and the page where something can be done about it."""

    about: str
    text: str
    url: str = ""


def causes_of(view: StatementView, columns: Sequence[ColumnChoice]) -> list[Cause]:
    """Every cause why a column has no figure in some row, with the columns it concerns."""
    columns_of: dict[str, dict[str, None]] = {}
    links: dict[str, str] = {}
    for column in columns:
        for line in view.lines:
            message = cause_of(line, column.shown)
            if message is not None:
                text = sentence(message)
                columns_of.setdefault(text, {})[column.heading] = None
                links[text] = way_on(view, column.shown)
    return [Cause(", ".join(headings), text, links[text]) for text, headings in columns_of.items()]


def cause_in_words(line: StatementLine, shown: Shown) -> str:
    """Why there is no figure in a cell; empty where there is one, or nothing is known."""
    message = cause_of(line, shown)
    return sentence(message) if message is not None else ""


def way_on(view: StatementView, shown: Shown) -> str:
    """Where what a column lacks can be put in; empty where no page is for that."""
    return forecast_url(view.unit, view.period.key, view.reading.key) if Measure.FORECAST in parts_of(shown) else ""
