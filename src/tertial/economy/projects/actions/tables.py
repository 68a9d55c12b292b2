"""Writes of the project tables that a municipality declares, and of their groups."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.archiving import bring_back, put_away
from tertial.common.locks import lock
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.project_table import AmountSign, Convention, DeviationSign, RowsBy
from tertial.domain.project_table.declaring import unknown_column, wrong_in
from tertial.domain.quantity import Unit as Quantum
from tertial.economy.models import ProjectGroup, ProjectStage, ProjectTable
from tertial.economy.models.project_table import KEY
from tertial.economy.projects.errors import TableNotSaved
from tertial.economy.projects.queries.layout import shape_of
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of

TABLE_FIELDS = (
    "caption",
    "columns",
    "extra",
    "rows",
    "rows_of",
    "headings",
    "money_unit",
    "decimals",
    "amount_sign",
    "deviation_sign",
    "total_label",
    "text_for_each",
    "asks_goal",
    "has_reserve",
    "has_parts",
    "position",
)
GROUP_FIELDS = ("table", "key", "name", "state", "position")
LONGEST_KEY = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What is declared of a table; an empty heading means Tertial's own, no position the one it has or the last."""

    caption: str
    columns: Sequence[str]
    extra: Sequence[str] = ()
    rows: RowsBy = RowsBy.PROJECT
    rows_of: ProjectTable | None = None
    headings: Mapping[str, str] = field(default_factory=dict)
    money_unit: Quantum = Quantum.TKR
    decimals: int = 0
    convention: Convention = field(default_factory=Convention)
    total_label: str = ""
    text_for_each: bool = False
    asks_goal: bool = False
    has_reserve: bool = False
    has_parts: bool = False
    position: int | None = None


@transaction.atomic
def save_table(
    *, by: Person, unit: Unit, key: str, declared: Declared, table: ProjectTable | None = None
) -> ProjectTable:
    """Declares a table for a unit and everything below it, or changes it; the key and the unit are kept once given.

    Raises TableNotSaved for what cannot be declared: without a caption, with columns that do not go together.
    """
    gate.enter(by=by, act=gate.PLAN, things=[table or unit])
    owner = table.unit if table is not None else unit
    municipality = municipality_of(owner)
    lock(municipality)
    saved = table if table is not None else ProjectTable(unit=owner, municipality=municipality, key=key.strip())
    lock(saved)
    before = audit.state(saved, TABLE_FIELDS) if table is not None else {}
    if table is None:
        _check_key(saved)
    _fill(saved, declared)
    check_stands(saved)
    saved.save()
    action = "project_table.change" if table is not None else "project_table.create"
    audit.record(person=by, action=action, subject=saved, before=before, after=audit.state(saved, TABLE_FIELDS))
    return saved


def _fill(table: ProjectTable, declared: Declared) -> None:
    if table.rows_of != declared.rows_of and table.pk and table.projects.exists():
        template = gettext_noop("“%(table)s” has rows of its own, so it cannot show those of another table.")
        raise TableNotSaved(Message(template, {"table": excerpt(table.caption)}), "rows_of")
    table.caption, table.total_label = declared.caption.strip(), declared.total_label.strip()
    table.columns, table.extra = list(declared.columns), list(declared.extra)
    table.rows, table.rows_of = declared.rows.value, declared.rows_of
    table.headings = {name: word.strip() for name, word in declared.headings.items() if word.strip()}
    table.money_unit, table.decimals = declared.money_unit.value, declared.decimals
    table.amount_sign, table.deviation_sign = declared.convention.amounts.value, declared.convention.deviation.value
    table.text_for_each, table.asks_goal = declared.text_for_each, declared.asks_goal
    table.has_reserve, table.has_parts = declared.has_reserve, declared.has_parts
    if declared.position is not None:
        table.position = declared.position
    elif table.pk is None:
        last = ProjectTable.objects.filter(municipality=table.municipality).aggregate(last=Max("position"))["last"]
        table.position = 0 if last is None else last + 1


def _check_key(table: ProjectTable) -> None:
    if not re.match(KEY, table.key) or len(table.key) > LONGEST_KEY:
        template = gettext_noop(
            "The key “%(key)s” cannot be used; write at most %(most)s small letters a–z, digits and underscores, "
            "with a letter first."
        )
        raise TableNotSaved(Message(template, {"key": excerpt(table.key), "most": LONGEST_KEY}), "key")
    if ProjectTable.objects.filter(municipality=table.municipality, key=table.key).exists():
        template = gettext_noop("There is already a table with the key “%(key)s”; choose another key.")
        raise TableNotSaved(Message(template, {"key": table.key}), "key")


