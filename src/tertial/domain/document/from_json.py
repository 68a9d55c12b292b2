"""The tree read back from its JSON; `from_json(to_json(document)) == document`."""

from base64 import b64decode
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from tertial.domain.document.blocks import (
    Block,
    Callout,
    CellBlock,
    Detail,
    Document,
    List,
    Note,
    Paragraph,
    Section,
    Status,
)
from tertial.domain.document.chart import Chart, ChartKind, ReferenceLine, Series, TargetKind
from tertial.domain.document.errors import UnreadableDocument
from tertial.domain.document.picture import Picture
from tertial.domain.document.runs import Figure, Run, Runs, Text, words
from tertial.domain.document.status import Shape, StatusMark, Tone
from tertial.domain.document.table import (
    BlocksCell,
    Cell,
    Column,
    ColumnKind,
    EmptyCell,
    FigureCell,
    Row,
    RowKind,
    StatusCell,
    Table,
    TextCell,
)
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.quantity import Quantity, Unit
from tertial.domain.ref import Ref

Json = Mapping[str, Any]


def from_json(tree: Json) -> Document:
    """The document that `to_json` wrote. Raises `UnreadableDocument` where the tree is anything else."""
    try:
        return Document(
            title=tree["title"],
            blocks=tuple(_block(block) for block in tree["blocks"]),
            subtitle=tree["subtitle"],
            organisation=tree["organisation"],
            period=tree["period"],
            language=tree["language"],
            generated_at=datetime.fromisoformat(tree["generated_at"]) if tree["generated_at"] else None,
            details=tuple(Detail(detail["label"], detail["value"]) for detail in tree["details"]),
        )
    except DomainError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise UnreadableDocument(
            Message(
                gettext_noop("This is not a report in Tertial's JSON format (%(detail)s). Make the file again."),
                {"detail": f"{type(error).__name__}: {error}"},
            )
        ) from error


def _block(block: Json) -> Block:
    match block["type"]:
        case "section":
            return Section(block["title"], block["anchor"], tuple(_block(inner) for inner in block["blocks"]))
        case "table":
            return _table(block)
        case "chart":
            return _chart(block)
        case "picture":
            return _picture(block)
        case "callout":
            inner_blocks = tuple(_cell_block(inner) for inner in block["blocks"])
            return Callout(inner_blocks, block["title"], Tone(block["tone"]))
        case _:
            return _cell_block(block)


def _cell_block(block: Json) -> CellBlock:
    match block["type"]:
        case "paragraph":
            return Paragraph(_runs(block["runs"]))
        case "note":
            return Note(_runs(block["runs"]))
        case "list":
            return List(tuple(_runs(item) for item in block["items"]), block["ordered"])
        case "status":
            return Status(_mark(block), block["label"])
        case unknown:
            raise UnreadableDocument(
                Message(
                    gettext_noop("This version of Tertial knows no block called “%(name)s”."), {"name": str(unknown)}
                )
            )


def _runs(runs: list[Json]) -> Runs:
    return tuple(_run(run) for run in runs)


def _run(run: Json) -> Run:
    if run["type"] == "figure":
        return _figure(run)
    return Text(run["text"], run.get("strong", False), run.get("emphasis", False), run.get("href", ""))


def _figure(figure: Json) -> Figure:
    quantity = Quantity(_decimal(figure["value"]), Unit(figure["unit"]), figure["decimals"], figure.get("word", ""))
    return Figure(quantity, Ref.parse(figure["ref"]), figure.get("with_unit", False))


def _decimal(number: float | str) -> Decimal:
    return Decimal(number if isinstance(number, str) else repr(number))


def _mark(mark: Json) -> StatusMark:
    return StatusMark(mark["word"], Shape(mark["shape"]), Tone(mark["tone"]), Ref.parse(mark["ref"]))


def _note(note: Json) -> Note:
    return Note(_runs(note["runs"]))


def _table(table: Json) -> Table:
    return Table(
        caption=table["caption"],
        columns=tuple(Column(column["label"], ColumnKind(column["kind"])) for column in table["columns"]),
        rows=tuple(_row(row) for row in table["rows"]),
        notes=tuple(_note(note) for note in table["notes"]),
        rule=table["rule"],
        wide=table["wide"],
    )


def _row(row: Json) -> Row:
    return Row(tuple(_cell(cell) for cell in row["cells"]), RowKind(row["kind"]), row.get("indent", 0))


def _cell(cell: Json) -> Cell:
    if "value" in cell:
        return FigureCell(_figure(cell))
    if "status" in cell:
        return StatusCell(_mark(cell["status"]))
    if cell.get("empty"):
        return EmptyCell(cell["text"])
    if "blocks" in cell:
        return BlocksCell(tuple(_cell_block(block) for block in cell["blocks"]))
    runs = _runs(cell["runs"]) if "runs" in cell else words(cell["text"])
    return TextCell(runs, Ref.parse(cell.get("ref", "")))


def _chart(chart: Json) -> Chart:
    return Chart(
        title=chart["title"],
        kind=ChartKind(chart["kind"]),
        categories=tuple(chart["categories"]),
        series=tuple(_series(series) for series in chart["series"]),
        alt=chart["alt"],
        category_label=chart["category_label"],
        targets=tuple(_target(target) for target in chart["targets"]),
    )


def _series(series: Json) -> Series:
    return Series(series["name"], tuple(_figure(figure) if figure else None for figure in series["figures"]))


def _target(target: Json) -> ReferenceLine:
    return ReferenceLine(
        kind=TargetKind(target["kind"]),
        label=target["label"],
        category=target["category"],
        value=_decimal(target["value"]),
        until=None if target["until"] is None else _decimal(target["until"]),
        ref=Ref.parse(target["ref"]),
    )


def _picture(picture: Json) -> Picture:
    return Picture(
        content=b64decode(picture["content"], validate=True),
        media_type=picture["media_type"],
        width=picture["width"],
        height=picture["height"],
        alt=picture["alt"],
        caption=picture["caption"],
    )
