"""Puts a report together, chapter by chapter."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tertial.common.kept import one_moment
from tertial.common.period_words import period_name
from tertial.common.wording import sentence
from tertial.domain.document import Block, Detail, Document, Note, Section, anchor_from, findings_of, words
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.period import Period
from tertial.economy.statements.live_figures import StatementFigures
from tertial.economy.statements.refs import STATEMENT
from tertial.economy.statements.view import Statements
from tertial.goals.queries.live_figures import LiveFigures
from tertial.goals.queries.plan_reading import read_plan
from tertial.goals.queries.plans import plan_of
from tertial.goals.queries.readings import PlanReading
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of
from tertial.reports.block_kinds.free import SECTION
from tertial.reports.compose import control, economy, staff
from tertial.reports.compose.anything import check_anything
from tertial.reports.compose.asked import asked_for
from tertial.reports.compose.assignments import assignments_block
from tertial.reports.compose.context import ComposeBlock, Context
from tertial.reports.compose.goal_overview import goal_overview_block
from tertial.reports.compose.goals import goals_block
from tertial.reports.compose.indicators import indicators_block
from tertial.reports.compose.letters import letters_told
from tertial.reports.compose.noted import with_notes
from tertial.reports.compose.sources import sources_block
from tertial.reports.compose.texts import entries_block, paragraph_block, text_block
from tertial.reports.declaration import BlockDeclaration, ChapterDeclaration, ReportDeclaration
from tertial.reports.errors import NoGoals
from tertial.reports.queries import template_for
from tertial.staff.live_figures import KIND as STAFF
from tertial.staff.live_figures import StaffFigures
from tertial.texts.figures import Figures, UnitFigures


def section_block(context: Context, options: Mapping[str, Any]) -> tuple[Block, ...]:
    """A heading with its own blocks; left out where none of them has anything to print."""
    title, blocks = context.fill(options["title"]), _made(context, options["block"])
    return (Section(title, anchor_from(title), blocks),) if blocks else ()


BLOCKS: Mapping[str, ComposeBlock] = {
    SECTION: section_block,
    "text": text_block,
    "entries": entries_block,
    "paragraph": paragraph_block,
    "goal_overview": goal_overview_block,
    "goals": goals_block,
    "assignments": assignments_block,
    "indicators": indicators_block,
    "sources": sources_block,
    **economy.BLOCKS,
    **staff.BLOCKS,
    **control.BLOCKS,
}


@dataclass(frozen=True, slots=True)
class Composition:
    """A report as a block tree, and what was noticed while it was put together."""

    document: Document
    findings: tuple[Finding, ...]


def compose(
    unit: Unit,
    period: Period,
    *,
    declaration: ReportDeclaration | None = None,
    language: str = settings.LANGUAGE_CODE,
    generated_at: datetime | None = None,
) -> Composition:
    """The unit's report for the period, by the template given or the one chosen for the unit.

    Raises NoTemplate, UnusableTemplate, and, where no template is given to be tried, NothingToReport.
    """
    chosen = declaration or template_for(unit, period)
    with translation.override(language), one_moment():
        plan = plan_of(unit, period.year)
        context = _context(unit, period, read_plan(plan, period) if plan is not None else None)
        if declaration is None:
            check_anything(context)
        document = Document(
            title=context.fill(chosen.title),
            subtitle=context.fill(chosen.subtitle),
            organisation=context.municipality.name,
            period=period_name(period),
            language=language,
            generated_at=generated_at or timezone.now(),
            details=(Detail(_("Unit"), unit.name), Detail(_("Period"), period_name(period))),
            blocks=tuple(_chapters(context, chosen.chapters)),
        )
    told_of_goals = context.goals.findings() if context.goals is not None else ()
    about_goals = asked_for(chosen, (finding for _goal, finding in told_of_goals))
    about_document = (*findings_of(document), *letters_told(document))
    return Composition(document, (*context.findings, *about_goals, *about_document))


def _context(unit: Unit, period: Period, goals: PlanReading | None) -> Context:
    economy, staff = Statements(unit, period), StaffFigures(unit, period)
    of_unit = UnitFigures(unit, period, {STATEMENT: StatementFigures(economy), STAFF: staff})
    figures = Figures(LiveFigures(goals), of_unit) if goals is not None else of_unit
    return Context(unit, municipality_of(unit), period, goals, figures, economy, staff)


def _chapters(context: Context, chapters: Iterable[ChapterDeclaration]) -> Iterator[Block]:
    used: set[str] = set()
    for chapter in chapters:
        blocks = _made(context, chapter.blocks)
        if blocks:
            title = context.fill(chapter.title)
            yield _told_apart(Section(title, anchor_from(title), blocks), used)


def _made(context: Context, blocks: Iterable[BlockDeclaration]) -> tuple[Block, ...]:
    return tuple(block for declared in blocks for block in _block(context, declared))


def _block(context: Context, declared: BlockDeclaration) -> tuple[Block, ...]:
    """What a block prints. What cannot be printed is told in its place, and never stops the rest of the report."""
    try:
        made = BLOCKS[declared.kind](context, declared.options)
        notes = declared.options.get("notes", [])
        return with_notes(made, tuple(Note(words(context.fill(note))) for note in notes)) if notes else made
    except NoGoals as error:
        finding = Finding("plan-missing", Severity.NOTE, error.message)
        if finding not in context.findings:
            context.findings.append(finding)
        return ()
    except DomainError as error:
        title = context.fill(str(declared.options.get("title", ""))) or declared.kind
        message = Message(
            gettext_noop("“%(title)s” could not be printed (%(reason)s)."), {"title": title, "reason": error.message}
        )
        context.findings.append(Finding("block-not-printed", Severity.ERROR, message))
        return (Note(words(sentence(message))),)


def _told_apart(block: Block, used: set[str]) -> Block:
    """The block with anchors of its own; a template may name two chapters alike, or print the goals twice."""
    if not isinstance(block, Section):
        return block
    anchor = next(each for each in _names_from(block.anchor) if each not in used)
    used.add(anchor)
    return replace(block, anchor=anchor, blocks=tuple(_told_apart(inner, used) for inner in block.blocks))


def _names_from(anchor: str) -> Iterator[str]:
    yield anchor
    yield from (f"{anchor}-{number}" for number in count(2))
