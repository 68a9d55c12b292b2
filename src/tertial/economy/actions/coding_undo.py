"""What an undo asks of codes, and of layouts of statements, which are written with their rows."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.domain.message import Message, gettext_noop
from tertial.economy.actions.coding import FIELDS, CodeGiven, check_stands, put_back_codes, remove_code, save_code
from tertial.economy.actions.statement_layout import (
    STATEMENT_FIELDS,
    LayoutNotSaved,
    remove_statement,
    save_statement,
    statement_state,
)
from tertial.economy.models import AmountStyle, Code, Dimension, Statement
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.things.undo import Undone


def _codes_page(code: Code) -> str:
    from tertial.economy.coding.places import codes_url  # noqa: PLC0415 - pages stand above actions

    # The entry of a code that was added and taken back again does not hold its dimension.
    return codes_url(code.dimension) if code.dimension else reverse("economy:all_codes")


def save_code_back(by: Person, entry: AuditEntry, code: Code) -> None:
    """Lets a code be as it was before it was saved."""
    before = audit.values_before(entry, code)
    if not before:
        remove_code(by=by, code=code, even_booked=True)
        return
    now = {field: getattr(code, field) for field in FIELDS if field != "unit"} | {"unit": code.unit_id}
    given, dimension = _given(now | before), Dimension(code.dimension)
    save_code(by=by, municipality=code.municipality, dimension=dimension, given=given, code=code)


def save_codes_back(by: Person, entry: AuditEntry, _first: Code) -> None:
    """Lets codes that were saved together be as they were."""
    after, before = entry.after["codes"], entry.before.get("codes", {})
    found = {str(code.pk): code for code in Code.objects.select_related("municipality").filter(pk__in=after)}
    for number, values in after.items():
        if number not in found:
            raise Code.DoesNotExist
        if audit.state(found[number], FIELDS) != values:
            raise audit.changed_since(found[number])
    earlier = {number: _given(audit.as_held(Code, values)) for number, values in before.items()}
    put_back_codes(by=by, codes=[(code, earlier.get(str(code.pk))) for code in found.values()])


def _given(values: Mapping[str, Any]) -> CodeGiven:
    unit = Unit.objects.get(pk=values["unit"]) if values.get("unit") else None
    return CodeGiven(**{**values, "unit": unit})


def save_statement_back(by: Person, entry: AuditEntry, statement: Statement) -> None:
    """Lets a statement be as it was before it was saved."""
    now = statement_state(statement)
    if any(now[name] != value for name, value in entry.after.items()):
        raise audit.changed_since(statement)
    if entry.before:
        _saved_as(by, statement, now | entry.before)
    else:
        remove_statement(by=by, statement=statement)


def bring_statement_back(by: Person, entry: AuditEntry, statement: Statement) -> None:
    """Brings back a statement that was removed."""
    if _same(statement).exists():
        raise LayoutNotSaved(Message(gettext_noop("There is a new statement with that key; change it by hand.")))
    _saved_as(by, statement, entry.before)


def _layout_page(statement: Statement) -> str:
    there = statement.municipality_id is not None and _same(statement).exists()
    return reverse("economy:layout", args=[statement.address]) if there else reverse("economy:layouts")


def _same(statement: Statement) -> QuerySet[Statement]:
    """What stands for the key of a statement from its year on."""
    place = {"municipality": statement.municipality, "key": statement.key, "valid_from": statement.valid_from}
    return Statement.objects.filter(**place)


def _saved_as(by: Person, statement: Statement, state: Mapping[str, Any]) -> Statement:
    values = audit.as_held(Statement, {name: state[name] for name in STATEMENT_FIELDS})
    return save_statement(
        by=by,
        municipality=statement.municipality,
        key=statement.key,
        values=values,
        rows=state["rows"],
        valid_from=statement.valid_from,
    )


CODE = Undone(
    model=Code,
    may=lambda by, code, _entry: gate.enter(by=by, act=gate.ADMINISTER, things=[code.municipality]),
    rules=lambda _by, code: check_stands(code),
    page=_codes_page,
    related=("municipality",),
)
AMOUNTS = Undone(
    model=AmountStyle,
    may=lambda by, style, _entry: gate.enter(by=by, act=gate.ADMINISTER, things=[style.municipality]),
    page=lambda _style: reverse("economy:amounts"),
    related=("municipality",),
    removable=True,
)
STATEMENT = Undone(
    model=Statement,
    may=lambda by, statement, _entry: gate.enter(by=by, act=gate.ADMINISTER, things=[statement.municipality]),
    page=_layout_page,
    related=("municipality",),
)
