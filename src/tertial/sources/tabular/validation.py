"""The SQL that turns rows of text into ledger lines, each either whole or with the reason it is not.

DuckDB reads every cell as text and casts it with checks, many rows at a time: a loop in Python would take ten times as
long. Rule: docs/rules/imports.md.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tertial.common.tabular_files import FileKind, TextTable
from tertial.sources.reasons import Reason
from tertial.sources.tabular.columns import CODES, AmountIn, Column, ColumnMapping, Days

LONGEST_CODE = 20
LONGEST_VOUCHER = 60
LONGEST_TEXT = 500
LONGEST_LINE_KEPT = 2_000
# The amounts of a file and all that is summed of them must stay far within 64 bits.
LARGEST_ORE = 10**16
_SPACES = "\u00a0\u2007\u2009\u202f\t'"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_DAYS = {
    Days.YEAR_FIRST: ("%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y.%m.%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%y%m%d"),
    Days.DAY_FIRST: ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%Y%m%d"),
    Days.MONTH_FIRST: ("%m/%d/%Y", "%m.%d.%Y", "%m-%d-%Y", "%Y-%m-%d", "%Y%m%d"),
}
_YEAR, _MONTH, _MONTH_OR_SHORT = "(19[0-9]{2}|20[0-9]{2}|21[0-9]{2})", "(0[1-9]|1[0-2])", "(0?[1-9]|1[0-2])"


def rows_apart(path: Path, types: Mapping[str, str]) -> str:
    """The rows of a file whose cells are apart by U+001F, as columns of these names and types."""
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
    return (
        f"read_csv({literal(str(path))}, delim='\x1f', quote='', escape='', header=false, auto_detect=false,"
        f" new_line='\\n', max_line_size=4194304, columns={{{columns}}})"
    )


def checked_rows(numbered: Path, table: TextTable, mapping: ColumnMapping, file: int) -> str:
    """A SELECT of every row as a ledger line, with `reason`, `value` and `line` where it is refused.

    `amount` is in öre as booked and stands there whenever it can be read, so that sums also hold for refused rows.
    """
    places = {column: f"c{table.header.index(heading) + 1}" for column, heading in mapping.columns.items()}
    cells = [f"c{place}" for place in range(1, len(table.header) + 1)]
    types = {"row": "INTEGER", **dict.fromkeys(cells, "VARCHAR")}
    signs = _Signs.of(table, mapping)
    picked = ", ".join(f"coalesce(trim({place}), '') AS {column}_text" for column, place in places.items())
    line = f"concat_ws(' | ', {', '.join(f'coalesce({cell}, {chr(39) * 2})' for cell in cells)})"
    return f"""
        WITH picked AS (SELECT *, {picked} FROM {rows_apart(numbered, types)}),
        clean AS (SELECT *, {_cleaned(places)}, {_day(places, mapping)} AS booked_on FROM picked),
        read AS (SELECT *, {_amount(places, signs, mapping)} AS amount, {_period(places, mapping)} AS period
                 FROM clean),
        judged AS (SELECT *, {_reason(places, signs, mapping, line)} AS reason FROM read)
        SELECT {file}::SMALLINT AS file, "row", period, {_codes(places)}, amount, booked_on,
               {_text(places, Column.VOUCHER, LONGEST_VOUCHER)} AS voucher,
               {_text(places, Column.TEXT, LONGEST_TEXT)} AS text, reason,
               CASE WHEN reason IS NOT NULL THEN {_value(places)} END AS value,
               CASE WHEN reason IS NOT NULL THEN left({line}, {LONGEST_LINE_KEPT}) END AS line
        FROM judged"""  # noqa: S608 - of what people write only quoted literals stand here


def literal(text: str) -> str:
    """The text as SQL quotes it."""
    return "'" + text.replace("'", "''") + "'"


def _amount_columns(places: dict[Column, str]) -> list[Column]:
    return [Column.AMOUNT] if Column.AMOUNT in places else [Column.DEBIT, Column.CREDIT]


def _cleaned(places: dict[Column, str]) -> str:
    """Amounts with one kind of space and of dash; nearly all have no others, and to look costs less than to replace."""
    wide, dashes = literal(_SPACES), literal(_DASHES)
    return ", ".join(
        f"CASE WHEN regexp_full_match({column}_text, '[-0-9.,]*') THEN {column}_text"
        f" ELSE translate(translate({column}_text, {wide}, {literal(' ' * len(_SPACES))}),"
        f" {dashes}, {literal('-' * len(_DASHES))}) END AS {column}_clean"
        for column in _amount_columns(places)
    )


def _ore(text: str, signs: "_Signs") -> str:
    """The öre in a cleaned amount, with the sign that is written; NULL where it is no amount or finer than an öre."""
    number = f"TRY_CAST(replace(translate({text}, ' +-()kresKRES{signs.dropped}', ''), ',', '.') AS DECIMAL(28, 8))"
    exact = f"({number} * {10**signs.digits})"
    negative = f"(contains({text}, '-') OR {text}[1] = '(')"
    quick = f"TRY_CAST(replace(replace({text}, ',', ''), '.', '') AS BIGINT) * {10 ** (signs.digits - 2)}"
    return (
        f"CASE WHEN regexp_full_match({text}, '-?[0-9]{{1,12}}{signs.decimal}[0-9]{{2}}') THEN {quick}"
        f" WHEN {_is_amount(text, signs)} AND {exact} = trunc({exact})"
        f" THEN CASE WHEN {negative} THEN -1 ELSE 1 END * TRY_CAST({exact} AS BIGINT) END"
    )


def _is_amount(text: str, signs: "_Signs") -> str:
    body = f"([0-9]{{1,3}}({signs.thousands}[0-9]{{3}})+|[0-9]*)({signs.decimal}[0-9]+)?"
    shape = f"(([-+] ?)?{body}|{body} ?-|\\({body}\\))( ?(kr|sek))?"
    return f"(regexp_full_match({text}, '(?i){shape}') AND regexp_matches({text}, '[0-9]'))"


@dataclass(frozen=True)
class _Signs:
    """How amounts are written: regular expressions, the sign to drop between thousands, and digits down to öre.

    In a workbook a number has a decimal point whatever its text cells have, so there a point never means thousands.
    """

    decimal: str
    thousands: str
    dropped: str
    digits: int
    empty: Reason

    @classmethod
    def of(cls, table: TextTable, mapping: ColumnMapping) -> "_Signs":
        digits = 5 if mapping.amount_in is AmountIn.TKR else 2
        if table.kind is FileKind.WORKBOOK:
            empty = Reason.NOT_RECKONED if table.formulas else Reason.NO_AMOUNT
            return cls("[.,]", " ", "", digits, empty)
        if mapping.decimal == ".":
            return cls("[.]", "[ ,]", ",", digits, Reason.NO_AMOUNT)
        return cls(",", "[ .]", ".", digits, Reason.NO_AMOUNT)


def _amount(places: dict[Column, str], signs: _Signs, mapping: ColumnMapping) -> str:
    """Debit less credit, or the amount; the other way round where the file's signs are flipped."""
    if Column.AMOUNT in places:
        amount = f"({_ore('amount_clean', signs)})"
    else:
        debit, credit = (
            f"CASE WHEN {column}_clean = '' THEN 0 ELSE ({_ore(f'{column}_clean', signs)}) END"
            for column in (Column.DEBIT, Column.CREDIT)
        )
        both = f"{debit} {'+' if mapping.credit_negative else '-'} {credit}"
        empty = f"{Column.DEBIT}_clean = '' AND {Column.CREDIT}_clean = ''"
        amount = f"(CASE WHEN {empty} THEN NULL ELSE {both} END)"
    return f"-{amount}" if mapping.flip_sign else amount


