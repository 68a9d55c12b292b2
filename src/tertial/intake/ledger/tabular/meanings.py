"""What the headings of a ledger mean: which of them can be the account, the amount, the period.

A heading is understood by its words, not by how it begins: "Kontogrupp" is no account and "Belopp inkl moms" is not
what is booked on the account. Rule: docs/rules/imports.md, "Tables".
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from tertial.common.tabular_files.headings import tokens_of, without_code
from tertial.intake.ledger.tabular.columns import AmountIn, Column
from tertial.intake.ledger.tabular.written import MONTH_NAME

# Headings as municipal ledgers write them, the surest first; "kod" and "nr" may follow each.
WORDS: Mapping[Column, tuple[str, ...]] = {
    Column.ACCOUNT: (
        "konto",
        "account",
        "kto",
        "baskonto",
        "huvudkonto",
        "huvudbokskonto",
        "kostnadsslag",
        "glaccount",
    ),
    Column.UNIT: (
        "ansvar",
        "ansv",
        "ansvarsenhet",
        "ansvarsställe",
        "enhet",
        "kostnadsställe",
        "kst",
        "resultatenhet",
        "unit",
        "costcenter",
        "costcentre",
    ),
    Column.ACTIVITY: ("verksamhet", "verks", "vht", "vsh", "vh", "aktivitet", "activity", "kostnadsbärare"),
    Column.PROJECT: ("projekt", "proj", "objekt", "projektobjekt", "project"),
    Column.COUNTERPART: ("motpart", "motp", "mp", "counterpart"),
    Column.PERIOD: (
        "period",
        "redovisningsperiod",
        "bokföringsperiod",
        "månad",
        "per",
        "årmånad",
        "ekoperiod",
        "årperiod",
        "bokfperiod",
        "redperiod",
        "month",
    ),
    Column.DATE: (
        "bokföringsdatum",
        "bokfdatum",
        "bokföringsdag",
        "bokdatum",
        "verifikationsdatum",
        "verdatum",
        "verifikatdatum",
        "datum",
        "transaktionsdatum",
        "transdatum",
        "transdat",
        "verdat",
        "bokfdat",
        "date",
        "postingdate",
        "bookingdate",
    ),
    Column.YEAR: ("år", "bokföringsår", "redovisningsår", "räkenskapsår", "year"),
    Column.VOUCHER: (
        "verifikation",
        "verifikations",
        "ver",
        "verifikat",
        "verifikats",
        "voucher",
        "verifikationsserie",
        "verification",
        "trans",
        "transno",
    ),
    Column.TEXT: ("text", "transaktionstext", "radtext", "vertext", "verifikationstext", "beskrivning", "benämning"),
}
_FILLING = {"kod", "nr", "nummer", "id", "no", "code", "number", "kr", "sek", "kronor", "i", "belopp", "amount"}
_NAMED_TOO = {"och", "and", "benämning", "namn", "text", "name", "klartext"}
_JOINED = re.compile(r"\boch\b|\band\b|[/+&]", re.IGNORECASE)
_UNITS = {
    AmountIn.TKR: re.compile(r"\b(tkr|kkr|ksek|tsek|t kr|tusental(s kronor)?|tusen( kronor)?)\b", re.IGNORECASE),
    AmountIn.MNKR: re.compile(r"\b(mnkr|mkr|msek|mn kr|milj(\.|oner)?( kr| kronor)?|miljontal)\b", re.IGNORECASE),
    AmountIn.KRONOR: re.compile(r"\b(kr|sek|kronor)\b", re.IGNORECASE),
}


_SPAN = re.compile(
    rf"\b{MONTH_NAME}\s*([-–]|till|t[.]?o[.]?m[.]?|to)\s*{MONTH_NAME}(?![a-zåäö])|\b(kvartal|kv|tertial|q[1-4]|t[1-3]|hittills)\b",
    re.IGNORECASE,
)


class AmountKind(StrEnum):
    """What an amount in a column is an amount of."""

    PLAIN = "plain"
    OUTCOME = "outcome"
    BUDGET = "budget"
    WITHOUT_VAT = "without_vat"
    WITH_VAT = "with_vat"
    BALANCE = "balance"
    DEBIT = "debit"
    CREDIT = "credit"
    COST = "cost"
    INCOME = "income"
    SIDE = "side"
    OTHER = "other"


_AMOUNT_WORDS = (
    "belopp",
    "utfall",
    "budget",
    "amount",
    "netto",
    "brutto",
    "summa",
    "saldo",
    "balans",
    "bokfört",
    "värde",
)
_OUTCOME_WORDS = ("utfall", "bokfört", "redovisat", "outcome", "actual")
_BALANCE_WORDS = ("saldo", "balans", "ack", "ackumulerat", "ackumulerad", "utgående", "ingående", "ib", "ub", "ytd")
_CURRENCIES = ("eur", "euro", "usd", "nok", "dkk", "gbp", "chf")
_OTHER_WORDS = (
    "avvikelse",
    "diff",
    "differens",
    "prognos",
    "föregående",
    "fg",
    "fjol",
    "fjolår",
    "förra",
    "valuta",
    "utländsk",
    "ursprungligt",
    "kvar",
    "återstår",
    "antal",
    "kvantitet",
    "andel",
    "procent",
    "%",
    "pris",
    "kurs",
    *_CURRENCIES,
)


def rank(heading: str, column: Column) -> int | None:
    """How surely a heading is that of a column, 0 the surest; None where it is not."""
    words = WORDS[column]
    found = [without_code(token) for token in tokens_of(heading) if not token.isdecimal()]
    plain = "".join(token for token in found if token and token not in _FILLING)
    if plain in words:
        return words.index(plain)
    if _JOINED.search(heading):
        plain = "".join(token for token in found if token and token not in _FILLING | _NAMED_TOO)
        if plain in words:
            return words.index(plain)
    return None


def amount_kind(heading: str) -> AmountKind | None:
    """What the amounts below a heading are amounts of; None for a heading of something else."""
    found = tokens_of(heading)
    if side := _side(found):
        return side
    if "moms" in " ".join(found):
        return _of_vat(found)
    if any(token in _OTHER_WORDS for token in found):
        return AmountKind.OTHER if _names_an_amount(found) else None
    return AmountKind.BALANCE if _is_of_a_span(heading) and _names_an_amount(found) else _of_words(found)


def _of_words(found: Sequence[str]) -> AmountKind | None:
    if any(token in _BALANCE_WORDS or token.startswith("ackumul") for token in found):
        return AmountKind.BALANCE
    if any("budget" in token for token in found):
        return AmountKind.BUDGET
    if any(token.startswith(_OUTCOME_WORDS) or token.endswith("utfall") for token in found):
        return AmountKind.OUTCOME
    if "brutto" in " ".join(found):
        return AmountKind.WITH_VAT
    return AmountKind.PLAIN if _names_an_amount(found) else None


def unit_in(text: str, *, also_kronor: bool = True) -> AmountIn | None:
    """The unit that a text names, such as tkr in "Resultatrapport, belopp i tkr"; None for none or several."""
    found = {unit for unit, words in _UNITS.items() if words.search(text)}
    if found > {AmountIn.KRONOR}:
        found.discard(AmountIn.KRONOR)
    if not also_kronor:
        found.discard(AmountIn.KRONOR)
    return next(iter(found)) if len(found) == 1 else None


def could_be_headings(cells: Sequence[str]) -> bool:
    """Whether a line can be the headings of a ledger: it names an account, an amount and a time."""
    kinds = {amount_kind(cell) for cell in cells if cell.strip()} - {None, AmountKind.SIDE, AmountKind.OTHER}
    times = (Column.PERIOD, Column.DATE, Column.YEAR)
    return (
        bool(kinds)
        and any(rank(cell, Column.ACCOUNT) is not None for cell in cells)
        and any(rank(cell, column) is not None for cell in cells for column in times)
    )


def is_of_currency(heading: str) -> bool:
    """Whether a heading is that of the currency of each line, and not of an amount in it."""
    return [without_code(token) for token in tokens_of(heading)] in (["valuta"], ["currency"])


def is_amount_in_currency(heading: str) -> bool:
    """Whether a heading is that of an amount in the currency of its line."""
    found = tokens_of(heading)
    return _names_an_amount(found) and any(token.startswith(("valuta", "currency")) for token in found)


def columns_named(header: Sequence[str], columns: Sequence[Column]) -> dict[Column, str]:
    """The heading that names each column most surely; a column that none names is left out."""
    found: dict[Column, str] = {}
    for column in columns:
        ranked = [(at, place) for place, heading in enumerate(header) if (at := rank(heading, column)) is not None]
        if ranked:
            found[column] = header[min(ranked)[1]]
    return found


def _side(found: Sequence[str]) -> AmountKind | None:
    debit = any(token in ("d", "dr", "deb", "debit") or "debet" in token for token in found)
    credit = any(token in ("k", "cr", "kre", "kred", "credit") or "kredit" in token for token in found)
    if debit and credit:
        return AmountKind.SIDE
    if debit or credit:
        return AmountKind.DEBIT if debit else AmountKind.CREDIT
    if any(token in ("tecken", "dk") for token in found):
        return AmountKind.SIDE
    rest = [token for token in found if token not in _FILLING]
    if len(rest) == 1 and rest[0] in ("kostnad", "kostnader", "utgift", "utgifter"):
        return AmountKind.COST
    if len(rest) == 1 and rest[0] in ("intäkt", "intäkter", "inkomst", "inkomster"):
        return AmountKind.INCOME
    return None


def _of_vat(found: Sequence[str]) -> AmountKind | None:
    if any(token.startswith(("exkl", "ex", "utan")) for token in found):
        return AmountKind.WITHOUT_VAT
    if any(token.startswith(("inkl", "ink", "med")) for token in found):
        return AmountKind.WITH_VAT
    return AmountKind.OTHER


def _is_of_a_span(heading: str) -> bool:
    """Whether a heading names several months together, such as Utfall jan-mar: its amounts are of no single month."""
    return bool(_SPAN.search(heading))


def _names_an_amount(found: Sequence[str]) -> bool:
    return any(token.startswith(_AMOUNT_WORDS) or token.endswith("belopp") for token in found)
