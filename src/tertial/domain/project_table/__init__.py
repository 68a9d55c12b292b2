"""Tables of special initiatives, grants, investments and projects (docs/rules/project-tables.md)."""

from tertial.domain.project_table.calculation import (
    LedgerSums,
    ProjectFacts,
    ProjectFigures,
    TableLine,
    TableReading,
    Utilisation,
    figures_of,
    read_table,
    used_share,
    utilisation,
    with_parts,
)
from tertial.domain.project_table.convention import AmountSign, Convention, DeviationSign
from tertial.domain.project_table.shape import (
    DECIDED,
    REPORTED,
    SHAPES,
    ColumnKey,
    LedgerPart,
    Measure,
    RowsBy,
    TableKind,
    TableShape,
)

__all__ = [
    "DECIDED",
    "REPORTED",
    "SHAPES",
    "AmountSign",
    "ColumnKey",
    "Convention",
    "DeviationSign",
    "LedgerPart",
    "LedgerSums",
    "Measure",
    "ProjectFacts",
    "ProjectFigures",
    "RowsBy",
    "TableKind",
    "TableLine",
    "TableReading",
    "TableShape",
    "Utilisation",
    "figures_of",
    "read_table",
    "used_share",
    "utilisation",
    "with_parts",
]
