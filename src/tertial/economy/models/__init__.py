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
