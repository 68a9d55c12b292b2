"""A table of the document as a table of a file: the same cells, figures as numbers."""

from django.utils.translation import gettext as _

from tertial.common.exports import Cell, ExportTable
from tertial.domain.document import Cell as DocumentCell
from tertial.domain.document import FigureCell, Table, cell_text


def export_table(table: Table | None, name: str) -> ExportTable:
    """The table; a single line that says so where there is nothing."""
    if table is None:
        return ExportTable(name, [_("Nothing has been imported here yet.")], [])
    headings = [column.label.strip() or _("Figure") for column in table.columns]
    return ExportTable(name, headings, [[_cell(cell) for cell in row.cells] for row in table.rows])


def _cell(cell: DocumentCell) -> Cell:
    return cell.figure.quantity if isinstance(cell, FigureCell) else cell_text(cell)