def _period(places: dict[Column, str], mapping: ColumnMapping) -> str:
    """The period as YYYYMM, from its own column or else from the day; NULL where neither tells it."""
    if Column.PERIOD not in places:
        return "CAST(strftime(booked_on, '%Y%m') AS INTEGER)"
    text = "period_text"
    shapes = [
        f"WHEN regexp_full_match({text}, '{_YEAR}{_MONTH}') THEN CAST({text} AS INTEGER)",
        _month(text, f"{_YEAR}[-/. ]{_MONTH_OR_SHORT}", 1, 2),
        _month(text, f"{_MONTH_OR_SHORT}[-/. ]{_YEAR}", 2, 1),
        f"WHEN length({text}) >= 8 THEN CAST(strftime({_as_day(text, mapping)}, '%Y%m') AS INTEGER)",
        f"WHEN regexp_full_match({text}, '[0-9]{{2}}{_MONTH}') THEN 200000 + CAST({text} AS INTEGER)",
    ]
    if mapping.year is not None:
        shapes.append(
            f"WHEN regexp_full_match({text}, '{_MONTH_OR_SHORT}') THEN {mapping.year * 100} + CAST({text} AS INTEGER)"
        )
    return f"CASE {' '.join(shapes)} END"


def _month(text: str, shape: str, year: int, month: int) -> str:
    parts = [f"CAST(regexp_extract({text}, '{shape}', {group}) AS INTEGER)" for group in (year, month)]
    return f"WHEN regexp_full_match({text}, '{shape}') THEN {parts[0]} * 100 + {parts[1]}"


