"""Statements: rows of money over accounts and activities, by a layout that the municipality declares."""

from tertial.domain.statement.alike import Alike, Coding, alike, coding_of
from tertial.domain.statement.calculate import Balance, Bucket, assigned_rows, calculate, layout_findings, row_amounts
from tertial.domain.statement.layout import CodeGroup, Layout, LayoutRow, LineKind, Selection, UnusableLayout
from tertial.domain.statement.reading import Measure, StatementLine, StatementReading
from tertial.domain.statement.sign import AmountSign, Convention, DeviationSign, presented

__all__ = [
    "Alike",
    "AmountSign",
    "Balance",
    "Bucket",
    "CodeGroup",
    "Coding",
    "Convention",
    "DeviationSign",
    "Layout",
    "LayoutRow",
    "LineKind",
    "Measure",
    "Selection",
    "StatementLine",
    "StatementReading",
    "UnusableLayout",
    "alike",
    "assigned_rows",
    "calculate",
    "coding_of",
    "layout_findings",
    "presented",
    "row_amounts",
]
