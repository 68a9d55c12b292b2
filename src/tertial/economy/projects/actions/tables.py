"""Writes of a municipality's own words, signs and groups for its project tables."""

from collections.abc import Mapping

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.editing import lock
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.project_table import SHAPES, Convention, TableKind
from tertial.domain.quantity import Unit as Quantum
from tertial.economy.models import ProjectGroup, ProjectStage, ProjectTable
from tertial.economy.projects.errors import TableNotSaved
from tertial.economy.projects.policies import check
from tertial.organisation.models import Unit
from tertial.things.rights import Right

TABLE_FIELDS = ("caption", "headings", "money_unit", "decimals", "amount_sign", "deviation_sign", "total_label")
GROUP_FIELDS = ("kind", "key", "name", "state", "position")


@transaction.atomic
def save_table(
    *,
    by: Person,
    municipality: Unit,
    kind: TableKind,
    caption: str,
    headings: Mapping[str, str],
    money_unit: Quantum = Quantum.TKR,
    decimals: int = 0,
    convention: Convention,
    total_label: str = "",
) -> ProjectTable:
    """Creates or changes the municipality's words and signs for a table; an empty heading means Tertial's own.

    Raises TableNotSaved without a caption, or for a heading of a column that the table does not have.
    """
    check(by, Right.ADMINISTER, municipality)
    if not caption.strip():
        raise TableNotSaved(Message(gettext_noop("A table needs a caption; write what it shows.")))
    known = {"row", "goal", *(column.key for column in (*SHAPES[kind].columns, *SHAPES[kind].extra))}
    for name in headings.keys() - known:
        template = gettext_noop("The table has no column “%(name)s”; it has: %(known)s.")
        said = {"name": excerpt(name), "known": ", ".join(sorted(known))}
        raise TableNotSaved(Message(template, said), "caption")
    existing = ProjectTable.objects.select_for_update().filter(municipality=municipality, kind=kind).first()
    saved = existing or ProjectTable(municipality=municipality, kind=kind)
    before = audit.state(saved, TABLE_FIELDS) if existing else {}
    saved.caption, saved.total_label = caption.strip(), total_label.strip()
    saved.headings = {name: word.strip() for name, word in headings.items() if word.strip()}
    saved.money_unit, saved.decimals = money_unit.value, decimals
    saved.amount_sign, saved.deviation_sign = convention.amounts.value, convention.deviation.value
    saved.save()
    action = "project_table.change" if existing else "project_table.create"
    audit.record(person=by, action=action, subject=saved, before=before, after=audit.state(saved, TABLE_FIELDS))
    return saved


@transaction.atomic
def save_group(
    *,
    by: Person,
    municipality: Unit,
    kind: TableKind,
    key: str,
    name: str,
    state: str = "",
    position: int | None = None,
    group: ProjectGroup | None = None,
) -> ProjectGroup:
    """Creates or changes a heading, stage or state. Raises TableNotSaved without a name, or for a key that is taken."""
    check(by, Right.ADMINISTER, municipality)
    if not name.strip():
        raise TableNotSaved(
            Message(gettext_noop("A group needs a name; write what its projects have in common.")), "name"
        )
    others = ProjectGroup.objects.filter(municipality=municipality, kind=kind)
    if (others.exclude(pk=group.pk) if group else others).filter(key=key).exists():
        template = gettext_noop("There is already a group with the key “%(key)s”; choose another key.")
        raise TableNotSaved(Message(template, {"key": excerpt(key)}), "key")
    saved = group or ProjectGroup(municipality=municipality, kind=kind)
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
    check(by, Right.ADMINISTER, group.municipality)
    lock(group)
    if ProjectStage.objects.filter(group=group).exists():
        template = gettext_noop("Projects stand in “%(group)s”, or have done; move them first, or rename the group.")
        raise TableNotSaved(Message(template, {"group": group.name}), "name")
    audit.record(person=by, action="project_group.remove", subject=group, before=audit.state(group, GROUP_FIELDS))
    group.delete()