def _day(places: dict[Column, str], mapping: ColumnMapping) -> str:
    return _as_day("date_text", mapping) if Column.DATE in places else "CAST(NULL AS DATE)"


def _as_day(text: str, mapping: ColumnMapping) -> str:
    shapes = ", ".join(literal(shape) for shape in _DAYS[mapping.days])
    return (
        f"CASE WHEN regexp_full_match({text}, '{_YEAR}-[0-9]{{2}}-[0-9]{{2}}') THEN TRY_CAST({text} AS DATE)"
        f" WHEN {text} = '' THEN NULL ELSE CAST(try_strptime({text}, [{shapes}]) AS DATE) END"
    )


def _reason(places: dict[Column, str], signs: _Signs, mapping: ColumnMapping, line: str) -> str:
    """The first thing that is wrong with a row; NULL for a row that is in."""
    words = "|".join(re.escape(word) for word in mapping.total_words if word.strip()) or "$^"
    is_word = literal(f"(?i)^[ |]*({words})")
    total = f"regexp_matches({line}, {is_word})"
    codes = " OR ".join(f"length({column}_text) > {LONGEST_CODE}" for column in CODES if column in places)
    tests = [
        (f"regexp_matches(account_text, {is_word})", f"'{Reason.TOTAL}'"),
        ("account_text = ''", f"CASE WHEN {total} THEN '{Reason.TOTAL}' ELSE '{Reason.NO_ACCOUNT}' END"),
        (codes, f"'{Reason.CODE_TOO_LONG}'"),
        *_tests_of_time(places),
        ("amount IS NULL", _why_no_amount([f"{column}_clean" for column in _amount_columns(places)], signs)),
        (f"abs(amount) > {LARGEST_ORE}", f"'{Reason.AMOUNT_TOO_LARGE}'"),
    ]
    return f"CASE {' '.join(f'WHEN {test} THEN {reason}' for test, reason in tests)} END"


def _tests_of_time(places: dict[Column, str]) -> list[tuple[str, str]]:
    tests = []
    if Column.DATE in places:
        wrong = "date_text <> '' AND (booked_on IS NULL OR year(booked_on) NOT BETWEEN 1900 AND 2199)"
        tests.append((wrong, f"'{Reason.DATE_UNREADABLE}'"))
    own = "period_text" if Column.PERIOD in places else "date_text"
    none = f"CASE WHEN {own} = '' THEN '{Reason.NO_PERIOD}' ELSE '{Reason.PERIOD_UNREADABLE}' END"
    return [*tests, ("period IS NULL", none)]


def _why_no_amount(texts: list[str], signs: _Signs) -> str:
    """Tells a missing amount from a formula, from what is no number, from too large a one, from parts of an öre."""

    def any_of(test: str) -> str:
        return " OR ".join(test.format(text=text) for text in texts)

    empty = " AND ".join(f"{text} = ''" for text in texts)
    odd = " OR ".join(f"({text} <> '' AND NOT {_is_amount(text, signs)})" for text in texts)
    large = " OR ".join(f"({text} <> '' AND length(regexp_replace({text}, '[^0-9].*$', '')) > 15)" for text in texts)
    return (
        f"CASE WHEN {empty} THEN '{signs.empty}'"
        f" WHEN {any_of('starts_with({text}, chr(61))')} THEN '{Reason.AMOUNT_FORMULA}'"
        f" WHEN {odd} THEN '{Reason.AMOUNT_UNREADABLE}' WHEN {large} THEN '{Reason.AMOUNT_TOO_LARGE}'"
        f" ELSE '{Reason.AMOUNT_FRACTION}' END"
    )


def _value(places: dict[Column, str]) -> str:
    """What was found where the reason lies."""
    amounts = ", ".join(f"nullif({column}_text, '')" for column in _amount_columns(places))
    codes = ", ".join(f"{column}_text" for column in CODES if column in places)
    own = "period_text" if Column.PERIOD in places else "date_text"
    day = "date_text" if Column.DATE in places else "''"
    return (
        f"left(CASE WHEN starts_with(reason, 'amount') THEN concat_ws(' / ', {amounts})"
        f" WHEN reason = '{Reason.PERIOD_UNREADABLE}' THEN {own} WHEN reason = '{Reason.DATE_UNREADABLE}' THEN {day}"
        f" WHEN reason = '{Reason.CODE_TOO_LONG}'"
        f" THEN list_filter([{codes}], lambda code: length(code) > {LONGEST_CODE})[1] ELSE '' END, 100)"
    )


def _codes(places: dict[Column, str]) -> str:
    return ", ".join(f"{column}_text AS {column}" if column in places else f"'' AS {column}" for column in CODES)


def _text(places: dict[Column, str], column: Column, longest: int) -> str:
    return f"left({column}_text, {longest})" if column in places else "''"
