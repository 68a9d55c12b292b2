"""A block printed once for each unit below the report's, each under the unit's name (`units = "below"`)."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from tertial.domain.document import Note, Section, anchor_from, words
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree
from tertial.reports.blocks.kind import BELOW, UNITS
from tertial.reports.blocks.printed import Options, Printed, together
from tertial.reports.blocks.report import Report


def over_units(report: Report, options: Options, print_one: Callable[[Report, Options], Printed]) -> Printed:
    """What the block prints of each unit that has anything to print, in the order of the units."""
    title = report.cover.fill(str(options.get("title", "")))
    inner = {name: value for name, value in options.items() if name not in {UNITS, "title"}}
    parts = [
        part for unit in _units(report, options[UNITS]) if (part := _of(report, unit, inner, print_one)) is not None
    ]
    if parts:
        return together(parts).under(title)
    note = Note(words(_("None of the units below has anything to show here for the period.")))
    template = gettext_noop("A block runs over the units below %(unit)s, and none of them has anything to print in it.")
    found = Finding("units-empty", Severity.NOTE, Message(template, {"unit": report.cover.unit.name}))
    return Printed((note,), (found,)).under(title)


def _units(report: Report, which: str) -> Iterator[Unit]:
    """The units below that exist in the period."""
    unit, period, tree = report.cover.unit, report.cover.period, unit_tree()
    for each in tree.children(unit.pk) if which == BELOW else tree.descendants(unit.pk):
        if each.valid_from <= period.end and (each.valid_to is None or each.valid_to >= period.start):
            yield each


def _of(
    report: Report, unit: Unit, options: Options, print_one: Callable[[Report, Options], Printed]
) -> Printed | None:
    """The block of one unit under its name; None where that holds no more than notes."""
    try:
        printed = print_one(report.of(unit, report.cover.period), options)
    except DomainError:
        return None  # a unit without what the block is made of, such as goals
    if all(isinstance(block, Note) for block in printed.blocks):
        return None
    return Printed((Section(unit.name, anchor_from(unit.name), printed.blocks),), printed.findings)
