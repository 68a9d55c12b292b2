"""What a workbook would change, as a row of the database keeps it: values as they are, words in no language."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tertial.common.stored_messages import as_json
from tertial.domain.workbook.columns import Column, Kind, Refusal, Value
from tertial.domain.workbook.comparing import Change, Compared, Fate
from tertial.intake.workbook.judging import Judged


def kept_preview(judged: Judged, refusals: Sequence[Refusal]) -> dict[str, Any]:
    """Every difference by sheet, every refusal, and what should be told."""
    return {
        "sheets": [_sheet(each) for each in judged.compared.values()],
        "refusals": [kept_refusal(each) for each in refusals],
        "notices": [as_json(each) for each in judged.notices],
    }


def mark_of(preview: Mapping[str, Any]) -> str:
    """Tells what a workbook would change from what it would change at another time."""
    return hashlib.sha256(json.dumps(preview["sheets"], sort_keys=True).encode()).hexdigest()


def kept_refusal(refusal: Refusal) -> dict[str, Any]:
    """A refusal with its place."""
    place = {"sheet": refusal.sheet.key, "row": refusal.row, "column": refusal.column}
    return {**place, "message": as_json(refusal.message)}


def value_of(column: Column, kept: Any) -> Value:  # noqa: ANN401 - whatever JSON holds
    """A value of the column that was kept."""
    if kept is None:
        return None
    if column.kind is Kind.DAY:
        return date.fromisoformat(kept)
    if column.kind is Kind.DECIMAL:
        return Decimal(kept)
    return tuple(kept) if isinstance(kept, list) else kept


def _sheet(compared: Compared) -> dict[str, Any]:
    differing = [change for change in compared.changes if change.fate is not Fate.UNCHANGED]
    return {
        "key": compared.sheet.key,
        "added": compared.count(Fate.ADDED),
        "changed": compared.count(Fate.CHANGED),
        "unchanged": compared.count(Fate.UNCHANGED),
        # What overwrites something is looked at first.
        "rows": [_row(change) for change in sorted(differing, key=lambda change: not change.stored)],
        "missing": [[_plain(value) for value in key] for key in compared.missing],
    }


def _row(change: Change) -> dict[str, Any]:
    sheet = change.sheet
    if change.stored:
        cells = [[each.column.key, _plain(each.before), _plain(each.after)] for each in change.differences]
    else:
        others = [column.key for column in sheet.read if column.key not in sheet.keys]
        cells = [[key, None, _plain(change.values.get(key))] for key in others if change.values.get(key)]
    which = [_plain(change.values.get(key)) for key in sheet.keys]
    return {"row": change.row.number, "new": not change.stored, "which": which, "cells": cells}


def _plain(value: Value) -> object:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
