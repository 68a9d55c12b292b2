"""Takes back one write about codes or the layouts of statements, from what its audit entry holds."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.domain.message import Message, gettext_noop
from tertial.economy.actions.coding import FIELDS, CodeGiven, CodeNotSaved, put_back_codes, remove_code, save_code
from tertial.economy.actions.statement_layout import (
    STATEMENT_FIELDS,
    LayoutNotSaved,
    remove_statement,
    save_statement,
    statement_state,
)
from tertial.economy.models import Code, Dimension, Statement
from tertial.organisation.models import Unit


@transaction.atomic
def undo_coding_change(*, by: Person, entry: AuditEntry) -> Code | Statement:
    """Writes back what stood before the entry, as a new entry, and gives what it was about.

    Raises CodeNotSaved or LayoutNotSaved for what cannot be undone, and ChangedSince when something has been written
    over it.
    """
    take_back = _TAKEN_BACK.get(entry.action)
    if take_back is None:
        raise CodeNotSaved(Message(gettext_noop("This cannot be undone; change it by hand.")))
    try:
        return take_back(by, entry)
    except ObjectDoesNotExist as error:
        raise CodeNotSaved(Message(gettext_noop("What was written is gone, so it cannot be undone."))) from error


def _code_saved(by: Person, entry: AuditEntry) -> Code:
    code = Code.objects.select_related("municipality").get(pk=_number(entry))
    before = audit.values_before(entry, code)
    if before:
        _write_back(by, code, before)
    else:
        remove_code(by=by, code=code, even_booked=True)
    return code


def _codes_saved(by: Person, entry: AuditEntry) -> Code:
    after, before = entry.after["codes"], entry.before.get("codes", {})
    found = {str(code.pk): code for code in Code.objects.select_related("municipality").filter(pk__in=after)}
    for number, values in after.items():
        if number not in found:
            raise Code.DoesNotExist
        if audit.state(found[number], FIELDS) != values:
            raise audit.changed_since(found[number])
    codes = list(found.values())
    earlier = {number: _given(audit.as_held(Code, values)) for number, values in before.items()}
    put_back_codes(by=by, codes=[(code, earlier.get(str(code.pk))) for code in codes])
    return codes[0]


def _code_removed(by: Person, entry: AuditEntry) -> Code:
    values = audit.as_held(Code, entry.before)
    municipality = Unit.objects.get(pk=values.pop("municipality"))
    dimension = Dimension(values.pop("dimension"))
    return save_code(by=by, municipality=municipality, dimension=dimension, given=_given(values))


def _write_back(by: Person, code: Code, before: Mapping[str, Any]) -> None:
    now = {field: getattr(code, field) for field in FIELDS if field != "unit"} | {"unit": code.unit_id}
    given = _given(now | dict(before))
    save_code(by=by, municipality=code.municipality, dimension=Dimension(code.dimension), given=given, code=code)


def _given(values: Mapping[str, Any]) -> CodeGiven:
    unit = Unit.objects.get(pk=values["unit"]) if values.get("unit") else None
    return CodeGiven(**{**values, "unit": unit})


def _statement_saved(by: Person, entry: AuditEntry) -> Statement:
    statement = Statement.objects.select_related("municipality").prefetch_related("rows").get(pk=_number(entry))
    now = statement_state(statement)
    if any(now[name] != value for name, value in entry.after.items()):
        raise audit.changed_since(statement)
    if not entry.before:
        remove_statement(by=by, statement=statement)
        return statement
    return _saved_as(by, statement.municipality, statement.key, now | entry.before)


def _statement_removed(by: Person, entry: AuditEntry) -> Statement:
    values = dict(entry.before)
    municipality, key = Unit.objects.get(pk=values.pop("municipality")), values.pop("key")
    if Statement.objects.filter(municipality=municipality, key=key).exists():
        raise LayoutNotSaved(Message(gettext_noop("There is a new statement with that key; change it by hand.")))
    return _saved_as(by, municipality, key, values)


def _saved_as(by: Person, municipality: Unit, key: str, state: Mapping[str, Any]) -> Statement:
    values = audit.as_held(Statement, {name: state[name] for name in STATEMENT_FIELDS})
    return save_statement(by=by, municipality=municipality, key=key, values=values, rows=state["rows"])


def _number(entry: AuditEntry) -> int:
    return int(entry.ref.partition(":")[2])


_TAKEN_BACK: Mapping[str, Callable[[Person, AuditEntry], Code | Statement]] = {
    "code.save": _code_saved,
    "code.save_many": _codes_saved,
    "code.remove": _code_removed,
    "statement.save": _statement_saved,
    "statement.remove": _statement_removed,
}
