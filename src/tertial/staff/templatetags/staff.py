"""Tables of the document as tables of a page."""

from collections.abc import Iterator

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tertial.domain.document import Cell, Column, FigureCell, Note, Row, Table, cell_text, runs_text
from tertial.domain.period import Period
from tertial.staff.words import month_word

register = template.Library()


@register.filter
def by_column(row: Row, table: Table) -> Iterator[tuple[Column, Cell]]:
    """The cells of a row, each with its column."""
    return zip(table.columns, row.cells, strict=True)


@register.filter
def blank(label: str) -> bool:
    """Whether a heading has no words."""
    return not label.strip()


@register.filter
def words_of_cell(cell: Cell) -> str:
    """A cell as it is printed."""
    return cell_text(cell)


@register.filter
def words_of_note(note: Note) -> str:
    """A note as it is printed."""
    return runs_text(note.runs)


@register.filter
def month_name(month: Period) -> str:
    """`November`, in the active language."""
    return month_word(month).capitalize()


@register.simple_tag
def figure_cell(cell: Cell) -> SafeString:
    """A figure as a link to how it was worked out; words where there is none."""
    text = cell_text(cell)
    if not isinstance(cell, FigureCell):
        return format_html('<span class="soft">{}</span>', text)
    _kind, code, period, name = cell.figure.ref.split(":")
    return format_html('<a class="plain" href="{}">{}</a>', reverse("staff:figure", args=[code, period, name]), text)
