"""The tree as JSON (docs/document-json.md): every figure as printed in `text`, and its value beside it."""

from base64 import b64encode
from decimal import Decimal
from typing import Any

from tertial.domain.document.blocks import Block, Callout, Document, List, Note, Paragraph, Section, Status
from tertial.domain.document.chart import Chart, ReferenceLine, Series
from tertial.domain.document.picture import Picture
from tertial.domain.document.printing import cell_text, figure_text
from tertial.domain.document.runs import Figure, Run, Runs, Text
from tertial.domain.document.status import StatusMark
from tertial.domain.document.table import BlocksCell, Cell, EmptyCell, FigureCell, Row, StatusCell, Table, TextCell
from tertial.domain.written_text import cleaned_throughout

Json = dict[str, Any]

FORMAT_VERSION = 1
MOST_EXACT_INTEGER = 2**53


def to_json(document: Document) -> Json:
    """The document as dicts, lists, strings and numbers; characters that no XML may hold are left out."""
    tree: Json = {
        "type": "document",
        "version": FORMAT_VERSION,
        "language": document.language,
        "title": document.title,
        "subtitle": document.subtitle,
        "organisation": document.organisation,
        "period": document.period,
        "generated_at": document.generated_at.isoformat() if document.generated_at else None,
        "details": [{"label": detail.label, "value": detail.value} for detail in document.details],
        "blocks": [block_to_json(block) for block in document.blocks],
    }
    cleaned = cleaned_throughout(tree)
    assert isinstance(cleaned, dict)  # noqa: S101 - a dict goes in, a dict comes out
    return cleaned


def block_to_json(block: Block) -> Json:  # noqa: PLR0911 - one return per kind of block
    """One block and all it holds."""
    match block:
        case Section(title, anchor, blocks):
            return {
                "type": "section",
                "title": title,
                "anchor": anchor,
                "blocks": [block_to_json(inner) for inner in blocks],
            }
        case Paragraph(runs):
            return {"type": "paragraph", "runs": _runs(runs)}
        case Note(runs):
            return {"type": "note", "runs": _runs(runs)}
        case List(items, ordered):
            return {"type": "list", "ordered": ordered, "items": [_runs(item) for item in items]}
        case Status(mark, label):
            return {"type": "status", "label": label, **_mark(mark)}
        case Callout(blocks, title, tone):
            return {
                "type": "callout",
                "title": title,
                "tone": tone.value,
                "blocks": [block_to_json(inner) for inner in blocks],
            }
        case Table():
            return _table(block)
        case Chart():
            return _chart(block)
        case Picture():
            return _picture(block)


def exact_number(value: Decimal) -> int | float | str:
    """A JSON number where every reader gets the same digits back, else (past 15 digits or so) the digits as text."""
    if value == value.to_integral_value() and abs(value) < MOST_EXACT_INTEGER:
        return int(value)
    nearest = float(value)
    return nearest if Decimal(repr(nearest)) == value else str(value)


def _runs(runs: Runs) -> list[Json]:
    return [_run(run) for run in runs]


def _run(run: Run) -> Json:
    if isinstance(run, Figure):
        return {"type": "figure", **_figure(run)}
    return {"type": "text", "text": run.text, **_marks(run)}


def _marks(text: Text) -> Json:
    marks = {"strong": text.strong, "emphasis": text.emphasis, "href": text.href}
    return {name: value for name, value in marks.items() if value}


def _figure(figure: Figure) -> Json:
    quantity = figure.quantity
    printed: Json = {
        "text": figure_text(figure),
        "value": exact_number(quantity.value),
        "unit": quantity.unit.value,
        "decimals": quantity.decimals,
        "ref": figure.ref,
    }
    more: Json = {"with_unit": True} if figure.with_unit else {}
    return {**printed, **more, **({"word": quantity.word} if quantity.word else {})}


def _mark(mark: StatusMark) -> Json:
    return {"word": mark.word, "shape": mark.shape.value, "tone": mark.tone.value, "ref": mark.ref}


def _table(table: Table) -> Json:
    return {
        "type": "table",
        "caption": table.caption,
        "columns": [{"label": column.label, "kind": column.kind.value} for column in table.columns],
        "rows": [_row(row) for row in table.rows],
        "notes": [block_to_json(note) for note in table.notes],
        "rule": table.rule,
        "wide": table.wide,
    }


def _row(row: Row) -> Json:
    printed: Json = {"kind": row.kind.value, "cells": [_cell(cell) for cell in row.cells]}
    return {**printed, "indent": row.indent} if row.indent else printed


def _cell(cell: Cell) -> Json:
    match cell:
        case FigureCell(figure):
            return _figure(figure)
        case StatusCell(mark):
            return {"text": cell_text(cell), "ref": mark.ref, "status": _mark(mark)}
        case EmptyCell():
            return {"text": cell_text(cell), "empty": True}
        case BlocksCell(blocks):
            return {"text": cell_text(cell), "blocks": [block_to_json(block) for block in blocks]}
        case TextCell(runs, ref):
            printed: Json = {"text": cell_text(cell)}
            if ref:
                printed["ref"] = ref
            if not _is_plain(runs):
                printed["runs"] = _runs(runs)
            return printed


def _is_plain(runs: Runs) -> bool:
    if not runs:
        return True
    first = runs[0]
    return len(runs) == 1 and isinstance(first, Text) and bool(first.text) and not _marks(first)


def _chart(chart: Chart) -> Json:
    return {
        "type": "chart",
        "kind": chart.kind.value,
        "title": chart.title,
        "alt": chart.alt,
        "category_label": chart.category_label,
        "categories": list(chart.categories),
        "series": [_series(series) for series in chart.series],
        "targets": [_target(target) for target in chart.targets],
    }


def _series(series: Series) -> Json:
    return {"name": series.name, "figures": [_figure(figure) if figure else None for figure in series.figures]}


def _target(target: ReferenceLine) -> Json:
    return {
        "kind": target.kind.value,
        "label": target.label,
        "category": target.category,
        "value": exact_number(target.value),
        "until": None if target.until is None else exact_number(target.until),
        "ref": target.ref,
    }


def _picture(picture: Picture) -> Json:
    return {
        "type": "picture",
        "media_type": picture.media_type,
        "width": picture.width,
        "height": picture.height,
        "alt": picture.alt,
        "caption": picture.caption,
        "content": b64encode(picture.content).decode("ascii"),
    }
