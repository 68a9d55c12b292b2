"""Rules that look over what has been reported and say what is missing or doubtful."""

from tertial.domain.checks.check import check
from tertial.domain.checks.place import NOWHERE, Box, Place
from tertial.domain.checks.printed_cells import declared_unit, read_cell, unit_in
from tertial.domain.checks.read_report import read_report
from tertial.domain.checks.reading import (
    Cell,
    Column,
    DeclaredUnit,
    Heading,
    Link,
    Paragraph,
    ParagraphKind,
    Part,
    Picture,
    Piece,
    Reading,
    Row,
    Table,
    Unread,
)
from tertial.domain.checks.result import CheckFinding, CheckResult, Counts, Mark, MarkedFigure, Seen, any_open

__all__ = [
    "NOWHERE",
    "Box",
    "Cell",
    "CheckFinding",
    "CheckResult",
    "Column",
    "Counts",
    "DeclaredUnit",
    "Heading",
    "Link",
    "Mark",
    "MarkedFigure",
    "Paragraph",
    "ParagraphKind",
    "Part",
    "Picture",
    "Piece",
    "Place",
    "Reading",
    "Row",
    "Seen",
    "Table",
    "Unread",
    "any_open",
    "check",
    "declared_unit",
    "read_cell",
    "read_report",
    "unit_in",
]
