"""Finds out from headings and the first rows how a table becomes ledger lines, and asks where two readings fit.

Rule: docs/rules/imports.md, "Tables".
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tertial.common.tabular_files import TextTable, first_rows
from tertial.domain.message import Message, gettext_noop
from tertial.sources.tabular.amount_columns import Picked, pick_amounts
from tertial.sources.tabular.columns import CODES, AmountIn, Column, ColumnMapping, Days
from tertial.sources.tabular.meanings import rank, unit_in
from tertial.sources.tabular.questions import Question, Topic

_ROWS_LOOKED_AT = 300
_TIMES = (Column.PERIOD, Column.DATE, Column.YEAR)
_CODE_FIRST = re.compile(r"[0-9A-ZÅÄÖ]*[0-9][0-9A-ZÅÄÖ]*\b", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


@dataclass(frozen=True, slots=True)
class Guess:
    """How a table seems to be read, and what a person must say before it is."""

    mapping: ColumnMapping
    questions: tuple[Question, ...]


def guess_mapping(table: TextTable, *, budget: bool = False) -> ColumnMapping:
    """How a table seems to be read; what two readings fit is left open."""
    return guess(table, budget=budget).mapping


def guess(table: TextTable, *, budget: bool = False) -> Guess:
    """How a table seems to be read as outcome or as budget, and what is asked.

    Decimals, days and thirteenth periods are left to the whole file.
    """
    some = first_rows(table, _ROWS_LOOKED_AT)
    sample = {heading: [cells[at] for _, cells in some if cells[at]] for at, heading in enumerate(table.header)}
    columns, questions = _named_columns(table, sample)
    decimal = guess_decimal([text for texts in sample.values() for text in texts])
    amounts = pick_amounts(table.header, some, budget=budget, decimal=decimal)
    columns |= amounts.columns
    unit, asked = _unit(table, amounts)
    questions += [*amounts.questions, *asked, *_of_sheets(table)]
    mapping = ColumnMapping(
        columns=columns,
        decimal="",
        days=None,
        amount_in=unit,
        credit_negative=amounts.credit_negative,
    )
    return Guess(mapping, tuple(questions))


def guess_decimal(amounts: Sequence[str]) -> str:
    """The sign before decimals: the one that stands last where both do, or before one or two final figures."""
    votes = {",": 0, ".": 0}
    for amount in amounts:
        text = amount.rstrip(" -)")
        comma, point = text.rfind(","), text.rfind(".")
        if not text.lstrip("-+( \u2212")[:1].isdecimal() or (comma < 0 and point < 0):
            continue
        if comma >= 0 and point >= 0:
            votes["," if comma > point else "."] += 2
        elif len(text) - max(comma, point) in (2, 3) and text.count("." if point >= 0 else ",") == 1:
            votes["," if comma >= 0 else "."] += 1
    return "." if votes["."] > votes[","] else ","


def guess_days(dates: Sequence[str]) -> Days:
    """In which order days are written: by a first or second part above twelve, else as in Sweden."""
    found = [match for date in dates if (match := _DAY_FIRST.fullmatch(date.strip()))]
    if not found:
        return Days.YEAR_FIRST
    return Days.MONTH_FIRST if any(int(match[2]) > 12 for match in found) else Days.DAY_FIRST


def _named_columns(table: TextTable, sample: Mapping[str, Sequence[str]]) -> tuple[dict[Column, str], list[Question]]:
    found: dict[Column, str] = {}
    questions: list[Question] = []
    for column in (*CODES, *_TIMES, Column.VOUCHER, Column.TEXT):
        fitting = _fitting(table.header, column, sample)
        if len(fitting) > 1 and column in (Column.ACCOUNT, Column.PERIOD) and not _alike(table, fitting):
            questions.append(_which(column, fitting))
        elif fitting:
            found[column] = fitting[0]
    if Column.ACCOUNT not in found and not questions:
        template = gettext_noop(
            "No heading says account. The columns are %(headings)s. Choose the one with the account."
        )
        questions.append(_question(Topic.ACCOUNT, template, table.header))
    if Column.PERIOD not in found and Column.DATE not in found and not any(q.topic == "period" for q in questions):
        template = gettext_noop(
            "No heading says period or date. The columns are %(headings)s. Choose the one with the period or the date."
        )
        questions.append(_question(Topic.PERIOD, template, table.header))
    return found, questions


def _fitting(header: Sequence[str], column: Column, sample: Mapping[str, Sequence[str]]) -> list[str]:
    """The headings that fit the column equally well, those whose cells look like its before others."""
    ranked = [(at, heading) for heading in header if (at := rank(heading, column)) is not None]
    if not ranked:
        return []
    looks: Callable[[str], bool] = _looks_like_codes if column in CODES else lambda _text: True
    likely = [(at, heading) for at, heading in ranked if all(looks(text) for text in sample[heading][:50])]
    filled = [(at, heading) for at, heading in likely or ranked if sample[heading]] or likely or ranked
    best = min(at for at, _ in filled)
    return [heading for at, heading in filled if at == best]


def _looks_like_codes(text: str) -> bool:
    return bool(_CODE_FIRST.match(text)) or len(text) <= 6 or text.casefold().startswith(("sum", "tot", "del"))


def _alike(table: TextTable, headings: Sequence[str]) -> bool:
    places = [table.header.index(heading) for heading in headings]
    return all(len({cells[at] for at in places}) == 1 for _, cells in first_rows(table, _ROWS_LOOKED_AT))


def _which(column: Column, headings: Sequence[str]) -> Question:
    template = gettext_noop("The headings %(headings)s mean the same. Choose the one to read.")
    topic = Topic.ACCOUNT if column is Column.ACCOUNT else Topic.PERIOD
    return _question(topic, template, headings)


def _question(topic: Topic, template: str, headings: Sequence[str]) -> Question:
    return Question(topic, Message(template, {"headings": ", ".join(headings)}))


def _unit(table: TextTable, amounts: Picked) -> tuple[AmountIn, list[Question]]:
    """The unit that the headings of the amounts say, else the lines above; asked where those say different things."""
    said = {unit for heading in amounts.columns.values() if (unit := unit_in(heading))}
    if not said:
        said = {unit for line in table.above if (unit := unit_in(line, also_kronor=False))}
    if len(said) > 1:
        template = gettext_noop("The file says both tkr and mnkr. Choose what its amounts are in.")
        return AmountIn.KRONOR, [Question(Topic.AMOUNT_IN, Message(template))]
    return next(iter(said), AmountIn.KRONOR), []


def _of_sheets(table: TextTable) -> list[Question]:
    if len(table.fitting_sheets) < 2:
        return []
    template = gettext_noop("“%(name)s” has several sheets that fit: %(headings)s. Choose the one to read.")
    values = {"name": table.name, "headings": ", ".join(table.fitting_sheets)}
    return [Question(Topic.SHEET, Message(template, values))]
