"""Guesses from headings and the first rows how a table becomes ledger lines; people correct it on the page."""

import re
from collections.abc import Mapping, Sequence

from tertial.common.tabular_files import Row, TextTable, first_rows
from tertial.sources.tabular.columns import AmountIn, Column, ColumnMapping, Days

_ROWS_LOOKED_AT = 300

# Headings as municipal ledgers write them, the surest first. A heading is compared without case, signs and figures.
HEADINGS: Mapping[Column, tuple[str, ...]] = {
    Column.ACCOUNT: ("konto", "kontonr", "kontonummer", "kontokod", "account", "kto", "kod1"),
    Column.UNIT: ("ansvar", "ansvarskod", "ansv", "ansvarsenhet", "enhet", "kostnadsställe", "kst", "kstnr", "unit"),
    Column.ACTIVITY: ("verksamhet", "verksamhetskod", "verks", "vht", "vsh", "aktivitet", "activity", "kostnadsbärare"),
    Column.PROJECT: ("projekt", "projektkod", "proj", "objekt", "projektobjekt", "projektnr", "project"),
    Column.COUNTERPART: ("motpart", "motpartskod", "motp", "mp", "counterpart"),
    Column.PERIOD: ("period", "redovisningsperiod", "bokföringsperiod", "månad", "per", "årmånad", "ekoperiod"),
    Column.DATE: (
        "datum",
        "bokföringsdatum",
        "bokfdatum",
        "verifikationsdatum",
        "verdatum",
        "transaktionsdatum",
        "transdatum",
        "date",
    ),
    Column.AMOUNT: (
        "belopp",
        "beloppkr",
        "beloppsek",
        "belopptkr",
        "utfall",
        "budget",
        "budgetbelopp",
        "saldo",
        "nettobelopp",
        "amount",
    ),
    Column.DEBIT: ("debet", "debetbelopp", "debit"),
    Column.CREDIT: ("kredit", "kreditbelopp", "credit"),
    Column.VOUCHER: (
        "verifikation",
        "verifikationsnummer",
        "verifikationsnr",
        "vernr",
        "ver",
        "verifikat",
        "verifikatnr",
        "voucher",
    ),
    Column.TEXT: ("text", "transaktionstext", "radtext", "vertext", "verifikationstext", "beskrivning", "benämning"),
}
_NOT_LETTERS = re.compile(r"[^a-zåäöé]")
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-]\d{4}")
_THOUSANDS = re.compile(r"\btkr\b|\bkkr\b", re.IGNORECASE)


def guess_mapping(table: TextTable) -> ColumnMapping:
    """The likeliest mapping of the table; columns that nothing tells of are left out."""
    columns = guess_columns(table.header)
    some = first_rows(table, _ROWS_LOOKED_AT)
    amounts = [
        cell for column in (Column.AMOUNT, Column.DEBIT, Column.CREDIT) for cell in _cells(table, columns, column, some)
    ]
    dates = [cell for column in (Column.DATE, Column.PERIOD) for cell in _cells(table, columns, column, some)]
    heading = columns.get(Column.AMOUNT, "")
    return ColumnMapping(
        columns=columns,
        decimal=guess_decimal(amounts),
        amount_in=AmountIn.TKR if _THOUSANDS.search(heading) else AmountIn.KRONOR,
        days=guess_days(dates),
        credit_negative=_mostly_negative(_cells(table, columns, Column.CREDIT, some)),
    )


def guess_columns(header: Sequence[str]) -> dict[Column, str]:
    """The heading of each column that is known by its name, each used once."""
    plain = {heading: _NOT_LETTERS.sub("", heading.lower()) for heading in header}
    found: dict[Column, str] = {}
    for whole in (True, False):
        for column, words in HEADINGS.items():
            if column in found:
                continue
            taken = set(found.values())
            for word in words:
                fitting = [h for h in header if h not in taken and _fits(plain[h], word, whole)]
                if fitting:
                    found[column] = fitting[0]
                    break
    if Column.AMOUNT in found:
        found.pop(Column.DEBIT, None)
        found.pop(Column.CREDIT, None)
    return found


def guess_decimal(amounts: Sequence[str]) -> str:
    """The sign before decimals: the one that stands last where both do, or before one or two final figures."""
    votes = {",": 0, ".": 0}
    for amount in amounts:
        text = amount.rstrip(" -)")
        comma, point = text.rfind(","), text.rfind(".")
        if comma >= 0 and point >= 0:
            votes["," if comma > point else "."] += 2
        elif max(comma, point) >= 0 and len(text) - max(comma, point) in (2, 3):
            votes["," if comma >= 0 else "."] += 1
    return "." if votes["."] > votes[","] else ","


def guess_days(dates: Sequence[str]) -> Days:
    """In which order days are written: by a first or second part above twelve, else as in Sweden."""
    found = [match for date in dates if (match := _DAY_FIRST.fullmatch(date.strip()))]
    if not found:
        return Days.YEAR_FIRST
    return Days.MONTH_FIRST if any(int(match[2]) > 12 for match in found) else Days.DAY_FIRST


def _fits(heading: str, word: str, whole: bool) -> bool:
    return heading == word if whole else len(word) > 4 and heading.startswith(word)


def _cells(table: TextTable, columns: Mapping[Column, str], column: Column, some: Sequence[Row]) -> list[str]:
    if column not in columns:
        return []
    place = table.header.index(columns[column])
    return [cells[place] for _, cells in some if cells[place]]


def _mostly_negative(amounts: Sequence[str]) -> bool:
    negative = [amount for amount in amounts if amount[0] in "-\u2212(" or amount[-1] == "-"]
    return len(negative) > len(amounts) / 2
