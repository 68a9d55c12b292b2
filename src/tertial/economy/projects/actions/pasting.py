"""Writes pasted rows into a project table: new rows, and amounts that bring the table to what was pasted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import Period
from tertial.domain.project_table.pasting import Becomes, PastedLine
from tertial.economy.models import Project, ProjectGroup, ProjectTable
from tertial.economy.projects.actions.amounts import write_amount
from tertial.economy.projects.actions.projects import write_project, write_stage
from tertial.economy.projects.errors import TableNotSaved
from tertial.economy.projects.guarded import table_in
from tertial.economy.projects.queries.pasting import Pasted, lines_of
from tertial.organisation import gate
from tertial.organisation.models import Unit


@transaction.atomic
def paste_rows(
    *, by: Person, unit: Unit, table: ProjectTable, period: Period, pasted: Pasted, seen: str
) -> list[PastedLine]:
    """Writes every pasted row that can be, all in one that can be undone; gives what each of them became.

    `seen` is the `fingerprint_of` the lines that the person has been shown. Raises TableNotSaved where it would become
    something else now, or nothing, and AmountNotSaved for a decided amount without a ground.
    """
    lock(table, unit)
    read_before = lines_of(unit, table, period, pasted)
    projects = {each.pk: each for each in Project.objects.filter(pk__in=_numbers(read_before)).order_by("pk")}
    gate.enter(
        by=by, act=gate.PLAN, things=[table_in(table, unit), *projects.values()], period=Period.of_year(period.year)
    )
    lines = lines_of(unit, table, period, pasted)
    _check(period, pasted, lines, is_as_seen={fingerprint_of(read_before), fingerprint_of(lines)} == {seen})
    groups = {group.key: group for group in (table.rows_of or table).groups.all()}
    place = _Place(by, unit, table, period, groups)
    with audit.noted() as left:
        for line in lines:
            if line.is_written:
                _write(place, pasted, line, projects.get(line.project or 0))
    after = {"unit": unit.pk, "entries": [entry.pk for entry in left]}
    audit.record(person=by, action="project_table.paste", subject=table, after=after)
    return lines


def fingerprint_of(lines: Iterable[PastedLine]) -> str:
    """A short text that differs where pasted rows would become something else."""
    return sha256(repr(list(lines)).encode()).hexdigest()[:16]


def _numbers(lines: Iterable[PastedLine]) -> list[int]:
    return [line.project for line in lines if line.is_written and line.project is not None]


def _check(period: Period, pasted: Pasted, lines: list[PastedLine], *, is_as_seen: bool) -> None:
    if pasted.on > period.end:
        template = gettext_noop("The day is after the period, which ends %(end)s; choose an earlier one.")
        raise TableNotSaved(Message(template, {"end": period.end.isoformat()}), "on")
    if not is_as_seen:
        template = gettext_noop(
            "The table or what was pasted has changed since it was shown; look again and save then."
        )
        raise TableNotSaved(Message(template), "pasted")
    if not any(line.is_written for line in lines):
        template = gettext_noop("Nothing would change; paste rows with new names or other amounts.")
        raise TableNotSaved(Message(template), "pasted")


@dataclass(frozen=True, slots=True)
class _Place:
    """Who writes, and where."""

    by: Person
    unit: Unit
    table: ProjectTable
    period: Period
    groups: Mapping[str, ProjectGroup]


def _write(place: _Place, pasted: Pasted, line: PastedLine, project: Project | None) -> None:
    by, table, period = place.by, place.table, place.period
    if project is None:
        project = write_project(by=by, unit=place.unit, table=table, name=line.name, first_year=period.year)
    if line.group:
        since = period.start if line.becomes is Becomes.NEW else pasted.on
        write_stage(by=by, project=project, group=place.groups[line.group], since=since)
    for each in line.amounts:
        write_amount(
            by=by,
            project=project,
            table=table,
            measure=each.column.measure,
            year=period.year + each.column.years_ahead,
            amount=each.amount,
            on=pasted.on,
            reference=pasted.reference,
        )
