"""Tables of special initiatives, grants, investments and projects, each with the texts about it and its rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from tertial.domain.document import (
    Block,
    Cell,
    Column,
    ColumnKind,
    EmptyCell,
    Figure,
    FigureCell,
    Note,
    Row,
    RowKind,
    Section,
    Table,
    anchor_from,
    text_cell,
    words,
)
from tertial.domain.project_table import ColumnKey, RowsBy, TableKind, TableLine
from tertial.domain.quantity import Unit as Quantum
from tertial.economy.projects.queries.readings import ProjectTableReading, read_project_table
from tertial.economy.projects.text_slots import group_slot, subject_of
from tertial.reports.compose.context import ComposeBlock, Context
from tertial.reports.compose.texts import written
from tertial.texts.models import TextSection


def project_table_block(kind: TableKind) -> ComposeBlock:
    """The block that prints one kind of table."""

    def block(context: Context, options: Mapping[str, Any]) -> tuple[Block, ...]:
        reading = _chosen(read_project_table(context.unit, context.period, kind), options)
        if not reading.table.lines:
            return (Note(words(_("There is nothing in this table for the period."))),)
        context.findings.extend(reading.table.findings)
        caption = context.fill(options.get("caption") or reading.layout.caption_for(context.period.year))
        texts = tuple(_texts(context, reading)) if options.get("texts", True) else ()
        return (project_table(reading, caption, foreseen=options.get("forecast", False)), *texts)

    return block


BLOCKS: Mapping[str, ComposeBlock] = {kind.value: project_table_block(kind) for kind in TableKind}


def _chosen(reading: ProjectTableReading, options: Mapping[str, Any]) -> ProjectTableReading:
    """The table in the unit and with the decimals that the template asks for."""
    layout = reading.layout
    unit = Quantum(options.get("unit", layout.money_unit))
    return replace(reading, layout=replace(layout, money_unit=unit, decimals=options.get("decimals", layout.decimals)))


def project_table(reading: ProjectTableReading, caption: str, *, foreseen: bool = False) -> Table:
    """The table as it is printed, on a page or in a report; `foreseen`: with the forecast of the year."""
    layout, year = reading.layout, reading.period.year
    shown = (layout.shape.foreseen if foreseen else None) or layout.shape.columns
    columns = (
        Column(layout.row_heading(year)),
        *(Column(layout.heading(column, year), ColumnKind.AMOUNT) for column in shown),
        *((Column(layout.headings["goal"]),) if layout.shape.names_goal else ()),
    )
    rows = [*_rows(reading, shown)]
    if layout.total_label:
        rows.append(_row(reading, shown, reading.table.total, layout.total_label, RowKind.TOTAL))
    rule = layout.rule(year, foreseen=foreseen and layout.shape.foreseen is not None)
    return Table(caption, columns, tuple(rows), rule=rule)


def _rows(reading: ProjectTableReading, shown: Sequence[ColumnKey]) -> Iterator[Row]:
    under_groups = reading.shape.rows is RowsBy.UNDER_GROUPS
    for group, lines in groupby(reading.table.lines, key=lambda line: line.group):
        if under_groups and group:
            yield Row((text_cell(reading.groups[group].name),), RowKind.GROUP)
        for line in lines:
            yield _row(reading, shown, line, reading.label(line.key) or _("No stage"))


def _row(
    reading: ProjectTableReading,
    shown: Sequence[ColumnKey],
    line: TableLine,
    label: str,
    kind: RowKind = RowKind.ROW,
) -> Row:
    own = line.key if line.key in reading.projects else ""
    goal: tuple[Cell, ...] = ()
    if reading.shape.names_goal:
        project = reading.projects.get(line.key)
        goal = (text_cell(reading.goal(project), reading.goal_of(project)) if project else EmptyCell(),)
    return Row(
        (
            text_cell(label, own),
            *(_cell(reading, line, column) for column in shown),
            *goal,
        ),
        kind,
    )


def _cell(reading: ProjectTableReading, line: TableLine, column: ColumnKey) -> Cell:
    amount = line.amounts.get(column)
    if amount is None:
        return EmptyCell("–")
    return FigureCell(Figure(reading.layout.quantity(amount), reading.ref(line.key, column)))


def _texts(context: Context, reading: ProjectTableReading) -> Iterator[Block]:
    """The text about the table, then those about each group and project, under their headings."""
    subject, kind, found = subject_of(context.unit), reading.layout.kind, context.project_texts

    def blocks_of(section: TextSection | None) -> tuple[Block, ...]:
        return written(context, section)

    about = found.get((subject, kind.value))
    if about is not None or not reading.shape.text_for_each:
        yield from blocks_of(about)
    for group, members in groupby(_with_texts(context, reading), key=lambda ref_and_group: ref_and_group[1]):
        sections = [
            Section(reading.projects[ref].name, f"{kind.value.replace('_', '-')}-{ref.replace(':', '-')}", blocks)
            for ref, _group in members
            if (blocks := blocks_of(found.get((ref, kind.value))))
        ]
        intro = found.get((subject, group_slot(kind, group)))
        if group and reading.shape.rows is RowsBy.UNDER_GROUPS:
            name = reading.groups[group].name
            yield Section(name, anchor_from(name), (*(blocks_of(intro) if intro else ()), *sections))
        else:
            yield from sections


def _with_texts(context: Context, reading: ProjectTableReading) -> Iterable[tuple[str, str]]:
    """The projects that have a text, a picture or a table, or whose table asks for a text about each; their groups."""
    for each in reading.table.projects:
        text = context.project_texts.get((each.facts.ref, reading.layout.kind.value))
        said = text is not None and (text.plain_text.strip() or text.pk in context.attachments)
        if reading.shape.text_for_each or said:
            yield each.facts.ref, each.facts.group
