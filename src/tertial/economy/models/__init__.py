from tertial.economy.models.amounts import AmountSignChoices, AmountStyle, DeviationSignChoices, MoneyUnit
from tertial.economy.models.budget import (
    BudgetDecision,
    BudgetLine,
    BudgetSpread,
    DecisionKindChoices,
    SpreadMethodChoices,
)
from tertial.economy.models.closing import LedgerClosing
from tertial.economy.models.coding import Code, Dimension
from tertial.economy.models.forecast import Forecast, MethodChoices
from tertial.economy.models.ledger import LedgerImport, LedgerKind
from tertial.economy.models.project import MeasureChoices, Project, ProjectAmount, ProjectCode, ProjectStage
from tertial.economy.models.project_table import (
    InitiativeState,
    ProjectGroup,
    ProjectTable,
    RowsByChoices,
)
from tertial.economy.models.remedy import Remedy, RemedyFollowUp, RemedyStateChoices
from tertial.economy.models.statement import LimitsChoices, LineKindChoices, Statement, StatementRow

__all__ = [
    "AmountSignChoices",
    "AmountStyle",
    "BudgetDecision",
    "BudgetLine",
    "BudgetSpread",
    "Code",
    "DecisionKindChoices",
    "DeviationSignChoices",
    "Dimension",
    "Forecast",
    "InitiativeState",
    "LedgerClosing",
    "LedgerImport",
    "LedgerKind",
    "LimitsChoices",
    "LineKindChoices",
    "MeasureChoices",
    "MethodChoices",
    "MoneyUnit",
    "Project",
    "ProjectAmount",
    "ProjectCode",
    "ProjectGroup",
    "ProjectStage",
    "ProjectTable",
    "Remedy",
    "RemedyFollowUp",
    "RemedyStateChoices",
    "RowsByChoices",
    "SpreadMethodChoices",
    "Statement",
    "StatementRow",
]
