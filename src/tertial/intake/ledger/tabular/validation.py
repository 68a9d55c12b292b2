"""The SQL that turns rows of text into ledger lines, each either whole or with the reason it is not.

DuckDB reads every cell as text and casts it with checks, many rows at a time: a loop in Python would take ten times as
long. Rule: docs/rules/imports.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tertial.common.tabular_files.shapes import FileKind, TextTable
from tertial.intake.ledger.reasons import Reason
from tertial.intake.ledger.tabular.amount_columns import CREDIT_SIDES, DEBIT_SIDES
from tertial.intake.ledger.tabular.columns import CODES, AmountIn, Column, ColumnMapping
from tertial.intake.ledger.tabular.no_lines import literal, says_total, tests_of_account, total_words
from tertial.intake.ledger.tabular.periods import YEAR, as_day, period_of
from tertial.intake.ledger.tabular.written import YEAR_END_PERIOD, Seen, seen

LONGEST_CODE = 20
LONGEST_VOUCHER = 60
LONGEST_TEXT = 500
LONGEST_LINE_KEPT = 2_000
# The amounts of a file and all that is summed of them must stay far within 64 bits.
LARGEST_ORE = 10**16
_SPACES = "\u00a0\u2007\u2009\u202f\t'\u2019"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_DIGITS = {AmountIn.KRONOR: 2, AmountIn.TKR: 5, AmountIn.MNKR: 8}
_CODE_AND_NAME = "^([0-9][0-9A-Za-z]*)( *[-–:.] +| +)\\p{L}{2}.*$"


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
    cells = [f"c{number}" for number in range(1, len(table.header) + 1)]
    types = {"row": "INTEGER", **dict.fromkeys(cells, "VARCHAR")}
    signs = _Signs.of(table, mapping)
    picked = ", ".join(f"{_picked(column, cell, mapping)} AS {column}_text" for column, cell in places.items())
    line = f"concat_ws(' | ', {', '.join(f'coalesce({cell}, {chr(39) * 2})' for cell in cells)})"
    return f"""
        WITH picked AS (SELECT *, {picked} FROM {rows_apart(numbered, types)}),
        clean AS (SELECT *, {_cleaned(places, table, mapping)}, {_day(places, mapping)} AS booked_on FROM picked),
        read AS (SELECT *, {_amount(places, signs, mapping)} AS amount, {period_of(places, mapping)} AS period,
                        {seen(table, mapping, places)} AS seen, {says_total(table, mapping)} AS says_total
                 FROM clean),
        judged AS (SELECT *, {_reason(places, signs, mapping, line)} AS reason FROM read)
        SELECT {file}::SMALLINT AS file, "row", period, {_codes(places)}, amount, booked_on,
               {_text(places, Column.VOUCHER, LONGEST_VOUCHER)} AS voucher,
               {_marked(_text(places, Column.TEXT, LONGEST_TEXT), places)} AS text, reason,
               (seen + CASE WHEN says_total THEN {int(Seen.SAYS_TOTAL)} ELSE 0 END)::SMALLINT AS seen,
               CASE WHEN reason IS NOT NULL THEN {_value(places)} END AS value,
               CASE WHEN reason IS NOT NULL THEN left({line}, {LONGEST_LINE_KEPT}) END AS line
        FROM judged"""  # noqa: S608 - of what people write only quoted literals stand here


def _picked(column: Column, cell: str, mapping: ColumnMapping) -> str:
    """The cell as text; of a cell that holds a code and its name, such as 4010 Löner, the code.

    ="4010" is how a system makes a spreadsheet program keep a code as it is; 4010 Totalt is a total and not a name.
    """
    text = f"coalesce(trim({cell}), '')"
    text = f"CASE WHEN starts_with({cell}, '=\"') THEN trim(replace(trim({cell})[2:], '\"', '')) ELSE {text} END"
    if column not in CODES:
        return text
    code = f"nullif(regexp_extract({text}, '{_CODE_AND_NAME}', 1), '')"
    both = f"strlen({cell}) > 4 AND contains({cell}, ' ') AND regexp_matches({cell}, '\\p{{L}}{{2}}')"
    is_total = f"regexp_full_match({text}, {literal(f'(?i)[^ ]+ +({total_words(mapping)})')})"
    return f"CASE WHEN {both} THEN CASE WHEN {is_total} THEN {text} ELSE coalesce({code}, {text}) END ELSE {text} END"


def _marked(text: str, places: dict[Column, str]) -> str:
    """The text of a line, with the mark that it was booked when the year was closed."""
    if Column.PERIOD not in places:
        return text
    is_year_end = YEAR_END_PERIOD.format(text="period_text")
    marked = f"left('Period ' || period_text || ': ' || {text}, {LONGEST_TEXT})"
    return f"CASE WHEN period % 100 = 12 AND {is_year_end} THEN {marked} ELSE {text} END"


def _amount_columns(places: dict[Column, str]) -> list[Column]:
    return [Column.AMOUNT] if Column.AMOUNT in places else [Column.DEBIT, Column.CREDIT]


def _cleaned(places: dict[Column, str], table: TextTable, mapping: ColumnMapping) -> str:
    """Amounts with one kind of space and of dash; nearly all have no others, and to look costs less than to replace."""
    wide, dashes = literal(_SPACES), literal(_DASHES)
    texts = table.kind is FileKind.WORKBOOK and mapping.decimal != "."

    def clean(text: str) -> str:
        even = (
            f"translate(translate({text}, {wide}, {literal(' ' * len(_SPACES))}),"
            f" {dashes}, {literal('-' * len(_DASHES))})"
        )
        # 500:- and 500,- are kronor without öre; kr 500 is 500 kr.
        bare = f"regexp_replace(regexp_replace({even}, '[:,] ?-$', ''), '(?i)^(kr|sek)[.]? *', '')"
        plain = (
            f"CASE WHEN regexp_full_match({text}, '[-0-9.,]*[0-9]') THEN {text}"
            f" WHEN {text}[-1] = '-' OR {text} > 'A' THEN {bare} ELSE {even} END"
        )
        if not texts:
            return plain
        # A text in a workbook may have points between thousands, where a figure's point is before its decimals.
        grouped = "[-+( ]*[0-9]{1,3}([.][0-9]{3})*[.]([0-9]{2}0|[0-9]{3},[0-9]+)[-) ]*"
        return f"CASE WHEN regexp_full_match({plain}, '{grouped}') THEN replace({plain}, '.', '') ELSE {plain} END"

    return ", ".join(f"{clean(f'{column}_text')} AS {column}_clean" for column in _amount_columns(places))


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
        digits = _DIGITS[mapping.amount_in]
        if table.kind is FileKind.WORKBOOK:
            empty = Reason.NOT_RECKONED if table.formulas else Reason.NO_AMOUNT
            if mapping.decimal == ".":
                return cls("[.]", "[ ,]", ",", digits, empty)
            return cls("[.,]", " ", "", digits, empty)
        if mapping.decimal == ".":
            return cls("[.]", "[ ,]", ",", digits, Reason.NO_AMOUNT)
        return cls(",", "[ .]", ".", digits, Reason.NO_AMOUNT)


def _amount(places: dict[Column, str], signs: _Signs, mapping: ColumnMapping) -> str:
    """Debit less credit, or the amount; the other way round where the file's signs are flipped."""
    if Column.AMOUNT in places:
        amount = f"({_ore('amount_clean', signs)})"
        if Column.SIDE in places:
            amount = f"(CASE WHEN {_side_in(CREDIT_SIDES)} THEN -1 WHEN {_side_in(DEBIT_SIDES)} THEN 1 END * {amount})"
    else:
        debit, credit = (
            f"CASE WHEN {column}_clean = '' THEN 0 ELSE ({_ore(f'{column}_clean', signs)}) END"
            for column in (Column.DEBIT, Column.CREDIT)
        )
        both = f"{debit} {'+' if mapping.credit_negative else '-'} {credit}"
        empty = f"{Column.DEBIT}_clean = '' AND {Column.CREDIT}_clean = ''"
        amount = f"(CASE WHEN {empty} THEN NULL ELSE {both} END)"
    return f"-{amount}" if mapping.flip_sign else amount


