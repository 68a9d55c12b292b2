"""A plain report template, proposed to a municipality that has none: it can be saved as it is and changed later."""

import json
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from tertial.domain.validity import LATEST
from tertial.economy.ledger.layouts import statements_of
from tertial.organisation.models import Unit
from tertial.reports.models import ReportKind

Block = Mapping[str, str]


def plain_declaration(unit: Unit, kind: ReportKind) -> str:
    """The declaration: a summary, the goals, the municipality's statements, staff and internal control."""
    when = "{year}" if kind is ReportKind.ANNUAL else "{period}"
    head = {"name": str(kind.label), "title": f"{{unit}}: {str(kind.label).lower()} {when}"}
    return "\n".join([*_values(head), *_chapters(unit)]) + "\n"


def _chapters(unit: Unit) -> Iterator[str]:
    yield from _chapter(_("Summary"), _block({"kind": "text", "slot": "summary"}))
    yield from _chapter(_("Goals"), _block({"kind": "goal_overview"}), _block({"kind": "goals"}))
    yield from _chapter(_("Assignments"), _block({"kind": "assignments"}))
    statements = [{"kind": "statement", "statement": each.key} for each in statements_of(unit, LATEST)]
    if statements:
        yield from _chapter(_("Economy"), *map(_block, statements))
    employees = _section(_("Employees"), {"kind": "employees"})
    turnover = _section(_("Turnover"), {"kind": "turnover"})
    yield from _chapter(_("Staff"), employees, turnover, _block({"kind": "sick_leave"}), _block({"kind": "hme"}))
    yield from _chapter(
        _("Internal control"),
        _block({"kind": "control_text", "slot": "summary"}),
        *(_block({"kind": kind}) for kind in ("risk_measures", "systematic_controls", "audit_recommendations")),
    )


def _chapter(title: str, *blocks: Iterable[str]) -> Iterator[str]:
    yield from ("", "[[chapter]]", *_values({"title": title}))
    for block in blocks:
        yield from ("", *block)


def _section(title: str, block: Block) -> Iterator[str]:
    yield from _block({"kind": "section", "title": title})
    yield from ("", "        [[chapter.block.block]]", *(f"        {line}" for line in _values(block)))


def _block(values: Block) -> Iterator[str]:
    yield from ("    [[chapter.block]]", *(f"    {line}" for line in _values(values)))


def _values(values: Block) -> Iterator[str]:
    return (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
