"""Finds out from headings and the first rows how a table becomes ledger lines, and asks where two readings fit.

Rule: docs/rules/imports.md, "Tables".
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from tertial.common.tabular_files.reading import first_rows
from tertial.common.tabular_files.shapes import Row, TextTable
from tertial.domain.message import Message, gettext_noop
from tertial.intake.ledger.tabular.amount_columns import Picked, pick_amounts
from tertial.intake.ledger.tabular.columns import CODES, AmountIn, Column, ColumnMapping, Days
from tertial.intake.ledger.tabular.meanings import is_amount_in_currency, is_of_currency, rank, unit_in
from tertial.intake.ledger.tabular.questions import Question, Topic
from tertial.intake.ledger.tabular.written import MONTH_NAME

_ROWS_LOOKED_AT = 300
_KRONOR = {"SEK", "KR", "SKR", "KRONOR"}
_TIMES = (Column.PERIOD, Column.DATE, Column.YEAR)
_CODE_FIRST = re.compile(r"[0-9A-ZÅÄÖ]*[0-9][0-9A-ZÅÄÖ]*\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<![0-9])(19|20)[0-9]{2}(?=$|[^0-9]|(0[1-9]|1[0-6])(?![0-9])|[01][0-9][0-3][0-9](?![0-9]))")
_MONTH_HEADING = re.compile(rf"(?:{MONTH_NAME}([-/ ]*[0-9]+)?|20[0-9]{{2}}[-/ ]?(0[1-9]|1[0-2]))", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


@dataclass(frozen=True, slots=True)
class Guess:
    """How a table seems to be read, and what a person must say before it is."""

    mapping: ColumnMapping
    questions: tuple[Question, ...]


def guess(table: TextTable, *, budget: bool = False) -> Guess:
    """How a table seems to be read as outcome or as budget, and what is asked.

    Decimals, days and thirteenth periods are left to the whole file.
    """
    some = [row for row in first_rows(table, _ROWS_LOOKED_AT) if row[1] != list(table.header)]
    sample = {heading: [cells[at] for _, cells in some if cells[at]] for at, heading in enumerate(table.header)}
    columns, questions = _named_columns(table, sample)
    decimal = guess_decimal([text for texts in sample.values() for text in texts])
    amounts = pick_amounts(table.header, some, budget=budget, decimal=decimal)
    columns |= amounts.columns
    if wide := _months_in_headings(table.header, columns):
        return Guess(ColumnMapping(columns=columns, decimal="", days=None), (wide,))
    unit, asked = _unit(table, amounts, _above_lines(some, table, columns))
    questions += [*amounts.questions, *asked, *_of_another_year(columns, sample), *_of_sheets(table)]
    questions += _of_currency(sample)
    mapping = ColumnMapping(
        columns=columns,
        decimal="",
        days=None,
        amount_in=unit,
        credit_negative=amounts.credit_negative,
    )
    return Guess(mapping, tuple(questions))


def read_otherwise(first: TextTable, other: TextTable, *, budget: bool) -> Question | None:
    """What is asked of two files of one import that seem to be read in different ways; None where one way fits both."""
    one, two = (guess(table, budget=budget) for table in (first, other))
    if (one.mapping, [q.topic for q in one.questions]) == (two.mapping, [q.topic for q in two.questions]):
        return None
    template = gettext_noop(
        "“%(name)s” seems to be read differently from “%(first)s”: its columns, units or signs are others. "
        "Import each by"
        " itself, or choose what holds for both."
    )
    same_unit = one.mapping.amount_in == two.mapping.amount_in
    topic = Topic.AMOUNT if same_unit else Topic.AMOUNT_IN
    return Question(topic, Message(template, {"name": other.name, "first": first.name}))


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


def _above_lines(some: Sequence[Row], table: TextTable, columns: Mapping[Column, str]) -> dict[str, str]:
    """What stands below each heading before the first line with an account: a second row of headings."""
    if Column.ACCOUNT not in columns:
        return {}
    account = table.header.index(columns[Column.ACCOUNT])
    second = list(takewhile(lambda row: not row[1][account].strip() and not _has_figure(row), some))
    return {heading: " ".join(cells[at] for _, cells in second) for at, heading in enumerate(table.header)}


def _has_figure(row: Row) -> bool:
    return any(sign.isdecimal() for cell in row[1] for sign in cell)


def _months_in_headings(header: Sequence[str], columns: Mapping[Column, str]) -> Question | None:
    """What to do about a table with a column for each month, which has no period on its lines."""
    months = [heading for heading in header if _MONTH_HEADING.fullmatch(heading.strip())]
    if len(months) < 2 or Column.PERIOD in columns or Column.DATE in columns:
        return None
    template = gettext_noop(
        "The months stand in columns of their own: %(headings)s. Export the table with a line for each month, with its"
        " period and its amount."
    )
    return _question(Topic.PERIOD, template, months)


def _of_another_year(columns: Mapping[Column, str], sample: Mapping[str, Sequence[str]]) -> list[Question]:
    """Asks where the heading of the amount names another year than the lines below it."""
    times = [sample[columns[column]] for column in _TIMES if column in columns]
    years = {match[0] for texts in times for text in texts if (match := _YEAR.search(text))}
    for column in (Column.AMOUNT, Column.DEBIT, Column.CREDIT):
        named = {match[0] for match in _YEAR.finditer(columns.get(column, ""))}
        if len(named) == 1 and years and not years <= named:
            template = gettext_noop(
                "“%(heading)s” names another year than the lines, which are of %(years)s. Choose the column that is"
                " booked in those periods."
            )
            values = {"heading": columns[column], "years": ", ".join(sorted(years))}
            return [Question(Topic.AMOUNT, Message(template, values))]
    return []


def _of_currency(sample: Mapping[str, Sequence[str]]) -> list[Question]:
    """Asks where lines are in another currency and no column of its own holds the amounts in it."""
    if any(is_amount_in_currency(heading) for heading in sample):
        return []
    for heading, texts in sample.items():
        others = sorted({text.upper() for text in texts} - _KRONOR) if is_of_currency(heading) else []
        if others:
            template = gettext_noop(
                "“%(heading)s” says that lines are in other currencies: %(names)s. Choose the column whose amounts are"
                " in kronor."
            )
            values = {"heading": heading, "names": ", ".join(others[:5])}
            return [Question(Topic.AMOUNT, Message(template, values))]
    return []


def _unit(table: TextTable, amounts: Picked, second: Mapping[str, str]) -> tuple[AmountIn, list[Question]]:
    """The unit that the headings of the amounts say, in one row or two, else the lines above; asked where two do."""
    texts = [f"{heading} {second.get(heading, '')}" for heading in amounts.columns.values()]
    said = {unit for text in texts if (unit := unit_in(text))}
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
