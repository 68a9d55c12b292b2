"""Every figure that a text of a report can hold: those of the unit's goals before those of its rooms."""

from collections.abc import Mapping

from tertial.economy.statements.live_figures import StatementFigures
from tertial.economy.statements.refs import STATEMENT
from tertial.goals.queries.live_figures import LiveFigures
from tertial.reports.blocks.parts.goal_needs import goals_of
from tertial.reports.blocks.parts.staff_needs import staff_of
from tertial.reports.blocks.report import Report
from tertial.reports.blocks.statement import statements_of
from tertial.staff.live_figures import KIND as STAFF
from tertial.texts.figures import Figures, FigureSource, UnitFigures


def figures_of(report: Report) -> FigureSource:
    """Figures are looked up in what the blocks of the report read too."""
    read: Mapping[str, FigureSource] = {
        STATEMENT: StatementFigures(report.read(statements_of)),
        STAFF: report.read(staff_of),
    }
    of_rooms = UnitFigures(report.cover.unit, report.cover.period, read)
    goals = report.read(goals_of)
    return Figures(LiveFigures(goals), of_rooms) if goals is not None else of_rooms
