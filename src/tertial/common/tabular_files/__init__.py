"""Reads tables that people send in: text with delimiters, Excel and OpenDocument, always as rows of text.

`open_table` finds out how a file is written and which of its lines holds the headings; `rows` then gives each line with
its number as a person counts it. Nothing here knows what the columns mean. Rule: docs/rules/imports.md.
"""

from tertial.common.tabular_files.headings import as_heading, bare_heading, places_of, tokens_of, without_code
from tertial.common.tabular_files.number_formats import FigureText
from tertial.common.tabular_files.reading import first_rows, numbered_lines, open_book, open_table, rows
from tertial.common.tabular_files.shapes import (
    BrokenRow,
    Fault,
    FileKind,
    Fits,
    Reading,
    Refusal,
    Row,
    TextTable,
    UnreadableFile,
)

__all__ = [
    "BrokenRow",
    "Fault",
    "FigureText",
    "FileKind",
    "Fits",
    "Reading",
    "Refusal",
    "Row",
    "TextTable",
    "UnreadableFile",
    "as_heading",
    "bare_heading",
    "first_rows",
    "numbered_lines",
    "open_book",
    "open_table",
    "places_of",
    "rows",
    "tokens_of",
    "without_code",
]
