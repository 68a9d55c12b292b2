from tertial.economy.models.budget import (
    BudgetDecision,
    BudgetLine,
    BudgetSpread,
    DecisionKindChoices,
    SpreadMethodChoices,
)
from tertial.economy.models.forecast import Forecast, MethodChoices
from tertial.economy.models.project import MeasureChoices, Project, ProjectAmount, ProjectCode, ProjectStage
from tertial.economy.models.project_table import (
    AmountSignChoices,
    DeviationSignChoices,
    InitiativeState,
    MoneyUnit,
    ProjectGroup,
    ProjectTable,
    TableKindChoices,
)

__all__ = [
    "MethodChoices",
    "Forecast",
    "SpreadMethodChoices",
    "DecisionKindChoices",
    "BudgetSpread",
    "BudgetLine",
    "BudgetDecision",
    "AmountSignChoices",
    "DeviationSignChoices",
    "InitiativeState",
    "MeasureChoices",
    "MoneyUnit",
    "Project",
    "ProjectAmount",
    "ProjectCode",
    "ProjectGroup",
    "ProjectStage",
    "ProjectTable",
    "TableKindChoices",
]