def check_stands(table: ProjectTable) -> None:
    """Raises TableNotSaved where a table could not stand as it is in memory."""
    if not table.caption.strip():
        raise TableNotSaved(Message(gettext_noop("A table needs a caption; write what it shows.")))
    wrong = unknown_column([*table.columns, *table.extra]) or wrong_in(shape_of(table))
    if wrong is not None:
        raise TableNotSaved(wrong, "columns")
    known = {"row", *table.columns, *table.extra}
    for name in sorted(table.headings.keys() - known):
        template = gettext_noop("The table has no column “%(name)s”; it has: %(known)s.")
        raise TableNotSaved(Message(template, {"name": excerpt(name), "known": ", ".join(sorted(known))}))
    of = table.rows_of
    if of is not None and (of.rows_of_id or of.pk == table.pk or of.municipality_id != table.municipality_id):
        template = gettext_noop("“%(table)s” has no rows of its own to show; choose a table that has.")
        raise TableNotSaved(Message(template, {"table": excerpt(of.caption)}), "rows_of")
    AmountSign(table.amount_sign), DeviationSign(table.deviation_sign)


@transaction.atomic
def archive_table(*, by: Person, table: ProjectTable) -> ProjectTable:
    """Puts a table away, out of pages and reports; its rows and amounts are kept, and it can be brought back."""
    gate.enter(by=by, act=gate.PUT_AWAY, things=[table])
    put_away(by=by, thing=table, action="project_table.archive")
    return table


@transaction.atomic
def restore_table(*, by: Person, table: ProjectTable) -> ProjectTable:
    """Brings back a table that was put away."""
    gate.enter(by=by, act=gate.PUT_AWAY, things=[table])
    bring_back(by=by, thing=table, action="project_table.restore")
    return table


@transaction.atomic
def copy_groups(*, by: Person, source: ProjectTable, target: ProjectTable) -> None:
    """Gives a table the groups that another has."""
    gate.enter(by=by, act=gate.PLAN, things=[target])
    for group in source.groups.all():
        write_group(by=by, table=target, key=group.key, name=group.name, state=group.state, position=group.position)


@transaction.atomic
def save_group(
    *,
    by: Person,
    table: ProjectTable,
    key: str,
    name: str,
    state: str = "",
    position: int | None = None,
    group: ProjectGroup | None = None,
) -> ProjectGroup:
    """Creates or changes a heading, stage or state. Raises TableNotSaved without a name, or for a key that is taken."""
    gate.enter(by=by, act=gate.PLAN, things=[table])
    return write_group(
        by=by,
        table=table,
        key=key,
        name=name,
        state=state,
        position=position,
        group=group,
    )


def write_group(
    *,
    by: Person,
    table: ProjectTable,
    key: str,
    name: str,
    state: str = "",
    position: int | None = None,
    group: ProjectGroup | None = None,
) -> ProjectGroup:
    """What `save_group` does behind the gate."""
    if not name.strip():
        raise TableNotSaved(
            Message(gettext_noop("A group needs a name; write what its projects have in common.")), "name"
        )
    others = ProjectGroup.objects.filter(table=table)
    if (others.exclude(pk=group.pk) if group else others).filter(key=key).exists():
        template = gettext_noop("There is already a group with the key “%(key)s”; choose another key.")
        raise TableNotSaved(Message(template, {"key": excerpt(key)}), "key")
    saved = group or ProjectGroup(table=table)
    lock(saved)
    before = audit.state(saved, GROUP_FIELDS) if group else {}
    saved.key, saved.name, saved.state = key, name.strip(), state
    saved.position = position if position is not None else (saved.position if group else others.count())
    saved.save()
    action = "project_group.change" if group else "project_group.create"
    audit.record(person=by, action=action, subject=saved, before=before, after=audit.state(saved, GROUP_FIELDS))
    return saved


@transaction.atomic
def remove_group(*, by: Person, group: ProjectGroup) -> None:
    """Takes a group away; raises TableNotSaved while any project has ever stood in it."""
    gate.enter(by=by, act=gate.PLAN, things=[group.table])
    lock(group)
    if ProjectStage.objects.filter(group=group).exists():
        template = gettext_noop("Projects are in “%(group)s”, or have been; move them first, or rename the group.")
        raise TableNotSaved(Message(template, {"group": group.name}), "name")
    audit.record(
        person=by, action="project_group.remove", subject=group, before=audit.state(group, ("id", *GROUP_FIELDS, "ref"))
    )
    group.delete()
