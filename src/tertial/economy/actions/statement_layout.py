"""Writes of the layouts of statements."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.validity import ALWAYS, EARLIEST, LATEST, valid_in
from tertial.economy.models import Statement, StatementRow
from tertial.organisation import gate
from tertial.organisation.models import Unit

STATEMENT_FIELDS = (
    "title",
    "position",
    "scope_accounts",
    "scope_activities",
    "threshold_amount",
    "threshold_percent",
    "threshold_limits",
    "threshold_levels",
    "percent_decimals",
    "amount_sign",
    "deviation_sign",
    "money_unit",
    "decimals",
    "columns",
)
ROW_FIELDS = ("key", "label", "kind", "accounts", "activities", "parts", "percent_decimals")


class LayoutNotSaved(DomainError):
    """A layout cannot be stored as it is given."""


@transaction.atomic
def save_statement(
    *,
    by: Person,
    municipality: Unit,
    key: str,
    values: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    valid_from: int = ALWAYS,
) -> Statement:
    """Sets a statement's heading, scope and thresholds (`values`) and all its rows, in their order, from a year on.

    Raises NotAllowed, LayoutNotSaved, or UnusableLayout for a layout that contradicts itself.
    """
    gate.enter(by=by, act=gate.ADMINISTER, things=[municipality])
    return _write(by, {"municipality": municipality, "key": key, "valid_from": valid_from}, values, rows)


def _write(
    by: Person, place: Mapping[str, Any], values: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
) -> Statement:
    statement = Statement.objects.select_for_update().filter(**place).first()
    before = statement_state(statement) if statement else {}
    statement = statement or Statement(**place, position=_next_position(place["municipality"]))
    for name in STATEMENT_FIELDS:
        if name in values:
            setattr(statement, name, values[name])
    for row in rows:
        _check_row(row)
    statement.save()
    statement.rows.all().delete()
    StatementRow.objects.bulk_create(
        StatementRow(
            statement=statement,
            position=position,
            **{name: row[name] for name in ROW_FIELDS if row.get(name) is not None},
        )
        for position, row in enumerate(rows)
    )
    saved = Statement.objects.prefetch_related("rows").get(pk=statement.pk)
    saved.layout()
    after = statement_state(saved)
    if before != after:
        audit.record(person=by, action="statement.save", subject=saved, before=before, after=after)
    return saved


@transaction.atomic
def begin_layout(*, by: Person, statement: Statement, year: int) -> Statement:
    """A layout of its own from the year on, which begins as a copy; earlier years keep theirs.

    Raises NotAllowed, or LayoutNotSaved for a year that cannot be, and one that has a layout of its own already.
    """
    gate.enter(by=by, act=gate.ADMINISTER, things=[statement.municipality])
    lock(statement.municipality)
    if not EARLIEST <= year <= LATEST:
        template = gettext_noop("%(year)s is not a year that a layout can begin in; write a year such as 2025.")
        raise LayoutNotSaved(Message(template, {"year": str(year)}))
    same = Statement.objects.filter(municipality=statement.municipality, key=statement.key)
    earlier = valid_in(same, year)
    if earlier is None or earlier.valid_from == year:
        template = gettext_noop("“%(name)s” has a layout from %(year)s already, or begins later; change that one.")
        raise LayoutNotSaved(Message(template, {"name": statement.title, "year": str(year)}))
    place = {"municipality": statement.municipality, "key": statement.key, "valid_from": year}
    values = {name: getattr(earlier, name) for name in STATEMENT_FIELDS}
    rows = [{name: getattr(row, name) for name in ROW_FIELDS} for row in earlier.rows.all()]
    return _write(by, place, values, rows)


@transaction.atomic
def remove_statement(*, by: Person, statement: Statement) -> None:
    """Takes a layout away with its rows. Raises NotAllowed."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[statement.municipality])
    lock(statement)
    place = {"municipality": statement.municipality_id, "key": statement.key, "valid_from": statement.valid_from}
    before = statement_state(statement) | place
    audit.record(person=by, action="statement.remove", subject=statement, before=before)
    statement.delete()


def statement_state(statement: Statement) -> dict[str, Any]:
    """A statement's heading, scope, thresholds and rows, in a shape that JSON can hold."""
    rows = [{name: getattr(row, name) for name in ROW_FIELDS} for row in statement.rows.all()]
    return {**audit.state(statement, STATEMENT_FIELDS), "rows": rows}


def _check_row(row: Mapping[str, Any]) -> None:
    if row.get("parts") and (row.get("accounts") or row.get("activities")):
        template = gettext_noop("“%(label)s” cannot both add up other rows and hold accounts of its own; choose one.")
        raise LayoutNotSaved(Message(template, {"label": row["label"]}))


def _next_position(municipality: Unit) -> int:
    return Statement.objects.filter(municipality=municipality).values("key").distinct().order_by("key").count()
