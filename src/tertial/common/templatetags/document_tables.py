"""Tables of the document tree on a page: the same cells as in reports."""

from collections.abc import Collection, Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from tertial.domain.document import (
    Cell,
    Column,
    EmptyCell,
    FigureCell,
    Note,
    Row,
    RowKind,
    Table,
    cell_text,
    runs_text,
)
from tertial.domain.ref import Ref

register = template.Library()


@register.simple_tag
def column_head(column: Column) -> SafeString:
    """The head of a column; an empty cell where the heading has no words."""
    if not column.label.strip():
        return mark_safe("<td></td>")
    return format_html('<th scope="col"{}>{}</th>', _numeric(column), column.label)


@register.simple_tag
def document_cell(
    table: Table,
    row: Row,
    number: int,
    cell: Cell,
    figure_links: Mapping[Ref, str] | None = None,
    *,
    marked: Collection[tuple[int, int]] = (),
    row_number: int = 0,
) -> SafeString:
    """One cell: a heading in the first column, figures to the right, each a link where `figure_links` has its ref.

    Cells whose row and column are `marked` stand out.
    """
    if row.kind is RowKind.GROUP:
        return format_html('<th scope="rowgroup" colspan="{}">{}</th>', len(table.columns), cell_text(cell))
    content = cell_text(cell) if number == 0 else _content(cell, figure_links or {})
    if (row_number, number) in (marked or ()):
        content = format_html("<mark>{}</mark>", content)
    if number == 0:
        return format_html('<th scope="row"{}>{}</th>', _indented(row), content)
    column = table.columns[number]
    return format_html('<td{} data-label="{}">{}</td>', _numeric(column), column.label.strip(), content)


@register.filter
def words_of_note(note: Note) -> str:
    """A note as it is printed."""
    return runs_text(note.runs)


def _content(cell: Cell, figure_links: Mapping[Ref, str]) -> SafeString | str:
    text = cell_text(cell)
    if isinstance(cell, EmptyCell):
        return format_html('<span class="soft">{}</span>', text)
    address = figure_links.get(cell.figure.ref) if isinstance(cell, FigureCell) else None
    return format_html('<a class="plain" href="{}">{}</a>', address, text) if address else text


def _numeric(column: Column) -> SafeString:
    return mark_safe(' class="num"') if column.kind.is_numeric else mark_safe("")


def _indented(row: Row) -> SafeString:
    return format_html(' data-indent="{}"', row.indent) if row.indent else mark_safe("")
