"""How files that came in will be read: as those before them with the same headings, else as it seems, or as is asked.

Rule: docs/rules/imports.md, "What is remembered".
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tertial.common.tabular_files import Reading, TextTable, open_table
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.economy.models import LedgerKind
from tertial.intake.ledger.tabular.columns import Column, ColumnMapping
from tertial.intake.ledger.tabular.guess import guess, read_otherwise
from tertial.intake.ledger.tabular.meanings import could_be_headings, unit_in
from tertial.intake.ledger.tabular.questions import Question, Topic
from tertial.intake.models import SavedMapping


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a table will be read, whether that is known from before, what is asked, and what to say of its headings."""

    mapping: ColumnMapping
    known: bool = False
    questions: Sequence[Question] = ()
    said: Sequence[Message] = field(default_factory=tuple)


def propose(
    files: Sequence[tuple[Path, str]], saved: Sequence[SavedMapping], kind: LedgerKind, reading: Reading
) -> Proposal:
    """How files, given with their names, will be read: as the first of them, and asked where another seems otherwise.

    `saved` is newest first.
    """
    proposal = _propose(*files[0], saved, kind, reading)
    first = _opened(*files[0], proposal.mapping.reading)
    for path, name in files[1:]:
        other = _opened(path, name, proposal.mapping.reading)
        if first is None or other is None or (header_key(first) == header_key(other) and proposal.known):
            continue
        if question := read_otherwise(first, other, budget=kind == LedgerKind.BUDGET):
            return replace(proposal, known=False, questions=[*proposal.questions, question])
    return proposal


def _propose(first: Path, name: str, saved: Sequence[SavedMapping], kind: LedgerKind, reading: Reading) -> Proposal:
    for one in saved:
        mapping = ColumnMapping.from_json(one.mapping)
        table = _opened(first, name, mapping.reading)
        if table is not None and one.header_key in ("", header_key(table)) and _fits(mapping, table):
            return Proposal(mapping, known=reading in (Reading(), mapping.reading))
    table = _opened(first, name, reading)
    if table is None:
        # What is wrong with the file is said when it is read, with all the others.
        return Proposal(ColumnMapping(reading=reading))
    found = guess(table, budget=kind == LedgerKind.BUDGET)
    mapping = replace(found.mapping, reading=reading)
    if not saved:
        return Proposal(mapping, questions=found.questions)
    return _after_a_change(table, mapping, found.questions, saved[0])


def header_key(table: TextTable) -> str:
    """What distinguishes one row of headings from another, with the unit that the lines above them name."""
    above = sorted({unit.value for line in table.above if (unit := unit_in(line, also_kronor=False))})
    return hashlib.sha256(json.dumps([table.header, above]).encode()).hexdigest()


def key_and_headings(first: Path, name: str, reading: Reading) -> tuple[str, list[str]]:
    """The key and the headings of a file as it is said to be read; empty where it cannot be opened."""
    table = _opened(first, name, reading)
    return (header_key(table), list(table.header)) if table else ("", [])


def _opened(first: Path, name: str, reading: Reading) -> TextTable | None:
    try:
        return open_table(first, name=name, reading=reading, fits=could_be_headings)
    except DomainError:
        return None


def _fits(mapping: ColumnMapping, table: TextTable) -> bool:
    return set(mapping.columns.values()) <= set(table.header)


def _after_a_change(
    table: TextTable, mapping: ColumnMapping, questions: Sequence[Question], last: SavedMapping
) -> Proposal:
    """The headings have changed: earlier answers are used where they still fit, and the page says what is new."""
    before = ColumnMapping.from_json(last.mapping)
    still_there = {column: heading for column, heading in before.columns.items() if heading in table.header}
    amounts = {Column.AMOUNT, Column.DEBIT, Column.CREDIT}
    same_amounts = amounts & set(before.columns) <= set(still_there) and bool(amounts & set(still_there))
    columns = {column: heading for column, heading in mapping.columns.items() if heading not in still_there.values()}
    if same_amounts:
        columns = {column: heading for column, heading in columns.items() if column not in amounts | {Column.SIDE}}
    answered = {Topic.AMOUNT, Topic.CREDIT} if same_amounts else set()
    answered |= {Topic(column.value) for column in still_there if column in (Column.ACCOUNT, Column.PERIOD)}
    changed = replace(
        mapping,
        columns={**columns, **still_there},
        decimal=before.decimal,
        days=before.days,
        year=before.year,
        year_end=before.year_end,
        blanks=before.blanks,
        flip_sign=before.flip_sign,
        credit_negative=before.credit_negative if same_amounts else mapping.credit_negative,
    )
    left = [question for question in questions if question.topic not in answered]
    return Proposal(
        changed, questions=left, said=[_changed(last.header or list(before.columns.values()), table.header)]
    )


def _changed(before: Sequence[str], now: Sequence[str]) -> Message:
    gone = [heading for heading in before if heading not in now]
    new = [heading for heading in now if heading not in before]
    if gone and new:
        template = gettext_noop("The headings are others than last time. No longer there: %(gone)s. New: %(new)s.")
    elif gone:
        template = gettext_noop("The headings are others than last time. No longer there: %(gone)s.")
    elif new:
        template = gettext_noop("The headings are others than last time. New: %(new)s.")
    else:
        template = gettext_noop("The headings, or the unit above them, are not as last time.")
    return Message(template, {"gone": ", ".join(gone), "new": ", ".join(new)})


def answered(mapping: ColumnMapping, changes: Mapping[str, Any]) -> ColumnMapping:
    """The mapping with the answers that were given; `columns` among them choose single columns."""
    columns = {**mapping.columns, **changes.get("columns", {})}
    if Column.AMOUNT in changes.get("columns", {}):
        columns.pop(Column.DEBIT, None)
        columns.pop(Column.CREDIT, None)
    elif {Column.DEBIT, Column.CREDIT} & set(changes.get("columns", {})):
        columns.pop(Column.AMOUNT, None)
    named = changes.get("columns", {}).values()
    chosen = {
        column: heading
        for column, heading in columns.items()
        if column in changes.get("columns", {}) or heading not in named
    }
    return replace(mapping, **{**changes, "columns": chosen})
