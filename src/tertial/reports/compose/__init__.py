"""Composes a report: from a unit and a declared template to the block tree that every format is drawn from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

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
from tertial.organisation.models import Unit
from tertial.reports.blocks import BLOCKS
from tertial.reports.blocks.kind import UNITS
from tertial.reports.blocks.over_units import over_units
from tertial.reports.blocks.parts.control_needs import PLAN_MISSING as CONTROL_PLAN_MISSING
from tertial.reports.blocks.parts.goal_needs import goals_of
from tertial.reports.blocks.printed import BlockDeclaration, Printed, together
from tertial.reports.blocks.report import Report
from tertial.reports.compose.anything import check_anything
from tertial.reports.compose.asked import asked_for
from tertial.reports.compose.figures import figures_of
from tertial.reports.compose.letters import letters_told
from tertial.reports.compose.noted import notes_of, with_notes
from tertial.reports.declaration import ChapterDeclaration, ReportDeclaration
from tertial.reports.errors import NoGoals
from tertial.reports.queries import template_for

PLAN_MISSING = "plan-missing"
OF_THE_REPORT = {PLAN_MISSING, CONTROL_PLAN_MISSING}


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
        report = Report(unit, period, _print_blocks, figures_of)
        if declaration is None:
            check_anything(report)
        printed = _chapters(report, chosen.chapters)
        document = Document(
            title=report.cover.fill(chosen.title),
            subtitle=report.cover.fill(chosen.subtitle),
            organisation=report.cover.municipality.name,
            period=period_name(period),
            language=language,
            generated_at=generated_at or timezone.now(),
            details=(Detail(_("Unit"), unit.name), Detail(_("Period"), period_name(period))),
            blocks=printed.blocks,
        )
        goals = report.read(goals_of)
        told_of_goals = goals.findings() if goals is not None else ()
    about_goals = asked_for(chosen, (finding for _goal, finding in told_of_goals))
    about_document = (*findings_of(document), *letters_told(document))
    return Composition(document, (*printed.findings, *about_goals, *about_document))


def _chapters(report: Report, chapters: Iterable[ChapterDeclaration]) -> Printed:
    """The chapters that print anything, and what was noticed in them all, nothing twice."""
    used: set[str] = set()
    blocks: list[Block] = []
    findings: list[Finding] = []
    for chapter in chapters:
        title, printed = report.cover.fill(chapter.title), _print_blocks(report, chapter.blocks)
        findings.extend(printed.findings)
        if printed.blocks:
            blocks.append(_told_apart(Section(title, anchor_from(title), printed.blocks), used))
    return Printed(tuple(blocks), tuple(_once(findings)))


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """What the whole report lacks is noticed by every block that needs it."""
    reported: list[Finding] = []
    for finding in findings:
        if finding.code not in OF_THE_REPORT or finding not in reported:
            yield finding
        reported.append(finding)


def _print_blocks(report: Report, blocks: Iterable[BlockDeclaration]) -> Printed:
    printed = together(_print_block(report, declared) for declared in blocks)
    return replace(printed, blocks=tuple(_said_once(printed.blocks)))


def _said_once(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks without a note that only repeats the one before: several can lack the same thing."""
    before: Block | None = None
    for block in blocks:
        if not (isinstance(block, Note) and block == before):
            yield block
        before = block


def _print_block(report: Report, declared: BlockDeclaration) -> Printed:
    """What a block prints. What cannot be printed is named in its place, and never stops the rest of the report."""
    fill = report.cover.fill
    try:
        kind, options = BLOCKS[declared.kind], declared.options
        printed = over_units(report, options, kind.printed) if UNITS in options else kind.printed(report, options)
        notes = tuple(Note(words(fill(note))) for note in notes_of(declared.options, report.cover.period.year))
        return Printed(with_notes(printed.blocks, notes), printed.findings) if notes else printed
    except NoGoals as error:
        return Printed((), (Finding(PLAN_MISSING, Severity.NOTE, error.message),))
    except DomainError as error:
        title = fill(str(declared.options.get("title", ""))) or declared.kind
        message = Message(
            gettext_noop("“%(title)s” could not be printed (%(reason)s)."), {"title": title, "reason": error.message}
        )
        return Printed((Note(words(sentence(message))),), (Finding("block-not-printed", Severity.ERROR, message),))


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
