"""Risks, recommendations and systematic controls as the report prints them: the status inside its cell."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _

from tertial.control.judgement import approval_day
from tertial.control.queries.readings import ControlPlanReading, ControlReading, FollowedUp, MeasureReading
from tertial.control.scales import result_mark, result_scale, state_mark
from tertial.control.text_subjects import JUDGEMENT
from tertial.domain.document import (
    Block,
    BlocksCell,
    CellBlock,
    Column,
    EmptyCell,
    Paragraph,
    Row,
    Shape,
    Status,
    StatusMark,
    Table,
    Text,
    Tone,
    text_cell,
    words,
)
from tertial.reports.compose.context import Context
from tertial.reports.compose.control.matrix import matrix_table
from tertial.reports.compose.control.reading import control_reading, no_plan, under_title
from tertial.reports.compose.texts import written


def control_text_block(context: Context, options: Mapping[str, Any]) -> tuple[Block, ...]:
    """A text of the control plan, under its own heading where the template gives one."""
    reading = control_reading(context)
    blocks: tuple[Block, ...] = no_plan(context)
    if reading is not None:
        blocks = (*written(context, reading.texts.get(options["slot"])), *_approved(reading, options["slot"]))
    return under_title(context, options, blocks)


def _approved(reading: ControlPlanReading, slot: str) -> tuple[Paragraph, ...]:
    """Who has approved the judgement, and when; nothing under other texts, and while it is not approved."""
    approval = reading.approval
    if slot != JUDGEMENT or approval is None:
        return ()
    name = approval.approved_by.name if approval.approved_by else "–"
    said = _("Approved by %(name)s %(when)s.") % {"name": name, "when": approval_day(approval)}
    return (Paragraph((Text(said, emphasis=True),)),)


def risk_measures_block(context: Context, options: Mapping[str, Any]) -> tuple[Block, ...]:
    """Every risk with what is done about it, each measure with its status."""
    reading = control_reading(context)
    if reading is None or not reading.risks:
        return no_plan(context) if reading is None else ()
    columns = tuple(Column(reading.words[key]) for key in ("process", "risk", "measure"))
    rows = tuple(
        Row(
            (
                text_cell(risk.risk.process),
                text_cell(risk.risk.description, risk.ref),
                _measures(reading, risk.measures),
            )
        )
        for risk in reading.risks
    )
    caption = context.fill(options.get("caption") or _("Measures against the risks"))
    table = Table(caption, columns, rows)
    return under_title(context, options, (matrix_table(reading), table) if options.get("matrix") else (table,))


def _measures(reading: ControlPlanReading, measures: Sequence[MeasureReading]) -> BlocksCell | EmptyCell:
    if not measures:
        return EmptyCell(_("No measure has been decided."))
    return BlocksCell(
        tuple(chain.from_iterable(_followed_up(reading, each.measure.title, each, each.ref) for each in measures))
    )


def _followed_up(reading: ControlPlanReading, title: str, item: FollowedUp, ref: str) -> Iterable[CellBlock]:
    yield Paragraph((Text(title, strong=True),))
    yield Status(_mark(reading, item, ref), reading.words["status"])
    if item.follow_up is not None and item.follow_up.comment:
        yield from _paragraphs(item.follow_up.comment)


def _mark(reading: ControlPlanReading, item: FollowedUp, ref: str) -> StatusMark:
    if item.follow_up is None:
        return StatusMark(_("Not followed up yet"), Shape.UNKNOWN, Tone.NEUTRAL, ref)
    return state_mark(reading.model, item.state, f"controlfollowup:{item.follow_up.pk}")


def audit_recommendations_block(context: Context, options: Mapping[str, Any]) -> tuple[Block, ...]:
    """Every recommendation with its record number, background, measure, status and re-check."""
    reading = control_reading(context)
    if reading is None or not reading.recommendations:
        return no_plan(context) if reading is None else ()
    columns = tuple(Column(reading.words[key]) for key in ("audit", "background", "measure"))
    rows = []
    for each in reading.recommendations:
        found = each.recommendation
        blocks = [*_followed_up(reading, found.measure, each, each.ref)]
        if each.recheck is not None:
            names = {"day": each.recheck.on.isoformat(), "who": each.recheck.person.name, "seen": each.recheck.seen}
            said = _("Re-checked %(day)s by %(who)s: %(seen)s") % names
            blocks.append(Paragraph(words(said)))
        audit: list[CellBlock] = [Paragraph(words(found.audit))]
        if found.record_number:
            number = f"{reading.words['record_number']} {found.record_number}"
            audit.append(Paragraph(words(number)))
        rows.append(Row((BlocksCell(tuple(audit)), text_cell(found.background, each.ref), BlocksCell(tuple(blocks)))))
    caption = context.fill(options.get("caption") or _("Recommendations from audits"))
    return under_title(context, options, (Table(caption, columns, tuple(rows)),))


def systematic_controls_block(context: Context, options: Mapping[str, Any]) -> tuple[Block, ...]:
    """Every systematic control: what is examined and why, how far it has come, and what it showed."""
    reading = control_reading(context)
    if reading is None or not reading.controls:
        return no_plan(context) if reading is None else ()
    columns = tuple(Column(reading.words[key]) for key in ("process", "control", "status_and_comment"))
    rows = tuple(
        Row((text_cell(each.control.process), _described(reading, each), _came_to(reading, each)))
        for each in reading.controls
    )
    caption = context.fill(options.get("caption") or _("Systematic controls"))
    return under_title(context, options, (Table(caption, columns, rows),))


def _described(reading: ControlPlanReading, each: ControlReading) -> BlocksCell:
    common = f" ({reading.words['common']})" if each.control.common_id else ""
    blocks: list[CellBlock] = [Paragraph((Text(f"{each.control.name}{common}", strong=True),))]
    if each.control.why:
        blocks.append(Paragraph((Text(f"{reading.words['why']} ", emphasis=True), Text(each.control.why))))
    return BlocksCell(tuple(blocks))


def _came_to(reading: ControlPlanReading, each: ControlReading) -> BlocksCell | EmptyCell:
    if each.result is None:
        return EmptyCell(_("No result yet."))
    ref = f"controlresult:{each.result.pk}"
    blocks: list[CellBlock] = [Status(state_mark(reading.model, each.result.status, ref), reading.words["status"])]
    if each.conclusion:
        blocks.append(Status(result_mark(result_scale(reading.model), each.conclusion, ref), _("Result")))
    blocks.extend(_paragraphs(each.result.comment))
    return BlocksCell(tuple(blocks))


def _paragraphs(text: str) -> Iterable[Paragraph]:
    return (Paragraph(words(line.strip())) for line in text.splitlines() if line.strip())
