"""Reads about report templates: which serves a unit, and what it asks people to write."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tertial.common.kept import once
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree
from tertial.reports.blocks.entries import ENTRIES, texts_declared
from tertial.reports.declaration import ReportDeclaration, read_declaration
from tertial.reports.errors import NoTemplate, UnusableTemplate
from tertial.reports.models import ReportKind, ReportTemplate
from tertial.reports.placeholders import filled


def kind_of(period: Period) -> ReportKind:
    """A whole year has an annual report, a part of it an interim one."""
    return ReportKind.ANNUAL if period.is_year else ReportKind.INTERIM


def template_row_for(unit: Unit, kind: ReportKind) -> ReportTemplate | None:
    """The template of the unit, or of the nearest unit above it that has one for the kind of report."""
    return _serving(unit).get(kind)


def _serving(unit: Unit) -> Mapping[str, ReportTemplate]:
    """The template that serves the unit for each kind of report."""

    def read() -> dict[str, ReportTemplate]:
        path = [step.pk for step in unit_tree().path(unit.pk)]
        found = ReportTemplate.objects.filter(unit__in=path, archived_at=None)
        nearest_last = sorted(found, key=lambda row: path.index(row.unit_id), reverse=True)
        return {row.kind: row for row in nearest_last}

    return once(("templates", unit.pk), read)


def template_for(unit: Unit, period: Period) -> ReportDeclaration:
    """The declaration that serves the unit and period, the annual one where no interim one is chosen.

    Raises NoTemplate, and UnusableTemplate where the stored text has become unusable.
    """
    kind = kind_of(period)
    row = template_row_for(unit, kind) or template_row_for(unit, ReportKind.ANNUAL)
    if row is None:
        raise NoTemplate(
            Message(
                gettext_noop(
                    "No report template is chosen for %(unit)s; "
                    "an administrator chooses one under Structure and settings."
                ),
                {"unit": unit.name},
            )
        )
    return read_declaration(row.declaration)


@dataclass(frozen=True, slots=True)
class EntryList:
    """A list of sections of a unit's report for a period. `texts` are those of each section, name to heading."""

    slot: str
    title: str
    texts: Mapping[str, str]


def entry_lists(unit: Unit, period: Period) -> Mapping[str, EntryList]:
    """The lists that the unit's report has for the period, by slot in the order of the report."""
    try:
        return {each.slot: each for each in _lists(template_for(unit, period), unit, period)}
    except (NoTemplate, UnusableTemplate):
        return {}


def _lists(declaration: ReportDeclaration, unit: Unit, period: Period) -> Iterator[EntryList]:
    for chapter in declaration.chapters:
        for block in chapter.every_block():
            if block.kind == ENTRIES:
                title = str(block.options.get("title") or chapter.title)
                texts = {name: filled(heading, unit, period) for name, heading in texts_declared(block.options).items()}
                yield EntryList(str(block.options["slot"]), filled(title, unit, period), texts)
