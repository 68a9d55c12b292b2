"""Writes of the layouts of statements."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.economy import policies
from tertial.economy.models import Statement, StatementRow
from tertial.organisation.models import Unit

_FIELDS = (
    "title",
    "position",
    "scope_accounts",
    "scope_activities",
    "threshold_amount",
    "threshold_percent",
    "percent_decimals",
)
_ROW_FIELDS = ("key", "label", "kind", "accounts", "activities", "parts", "percent_decimals")


@transaction.atomic
def save_statement(
    *,
    by: Person | None,
    municipality: Unit,
    key: str,
    values: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
) -> Statement:
    """Sets a statement's heading, scope and thresholds (`values`) and all its rows, in their order.

    Raises NotAllowed, or UnusableLayout for a layout that contradicts itself.
    """
    policies.check_configure(by, municipality)
    statement = Statement.objects.filter(municipality=municipality, key=key).first()
    before = _state(statement) if statement else {}
    statement = statement or Statement(municipality=municipality, key=key, position=_next_position(municipality))
    for name in _FIELDS:
        if name in values:
            setattr(statement, name, values[name])
    statement.save()
    statement.rows.all().delete()
    StatementRow.objects.bulk_create(
        StatementRow(
            statement=statement,
            position=position,
            **{name: row[name] for name in _ROW_FIELDS if row.get(name) is not None},
        )
        for position, row in enumerate(rows)
    )
    saved = Statement.objects.prefetch_related("rows").get(pk=statement.pk)
    saved.layout()
    audit.record(person=by, action="statement.save", subject=saved, before=before, after=_state(saved))
    return saved


def _state(statement: Statement) -> dict[str, Any]:
    rows = [{name: getattr(row, name) for name in _ROW_FIELDS} for row in statement.rows.all()]
    return {**audit.state(statement, _FIELDS), "rows": rows}


def _next_position(municipality: Unit) -> int:
    return Statement.objects.filter(municipality=municipality).count()