def _side_in(words: Sequence[str]) -> str:
    return f"lower(side_text) IN ({', '.join(literal(word) for word in words)})"


def _day(places: dict[Column, str], mapping: ColumnMapping) -> str:
    return as_day("date_text", mapping) if Column.DATE in places else "CAST(NULL AS DATE)"


def _reason(places: dict[Column, str], signs: _Signs, mapping: ColumnMapping, line: str) -> str:
    """The first thing that is wrong with a row; NULL for a row that is in."""
    codes = " OR ".join(f"length({column}_text) > {LONGEST_CODE}" for column in CODES if column in places)
    amounts = [f"{column}_text" for column in _amount_columns(places)]
    tests = [
        *tests_of_account(mapping, amounts, line),
        (codes, f"'{Reason.CODE_TOO_LONG}'"),
        *_tests_of_time(places),
        *_tests_of_side(places),
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
    if Column.PERIOD in places:
        tests.append((f"period IS NULL AND {YEAR_END_PERIOD.format(text=own)}", f"'{Reason.YEAR_END}'"))
        tests.append((f"period IS NULL AND regexp_full_match({own}, '({YEAR}[-/. ]?)?00')", f"'{Reason.OPENING}'"))
    none = f"CASE WHEN {own} = '' THEN '{Reason.NO_PERIOD}' ELSE '{Reason.PERIOD_UNREADABLE}' END"
    return [*tests, ("period IS NULL", none)]


def _tests_of_side(places: dict[Column, str]) -> list[tuple[str, str]]:
    if Column.SIDE not in places:
        return []
    unknown = f"NOT {_side_in(CREDIT_SIDES + DEBIT_SIDES)} AND amount_text <> ''"
    return [(unknown, f"'{Reason.SIDE_UNREADABLE}'")]


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
    side = "side_text" if Column.SIDE in places else "''"
    return (
        f"left(CASE WHEN starts_with(reason, 'amount') THEN concat_ws(' / ', {amounts})"
        f" WHEN reason IN ('{Reason.PERIOD_UNREADABLE}', '{Reason.YEAR_END}', '{Reason.OPENING}') THEN {own}"
        f" WHEN reason = '{Reason.SIDE_UNREADABLE}' THEN {side} WHEN reason = '{Reason.DATE_UNREADABLE}' THEN {day}"
        f" WHEN reason = '{Reason.ACCOUNT_UNREADABLE}' THEN account_text"
        f" WHEN reason = '{Reason.CODE_TOO_LONG}'"
        f" THEN list_filter([{codes}], lambda code: length(code) > {LONGEST_CODE})[1] ELSE '' END, 100)"
    )


def _codes(places: dict[Column, str]) -> str:
    return ", ".join(f"{column}_text AS {column}" if column in places else f"'' AS {column}" for column in CODES)


def _text(places: dict[Column, str], column: Column, longest: int) -> str:
    return f"left({column}_text, {longest})" if column in places else "''"
