"""How a whole file writes its amounts and days: what one line leaves open, the others of its file may tell.

Each checked row carries what it shows, as bits; the file's bits together decide, or leave a question. Rule:
docs/rules/imports.md, "Tables".
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import IntFlag

from tertial.common.tabular_files.shapes import FileKind, TextTable
from tertial.domain.message import Message, gettext_noop
from tertial.intake.ledger.tabular.columns import Column, ColumnMapping, Days
from tertial.intake.ledger.tabular.questions import AsksFirst, Question, Topic


class Seen(IntFlag):
    """What a row shows of how its file is written."""

    DECIMAL_COMMA = 1
    DECIMAL_POINT = 2
    OPEN_COMMA = 4
    OPEN_POINT = 8
    OPEN_DAY = 16
    DAY_FIRST = 32
    MONTH_FIRST = 64
    SHORT_YEAR = 128
    YEAR_END = 256
    MONTH_ALONE = 512
    SAYS_TOTAL = 1024
    WITH_YEAR = 2048
    SHORT_PERIOD_YEAR_FIRST = 4096
    SHORT_PERIOD_MONTH_FIRST = 8192
    OPEN_SHORT_PERIOD = 16384


MONTH_NAME = (
    "(jan(uari|uary)?|feb(r|ruari|ruary)?|mar(s|ch)?|apr(il)?|maj|may|jun(i|e)?|jul(i|y)?|aug(usti|ust)?"
    "|sep(t|tember)?|okt(ober)?|oct(ober)?|nov(ember)?|dec(ember)?)[.]?"
)
"""A regular expression for the name of a month, in Swedish and English, as it is or cut short."""


def seen(table: TextTable, mapping: ColumnMapping, places: Mapping[Column, str]) -> str:
    """SQL for the bits of a row: of its amounts as they stand, of its days, and of its period."""
    amounts = [column for column in (Column.AMOUNT, Column.DEBIT, Column.CREDIT) if column in places]
    days = [f"{column}_text" for column in (Column.DATE, Column.PERIOD) if column in places]
    parts = [_amount_bits(f"{column}_clean", table.kind is FileKind.WORKBOOK) for column in amounts]
    parts += [_day_bits(text) for text in days]
    if Column.PERIOD in places:
        parts.append(_period_bits("period_text", open_year=Column.YEAR not in places and mapping.year is None))
    return f"({' | '.join(parts)})::SMALLINT"


def settled(mapping: ColumnMapping, tables: str, found: Seen) -> ColumnMapping:
    """The mapping with what all the files together show. Raises AsksFirst where they leave it open."""
    questions = []
    decimal, days = mapping.decimal, mapping.days
    if not decimal:
        decimal = _decimal(found)
        if not decimal and found & (Seen.OPEN_COMMA | Seen.OPEN_POINT):
            questions.append(_asked(Topic.DECIMAL, _DECIMAL, tables))
    if days is None:
        days = _days(found)
        if asks := _open_days(found, days):
            questions.append(_asked(Topic.DAYS, asks, tables))
    if found & Seen.YEAR_END and mapping.year_end is None:
        questions.append(_asked(Topic.YEAR_END, _YEAR_END, tables))
    if found & Seen.MONTH_ALONE and not found & Seen.WITH_YEAR:
        questions.append(_asked(Topic.YEAR, _YEAR, tables))
    if questions:
        raise AsksFirst(questions)
    return replace(mapping, decimal=decimal or ",", days=days or Days.YEAR_FIRST)


def _decimal(found: Seen) -> str:
    comma, point = bool(found & Seen.DECIMAL_COMMA), bool(found & Seen.DECIMAL_POINT)
    if comma:
        return ","  # beside points too: those lines are refused, each with its number
    return "." if point else ""


def _days(found: Seen) -> Days | None:
    if found & Seen.DAY_FIRST:
        return Days.DAY_FIRST
    if found & Seen.MONTH_FIRST:
        return Days.MONTH_FIRST
    turned = found & Seen.SHORT_PERIOD_MONTH_FIRST and not found & Seen.SHORT_PERIOD_YEAR_FIRST
    return Days.DAY_FIRST if turned and not found & Seen.OPEN_DAY else None


def _open_days(found: Seen, days: Days | None) -> str:
    """What is asked about the days; a year of two figures is asked about whatever other lines show."""
    if found & Seen.SHORT_YEAR:
        return _SHORT_YEAR
    year_or_month_first = Seen.SHORT_PERIOD_YEAR_FIRST | Seen.SHORT_PERIOD_MONTH_FIRST
    if found & Seen.OPEN_SHORT_PERIOD and not found & year_or_month_first:
        return _SHORT_PERIOD
    return _DAYS if days is None and found & Seen.OPEN_DAY else ""


def _asked(topic: Topic, template: str, tables: str) -> Question:
    return Question(topic, Message(template, {"name": tables}))


_DECIMAL = gettext_noop(
    "Amounts in %(name)s are written like 12,500 or 12.500, and no line shows whether that is twelve and a half or"
    " twelve thousand five hundred. Choose whether decimals come after a comma or a point."
)
_DAYS = gettext_noop(
    "Days in %(name)s are written like 03/04/2024, and no line shows whether that is in March or in April. Choose how"
    " days are written."
)
_SHORT_YEAR = gettext_noop(
    "Days in %(name)s are written with two figures for the year, like 24-03-05 or 240305, and no line shows which"
    " part is the year. Choose how days are written."
)
_SHORT_PERIOD = gettext_noop(
    "Periods in %(name)s are written like 1203, and no line shows whether that is March 2012 or December 2003. Choose"
    " how days are written: with the year first, or with the day or the month first and the year last."
)
_YEAR_END = gettext_noop(
    "%(name)s has lines in a thirteenth period, where the year is closed. Choose whether they count as December."
)
_YEAR = gettext_noop("%(name)s has periods that are a month alone, without a year. Say which year they are of.")


def _amount_bits(text: str, workbook: bool) -> str:
    """What an amount shows: in a workbook a figure has a point whatever its texts have, so a point says less there."""
    body = f"trim(regexp_replace({text}, '[^0-9., ]', '', 'g'))"
    comma, point = int(Seen.DECIMAL_COMMA), int(Seen.DECIMAL_POINT)
    single = (
        "CASE WHEN regexp_full_match({body}, '[1-9][0-9]{{0,2}}{sign}[0-9]{{3}}') THEN {open_one}"
        " WHEN regexp_full_match({body}, '[0-9 ]*{sign}[0-9]+') THEN {yes}"
        " WHEN regexp_full_match({body}, '[0-9]{{1,3}}({sign}[0-9]{{3}}){{2,}}') THEN {no} ELSE 0 END"
    )
    of_comma = single.format(body=body, sign=",", open_one=int(Seen.OPEN_COMMA), yes=comma, no=point)
    of_point = single.format(body=body, sign="[.]", open_one=int(Seen.OPEN_POINT), yes=point, no=comma)
    if workbook:
        of_point = (
            f"CASE WHEN regexp_full_match({body}, '[1-9][0-9]{{0,2}}[.][0-9]{{2}}0') THEN {int(Seen.OPEN_POINT)}"
            f" WHEN regexp_full_match({body}, '[0-9]{{1,3}}([.][0-9]{{3}}){{2,}}') THEN {comma} ELSE 0 END"
        )
    both = f"CASE WHEN strpos(reverse({text}), ',') < strpos(reverse({text}), '.') THEN {comma} ELSE {point} END"
    return (
        f"(CASE WHEN regexp_full_match({text}, '-?[0-9]+,[0-9][0-9]') THEN {comma}"  # nearly all, in one step
        f" WHEN NOT contains({text}, ',') AND NOT contains({text}, '.') THEN 0"
        f" WHEN NOT contains({text}, '.') AND contains({text}[-3:-2], ',') AND NOT contains({text}[:-4], ',')"
        f" AND {text}[-1] BETWEEN '0' AND '9' THEN {comma}"
        f" WHEN NOT regexp_matches({text}, '[0-9]') OR regexp_matches({text}, '(?i)[0-9]e[-+]?[0-9]') THEN 0"
        f" WHEN contains({text}, ',') AND contains({text}, '.') THEN {both}"
        f" WHEN contains({text}, ',') THEN {of_comma} WHEN contains({text}, '.') THEN {of_point} ELSE 0 END)"
    )


def _day_bits(text: str) -> str:
    """What a day shows where it begins with one or two figures."""
    parts = [f"CAST(regexp_extract({text}, '^([0-9]+)[^0-9]([0-9]+)', {group}) AS INTEGER)" for group in (1, 2)]
    # Six figures in a column of periods are a year and its month.
    six = f"regexp_full_match({text}, '[0-9]{{6}}')" if text == "date_text" else "false"
    return (
        f"(CASE WHEN length({text}) = 6 AND {six} THEN {int(Seen.SHORT_YEAR)}"
        f" WHEN length({text}) NOT BETWEEN 8 AND 10 OR ({text}[5] = '-' AND {text}[8] = '-')"
        f" OR regexp_matches({text}, '^[0-9]{{3}}') THEN 0"
        f" WHEN regexp_full_match({text}, '[0-9]{{1,2}}[./-][0-9]{{1,2}}[./-][0-9]{{4}}') THEN"
        f" CASE WHEN {parts[0]} > 12 OR contains({text}, '.') THEN {int(Seen.DAY_FIRST)}"
        f" WHEN {parts[1]} > 12 THEN {int(Seen.MONTH_FIRST)} ELSE {int(Seen.OPEN_DAY)} END"
        f" WHEN regexp_full_match({text}, '[0-9]{{2}}[./-][0-9]{{2}}[./-][0-9]{{2}}') THEN {int(Seen.SHORT_YEAR)}"
        f" ELSE 0 END)"
    )


def _period_bits(text: str, *, open_year: bool) -> str:
    month = "(0[1-9]|1[0-2])"
    alone = f"WHEN regexp_full_match({text}, '0?[1-9]|1[0-2]') THEN {int(Seen.MONTH_ALONE)}" if open_year else ""
    named = (
        f"CASE WHEN regexp_full_match({text}, '(?i){MONTH_NAME}') THEN {int(Seen.MONTH_ALONE) if open_year else 0}"
        f" WHEN regexp_full_match({text}, '(?i){MONTH_NAME}[-/ ]*[0-9]+') THEN {int(Seen.WITH_YEAR)} ELSE 0 END"
    )
    short = (
        f"CASE WHEN regexp_full_match({text}, '{month}(0[1-9]|1[0-6])') THEN {int(Seen.OPEN_SHORT_PERIOD)}"
        f" WHEN regexp_full_match({text}, '[0-9]{{2}}{month}') THEN {int(Seen.SHORT_PERIOD_YEAR_FIRST)}"
        f" WHEN regexp_full_match({text}, '{month}[0-9]{{2}}') THEN {int(Seen.SHORT_PERIOD_MONTH_FIRST)} ELSE 0 END"
    )
    year_end = f"CASE WHEN {YEAR_END_PERIOD.format(text=text)} THEN {int(Seen.YEAR_END)} ELSE 0 END"
    return (
        f"(CASE WHEN length({text}) >= 6 AND {text}[5] <= '1' AND {text}[6] <= '2' THEN {int(Seen.WITH_YEAR)}"
        f" WHEN {text} > '9' THEN {named} WHEN length({text}) = 4 THEN {short} | {year_end}"
        f" WHEN {YEAR_END_PERIOD.format(text=text)} THEN {int(Seen.YEAR_END)} {alone} ELSE 0 END)"
    )


YEAR_END_PERIOD = (
    "(regexp_full_match({text}, '((19|20|21)?[0-9]{{2}}[-/. ]?)?1[3-6]')"
    " AND NOT regexp_full_match({text}, '(19|20)1[3-6]'))"
)
"""SQL for whether a period is one after December: 202413, 2413, 2024-13 or 13; 2013 may be a year and is none."""
