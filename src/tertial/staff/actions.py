"""Writes about staff: an import is applied or undone as a whole; definitions of turnover are saved."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.editing import mark
from tertial.common.locks import lock
from tertial.domain.message import Message, gettext_noop
from tertial.domain.staffing.turnover import Leaving, Standing
from tertial.domain.workflow.imports import IMPORTING, ImportAct, stored_import
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of
from tertial.staff.errors import NotApplied, ReplacesSomethingElse
from tertial.staff.incoming.columns import KEYS, MODELS
from tertial.staff.incoming.reading import HOUR_FIELDS, StaffFiles
from tertial.staff.models import ImportedRow, StaffData, StaffImport, TurnoverDefinition

_ROWS_AT_A_TIME = 1000


@dataclass(frozen=True, slots=True)
class Replaced:
    """What an import takes the place of: how many rows, of which periods, and those that the files say nothing of."""

    rows: int
    periods: Sequence[str]
    lost: Sequence[ImportedRow]
    seen: str
    """A mark of what is shown here; the preview sends it back, so that only what it showed is replaced."""


def replaced_by(sent: StaffFiles) -> Replaced:
    """What stands now in the units and periods that the files cover."""
    rows = list(_standing(sent).select_related("unit"))
    keys = KEYS[sent.kind]
    said = {(row.unit.pk, row.period, *(row.values[key] for key in keys)) for row in sent.rows}
    lost = [row for row in rows if (row.unit_id, row.period, *(getattr(row, key) for key in keys)) not in said]
    return Replaced(len(rows), sorted({row.period for row in rows}), lost, _seen(sent, [row.pk for row in rows]))


@transaction.atomic
def apply_import(*, by: Person, unit: Unit, sent: StaffFiles, seen: str | None = None) -> StaffImport:
    """Stores what the files hold in place of what stood in the same units and periods, which is kept and can come back.

    `seen` is what the preview named (`Replaced.seen`). Raises NotApplied where a row was refused or there is none, and
    where something else would be replaced now than was shown; NotAllowed without the right in the unit.
    """
    gate.enter(by=by, act=gate.PLAN, things=[unit])
    if sent.refused:
        raise NotApplied(
            Message(
                gettext_noop(
                    "%(refused)s rows cannot be used, so nothing was saved; correct them and choose the file again."
                ),
                {"refused": len(sent.refused)},
            )
        )
    if not sent.rows:
        raise NotApplied(Message(gettext_noop("The files hold no rows, so nothing was saved; choose another file.")))
    municipality = municipality_of(unit)
    lock(municipality)  # of two imports at once the second replaces what the first brought, and knows it
    if seen is not None and seen != _seen(sent, _standing(sent).values_list("pk", flat=True)):
        template = gettext_noop(
            "What the files replace has been changed since it was shown, so nothing was saved; look at it again below."
        )
        raise ReplacesSomethingElse(Message(template))
    made = StaffImport.objects.create(
        municipality=municipality,
        unit=unit,
        kind=sent.kind,
        files=[{"name": file.name, "sha256": file.sha256} for file in sent.files],
        periods=sent.periods,
        rows=len(sent.rows),
        applied_at=timezone.now(),
        applied_by=by,
    )
    replaced = _standing(sent).exclude(source=made).update(live=False, replaced_by=made)
    model = MODELS[sent.kind]
    rows = (
        model(source=made, file=row.file, line=row.line, unit=row.unit, period=row.period, **_stored(sent, row.values))
        for row in sent.rows
    )
    model._default_manager.bulk_create(rows, batch_size=_ROWS_AT_A_TIME)
    after = {"kind": sent.kind, "unit": unit.pk, "periods": sent.periods, "rows": made.rows, "replaced": replaced}
    audit.record(person=by, action="staff_import.apply", subject=made, after=after)
    return made


@transaction.atomic
def undo_import(*, by: Person, done: StaffImport) -> None:
    """Takes an import back: what it replaced counts again.

    Raises NotNow, or NotApplied where a later import builds on it.
    """
    gate.enter(by=by, act=gate.PLAN, things=[done.unit])
    lock(municipality_of(done.unit), done)
    IMPORTING.after(stored_import(taken_back=done.undone_at is not None), ImportAct.TAKE_BACK, thing=str(done))
    model = MODELS[StaffData(done.kind)]
    rows = model._default_manager
    later = rows.filter(source=done).exclude(replaced_by=None).values_list("replaced_by", flat=True).first()
    if later is not None:
        template = gettext_noop("“%(later)s” was imported over this; undo that first.")
        raise NotApplied(Message(template, {"later": str(StaffImport.objects.get(pk=later))}))
    rows.filter(source=done).update(live=False)
    rows.filter(replaced_by=done).update(live=True, replaced_by=None)
    done.undone_at, done.undone_by = timezone.now(), by
    done.save(update_fields=["undone_at", "undone_by"])
    audit.record(
        person=by,
        action="staff_import.undo",
        subject=done,
        before={"counts": True},
        after={"counts": False, "kind": done.kind, "periods": done.periods},
    )


@transaction.atomic
def save_turnover_definition(
    *,
    by: Person,
    municipality: Unit,
    key: str,
    name: str,
    explanation: str,
    leaving: Leaving,
    standing: Standing,
    used: bool,
) -> TurnoverDefinition:
    """Stores what turnover means; the one `used` stands in reports, and takes the place of the one before."""
    gate.enter(by=by, act=gate.PLAN, things=[municipality])
    lock(municipality)
    found = TurnoverDefinition.objects.filter(municipality=municipality, key=key).first()
    fields = ("name", "explanation", "leaving", "standing", "used")
    before = audit.state(found, fields) if found else {}
    definition = found or TurnoverDefinition(municipality=municipality, key=key)
    if used:
        TurnoverDefinition.objects.filter(municipality=municipality, used=True).exclude(key=key).update(used=False)
    wanted: Mapping[str, Any] = {"name": name, "explanation": explanation, "leaving": leaving, "standing": standing}
    for field, value in (*wanted.items(), ("used", used)):
        setattr(definition, field, value)
    definition.save()
    audit.record(
        person=by,
        action="turnover_definition.save",
        subject=definition,
        before=before,
        after=audit.state(definition, fields),
    )
    return definition


def _seen(sent: StaffFiles, standing: Iterable[int]) -> str:
    said = sorted((row.period, row.unit.pk, row.file, row.line) for row in sent.rows)
    return mark(json.dumps([sent.kind, said, sorted(standing)]))


def _stored(sent: StaffFiles, values: Mapping[str, Any]) -> Mapping[str, Any]:
    if sent.kind is not StaffData.HOURS:
        return values
    return {name: int(value * 100) if name in HOUR_FIELDS else value for name, value in values.items()}


def _standing(sent: StaffFiles) -> "QuerySet[ImportedRow]":
    """The rows that count now in the units and periods of the files, asked for period by period."""
    units: dict[str, set[int]] = {}
    for row in sent.rows:
        units.setdefault(row.period, set()).add(row.unit.pk)
    wanted = Q(pk__in=[])
    for period, of in units.items():
        wanted |= Q(period=period, unit__in=of)
    return MODELS[sent.kind]._default_manager.filter(wanted, live=True)
