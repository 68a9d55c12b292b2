"""The SQL that reads the days and periods of a table. Rule: docs/rules/imports.md, "Periods and days"."""

from tertial.intake.ledger.tabular.columns import Column, ColumnMapping, Days, YearEnd
from tertial.intake.ledger.tabular.no_lines import literal
from tertial.intake.ledger.tabular.written import MONTH_NAME, YEAR_END_PERIOD

_DAYS = {
    Days.YEAR_FIRST: ("%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y.%m.%d", "%y%m%d"),
    Days.DAY_FIRST: ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%Y%m%d", "%d%m%y"),
    Days.MONTH_FIRST: ("%m/%d/%Y", "%m.%d.%Y", "%m-%d-%Y", "%Y-%m-%d", "%Y%m%d", "%m%d%y"),
}
_SHORT_DAYS = {
    Days.YEAR_FIRST: ("%y-%m-%d", "%y/%m/%d", "%y.%m.%d"),
    Days.DAY_FIRST: ("%d-%m-%y", "%d/%m/%y", "%d.%m.%y"),
    Days.MONTH_FIRST: ("%m-%d-%y", "%m/%d/%y", "%m.%d.%y"),
}
_TIME_OF_DAY = "[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?"
# A spreadsheet counts days from the end of 1899; these are 2000-01-01 to 2099-12-31.
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050
YEAR = "(19[0-9]{2}|20[0-9]{2}|21[0-9]{2})"
_MONTH, _MONTH_OR_SHORT = "(0[1-9]|1[0-2])", "(0?[1-9]|1[0-2])"


def period_of(places: dict[Column, str], mapping: ColumnMapping) -> str:
    """The period as YYYYMM, from its own column or else from the day; NULL where neither gives it."""
    if Column.PERIOD not in places:
        return "CAST(strftime(booked_on, '%Y%m') AS INTEGER)"
    text = "period_text"
    year = _year_of_period(places, mapping)
    shapes = [
        f"WHEN regexp_full_match({text}, '{YEAR}{_MONTH}') THEN CAST({text} AS INTEGER)",
        _month(text, f"{YEAR}[-/. ]{_MONTH_OR_SHORT}", 1, 2),
        _month(text, f"{_MONTH_OR_SHORT}[-/. ]{YEAR}", 2, 1),
        *_with_names(text, year),
        f"WHEN length({text}) >= 8 THEN CAST(strftime({as_day(text, mapping)}, '%Y%m') AS INTEGER)",
        f"WHEN {_is_serial(text)} THEN CAST(strftime({as_day(text, mapping)}, '%Y%m') AS INTEGER)",
        *_of_four_figures(text, mapping),
    ]
    if year:
        shapes.append(
            f"WHEN regexp_full_match({text}, '{_MONTH_OR_SHORT}') THEN {year} * 100 + CAST({text} AS INTEGER)"
        )
    if mapping.year_end is YearEnd.DECEMBER:
        figures = f"regexp_extract({text}, '^([0-9]{{2,4}})[-/. ]?1[3-6]$', 1)"
        number = f"CAST({figures} AS INTEGER)"
        own = f"CASE length({figures}) WHEN 4 THEN {number} WHEN 2 THEN 2000 + {number}"
        shapes.append(f"WHEN {YEAR_END_PERIOD.format(text=text)} THEN ({own} ELSE {year or 'NULL'} END) * 100 + 12")
    return f"CASE {' '.join(shapes)} END"


def _of_four_figures(text: str, mapping: ColumnMapping) -> list[str]:
    """2403 has its year first; 1203 has it where days have theirs, and else its month."""
    year_first = "[0-9]{2}" if mapping.days in (None, Days.YEAR_FIRST) else "(1[3-9]|[2-9][0-9]|00)"
    shapes = [f"WHEN regexp_full_match({text}, '{year_first}{_MONTH}') THEN 200000 + CAST({text} AS INTEGER)"]
    if mapping.days not in (None, Days.YEAR_FIRST):
        turned = f"200000 + CAST({text}[3:4] || {text}[1:2] AS INTEGER)"
        shapes.append(f"WHEN regexp_full_match({text}, '{_MONTH}[0-9]{{2}}') THEN {turned}")
    return shapes


