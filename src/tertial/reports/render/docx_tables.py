"""Tables in Word: a heading row that comes back on each page, widths by content, rows that stay whole."""

from tertial.domain.document import (
    BlocksCell,
    Cell,
    CellBlock,
    Column,
    EmptyCell,
    FigureCell,
    List,
    Note,
    Paragraph,
    Row,
    RowKind,
    Status,
    StatusCell,
    Table,
    TextCell,
    figure_text,
)
from tertial.reports.render.breaking import splits
from tertial.reports.render.docx_inline import attribute, mark_xml, paragraph_xml, run_xml, runs_xml
from tertial.reports.render.docx_parts import WordFile
from tertial.reports.render.row_headers import row_head
from tertial.reports.render.widths import LANDSCAPE, column_widths

CHARACTERS_ACROSS = 80.0
WASH = '<w:shd w:val="clear" w:color="auto" w:fill="F2F5F8"/>'
LINE_ABOVE = '<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="1A222D"/></w:tcBorders>'
MUTED = '<w:color w:val="56616E"/><w:sz w:val="17"/>'
INDENT_TWIPS = 200
IN_A_CELL = {
    "Normal": "Table Text",
    "List Bullet": "Table Bullet",
    "List Number": "Table Number",
    "Status": "Table Text",
    "Note": "Table Text",
}


class TableWriter:
    """Writes the tables of one file."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._styles = file.styles

    def write(self, table: Table, across: int) -> str:
        """Caption, table, notes and rule; `across` is the width of the text in twips."""
        shares = [width.share for width in column_widths(table, CHARACTERS_ACROSS)]
        characters = CHARACTERS_ACROSS * (LANDSCAPE if table.wide else 1)
        widths = [round(share * across) for share in shares]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        # A sum stays with what it sums, and the last row with the remarks below the table.
        followed = [*(row.kind is RowKind.TOTAL for row in table.rows[1:]), bool(table.notes or table.rule)]
        rows = "".join(
            self._row(
                row,
                table.columns,
                widths,
                "<w:keepNext/>" if followed[number] else "",
                whole=not splits(row, shares, characters),
            )
            for number, row in enumerate(table.rows)
        )
        # What Word calls the first column is read out as the name of each row.
        named = int({row_head(row, table.columns) for row in table.rows} - {None} == {0})
        properties = (
            f'<w:tblStyle w:val="{self._styles["Report Table"]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="06{0x20 + 0x80 * named:02X}" w:firstRow="1" w:lastRow="0" '
            f'w:firstColumn="{named}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f"<w:tblCaption w:val={attribute(table.caption)}/>"
        )
        caption = paragraph_xml(self._styles["Caption"], run_xml(table.caption))
        inner = f"<w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{self._head(table, widths)}{rows}"
        return f"{caption}<w:tbl>{inner}</w:tbl>{self._remarks(table)}"

    def _head(self, table: Table, widths: list[int]) -> str:
        cells = "".join(
            _cell_xml(
                paragraph_xml(
                    self._styles["Table Figure Heading" if column.kind.is_numeric else "Table Heading"],
                    run_xml(column.label),
                ),
                width,
            )
            for column, width in zip(table.columns, widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"

    def _row(self, row: Row, columns: tuple[Column, ...], widths: list[int], stay: str, *, whole: bool) -> str:
        heavy = row.kind is not RowKind.ROW
        look = {RowKind.GROUP: WASH, RowKind.TOTAL: LINE_ABOVE}.get(row.kind, "")
        split = "<w:trPr><w:cantSplit/></w:trPr>" if whole else ""
        if row.kind is RowKind.GROUP and len(row.cells) == 1:
            inner = self._content(row.cells[0], self._styles["Table Text"], "<w:keepNext/>", bold=True)
            across = f'<w:gridSpan w:val="{len(widths)}"/>{look}'
            return f"<w:tr>{split}{_cell_xml(inner, sum(widths), across)}</w:tr>"
        cells = []
        for number, (cell, column, width) in enumerate(zip(row.cells, columns, widths, strict=True)):
            style = self._styles["Table Figure" if column.kind.is_numeric else "Table Text"]
            indent = f'<w:ind w:left="{row.indent * INDENT_TWIPS}"/>' if row.indent and number == 0 else ""
            cells.append(_cell_xml(self._content(cell, style, stay + indent, bold=heavy), width, look))
        return f"<w:tr>{split}{''.join(cells)}</w:tr>"

    def _content(self, cell: Cell, style: str, properties: str, *, bold: bool) -> str:
        weight = "<w:b/>" if bold else ""
        match cell:
            case BlocksCell(blocks):
                written = "".join(self._small(block) for block in blocks)
                return written or paragraph_xml(style, "")
            case FigureCell(figure):
                inner = run_xml(figure_text(figure), weight)
            case StatusCell(mark):
                inner = mark_xml(mark)
            case EmptyCell(cause):
                inner = run_xml(cause, MUTED) if cause else ""
            case TextCell(runs):
                inner = runs_xml(runs, self._file.link, bold=bold)
        return paragraph_xml(style, inner, properties)

    def _small(self, block: CellBlock) -> str:
        return small_block(block, self._file, IN_A_CELL)

    def _remarks(self, table: Table) -> str:
        style = self._styles["Note"]
        notes = "".join(paragraph_xml(style, runs_xml(note.runs, self._file.link)) for note in table.notes)
        rule = paragraph_xml(style, run_xml(table.rule)) if table.rule else ""
        # Two tables in a row would flow together, and a cell may not end a part of the text.
        return notes + rule or paragraph_xml(style, "")


def small_block(block: CellBlock, file: WordFile, renamed: dict[str, str] | None = None) -> str:
    """A paragraph, list, status or note; `renamed` says which style stands for which."""

    def style(name: str) -> str:
        return file.styles[(renamed or {}).get(name, name)]

    match block:
        case Paragraph(runs):
            return paragraph_xml(style("Normal"), runs_xml(runs, file.link))
        case Note(runs):
            return paragraph_xml(style("Note"), runs_xml(runs, file.link))
        case List(items, ordered):
            numbers = file.new_numbers() if ordered else ""
            name = style("List Number" if ordered else "List Bullet")
            return "".join(paragraph_xml(name, runs_xml(item, file.link), numbers) for item in items)
        case Status(mark, label):
            name = run_xml(f"{label}: ") if label else ""
            return paragraph_xml(style("Status"), name + mark_xml(mark))


def _cell_xml(inner: str, width: int, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{inner}</w:tc>'
