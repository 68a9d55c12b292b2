from tertial.economy.models.coding import Code, Dimension
from tertial.economy.models.ledger import LedgerImport, LedgerKind
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
from tertial.economy.models.statement import LineKindChoices, Statement, StatementRow

__all__ = [
    "AmountSignChoices",
    "Code",
    "DeviationSignChoices",
    "Dimension",
    "InitiativeState",
    "LedgerImport",
    "LedgerKind",
    "LineKindChoices",
    "MeasureChoices",
    "MoneyUnit",
    "Project",
    "ProjectAmount",
    "ProjectCode",
    "ProjectGroup",
    "ProjectStage",
    "ProjectTable",
    "Statement",
    "StatementRow",
    "TableKindChoices",
]