def _with_names(text: str, year: str) -> list[str]:
    """Months by their names: mars 2024, mar-24, 2024 mars; a name alone has its year from elsewhere."""
    letters = f"replace(replace(lower(regexp_extract({text}, '[A-Za-z]{{3}}')), 'may', 'maj'), 'oct', 'okt')"
    month = f"((strpos('janfebmaraprmajjunjulaugsepoktnovdec', {letters}) + 2) // 3)"
    written = f"CAST(regexp_extract({text}, '[0-9]+') AS INTEGER)"
    own = f"(CASE WHEN {written} < 100 THEN 2000 ELSE 0 END + {written})"
    named = f"{text} > '9' AND regexp_full_match({text}, '(?i){MONTH_NAME}[-/ ]*({YEAR}|[0-9]{{2}})')"
    turned = f"contains({text}, ' ') AND regexp_full_match({text}, '(?i){YEAR} {MONTH_NAME}')"
    shapes = [
        f"WHEN {named} THEN {own} * 100 + {month}",
        f"WHEN {turned} THEN {own} * 100 + {month}",
    ]
    if year:
        shapes.append(
            f"WHEN {text} > '9' AND regexp_full_match({text}, '(?i){MONTH_NAME}') THEN {year} * 100 + {month}"
        )
    return shapes


def _year_of_period(places: dict[Column, str], mapping: ColumnMapping) -> str:
    """The year of a period that is a month alone, from its own column or as given; empty where neither gives it."""
    if Column.YEAR in places:
        year = (
            f"CASE WHEN regexp_full_match(year_of_period_text, '{YEAR}') THEN CAST(year_of_period_text AS INTEGER) WHEN"
            " regexp_full_match(year_of_period_text, '[0-9]{2}') THEN 2000 + CAST(year_of_period_text AS INTEGER) END"
        )
        return f"({year})"
    return "" if mapping.year is None else str(mapping.year)


def _is_serial(text: str) -> str:
    """Whether a day stands as a spreadsheet counts it, such as 45352 for 2024-03-01: five figures are no other day."""
    return (
        f"(length({text}) = 5 AND {text} BETWEEN '{_FIRST_SERIAL}' AND '{_LAST_SERIAL}'"
        f" AND TRY_CAST({text} AS INTEGER) IS NOT NULL)"
    )


def _month(text: str, shape: str, year: int, month: int) -> str:
    parts = [f"CAST(regexp_extract({text}, '{shape}', {group}) AS INTEGER)" for group in (year, month)]
    return f"WHEN regexp_full_match({text}, '{shape}') THEN {parts[0]} * 100 + {parts[1]}"


def as_day(text: str, mapping: ColumnMapping) -> str:
    """The day that a text is in the order that the mapping says, with or without a time; NULL where it is none."""
    days = mapping.days or Days.YEAR_FIRST
    shapes = ", ".join(literal(shape) for shape in _DAYS[days])
    short = ", ".join(literal(shape) for shape in _SHORT_DAYS[days])
    timed = f"contains({text}, ':') AND regexp_full_match({text}, '{YEAR}-[0-9]{{2}}-[0-9]{{2}}{_TIME_OF_DAY}')"
    return (
        f"CASE WHEN regexp_full_match({text}, '{YEAR}-[0-9]{{2}}-[0-9]{{2}}') THEN TRY_CAST({text} AS DATE)"
        f" WHEN {text} = '' THEN NULL WHEN {_is_serial(text)} THEN DATE '1899-12-30' + CAST({text} AS INTEGER)"
        f" WHEN {timed} THEN TRY_CAST({text}[:10] AS DATE)"
        f" WHEN regexp_full_match({text}, '[0-9]{{2}}[-/.][0-9]{{2}}[-/.][0-9]{{2}}')"
        f" THEN CAST(try_strptime({text}, [{short}]) AS DATE) ELSE CAST(try_strptime({text}, [{shapes}]) AS DATE) END"
    )
