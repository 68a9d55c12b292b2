"""Which columns hold what is booked: one amount, or debit and credit. Rule: docs/rules/imports.md, "Tables"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tertial.common.tabular_files.shapes import Row
from tertial.domain.message import Message, gettext_noop
from tertial.intake.ledger.tabular.columns import Column
from tertial.intake.ledger.tabular.meanings import AmountKind, amount_kind
from tertial.intake.ledger.tabular.questions import Question, Topic

CREDIT_SIDES = ("k", "kredit", "c", "cr", "credit", "-")
DEBIT_SIDES = ("d", "debet", "dr", "debit", "+")
_FEW = 0.1


@dataclass(frozen=True, slots=True)
class Picked:
    """The columns of the amounts, whether credit is negative already, and what is asked about them."""

    columns: dict[Column, str] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    credit_negative: bool = False


@dataclass(frozen=True, slots=True)
class _Sample:
    """The first rows as figures by heading."""

    header: Sequence[str]
    rows: Sequence[Row]
    decimal: str

    def texts(self, heading: str) -> list[str]:
        at = self.header.index(heading)
        return [cells[at].strip() for _, cells in self.rows]

    def figures(self, heading: str) -> list[Decimal | None]:
        return [_figure(text, self.decimal) for text in self.texts(heading)]


def pick_amounts(header: Sequence[str], rows: Sequence[Row], *, budget: bool, decimal: str) -> Picked:
    """Chooses by meaning: never a running balance, an amount with VAT, or a budget where the outcome is asked for.

    Two headings that mean the same are asked about, and so is a column that fits only half.
    """
    sample = _Sample(header, rows, decimal)
    every = {heading: kind for heading in header if (kind := amount_kind(heading)) is not None}
    filled = {
        heading: kind for heading, kind in every.items() if kind is AmountKind.SIDE or _has_figures(sample, heading)
    }
    kinds, pair, fitting = _candidates(filled, budget=budget)
    if not pair and not fitting:
        # A column without a figure is let go of for another, and not where it is the only one that fits.
        kinds, pair, fitting = _candidates(every, budget=budget)
    if pair and (not fitting or all(_says_the_same(sample, one, pair) for one in fitting)):
        return _debit_and_credit(sample, pair)
    if pair or len(fitting) != 1:
        return _asked(kinds, fitting, pair, header)
    return _with_side(sample, fitting[0], kinds.get(AmountKind.SIDE, []))


def _candidates(
    headings: Mapping[str, AmountKind], *, budget: bool
) -> tuple[dict[AmountKind, list[str]], tuple[str, str] | None, list[str]]:
    """The headings by what they are amounts of, debit and credit among them, and those that fit what is asked for."""
    kinds: dict[AmountKind, list[str]] = {}
    for heading, kind in headings.items():
        kinds.setdefault(kind, []).append(heading)
    return kinds, _pair(kinds), _fitting(kinds, budget=budget)


def _pair(kinds: dict[AmountKind, list[str]]) -> tuple[str, str] | None:
    for debit, credit in ((AmountKind.DEBIT, AmountKind.CREDIT), (AmountKind.COST, AmountKind.INCOME)):
        if len(kinds.get(debit, [])) == 1 and len(kinds.get(credit, [])) == 1:
            return kinds[debit][0], kinds[credit][0]
    return None


def _fitting(kinds: dict[AmountKind, list[str]], *, budget: bool) -> list[str]:
    """The headings whose meaning is that of the lines asked for."""
    plain = kinds.get(AmountKind.PLAIN, []) + kinds.get(AmountKind.WITHOUT_VAT, [])
    if budget:
        return kinds.get(AmountKind.BUDGET) or plain
    return plain + kinds.get(AmountKind.OUTCOME, [])


def _asked(
    kinds: dict[AmountKind, list[str]], fitting: Sequence[str], pair: tuple[str, str] | None, header: Sequence[str]
) -> Picked:
    every = list(fitting) + list(pair or ())
    if every:
        template = gettext_noop("Several headings can be the amount: %(headings)s. Choose the one that is booked.")
    elif halves := [one for found in kinds.values() for one in found]:
        every = halves
        template = gettext_noop(
            "No heading is plainly the amount: %(headings)s may be balances, budgets or other sums. Choose the one that"
            " is booked."
        )
    else:
        every = list(header)
        template = gettext_noop("No heading says amount. The columns are %(headings)s. Choose the one with the amount.")
    return Picked(questions=(Question(Topic.AMOUNT, Message(template, {"headings": ", ".join(every)})),))


def _debit_and_credit(sample: _Sample, pair: tuple[str, str]) -> Picked:
    columns = {Column.DEBIT: pair[0], Column.CREDIT: pair[1]}
    credit = [figure for figure in sample.figures(pair[1]) if figure]
    below = sum(figure < 0 for figure in credit)
    if _FEW * len(credit) < below < (1 - _FEW) * len(credit):
        template = gettext_noop(
            "The column %(headings)s has both negative and positive amounts. Say whether credit is negative there"
            " already."
        )
        question = Question(Topic.CREDIT, Message(template, {"headings": pair[1]}))
        return Picked(columns, (question,))
    return Picked(columns, credit_negative=below > len(credit) / 2)


def _with_side(sample: _Sample, amount: str, sides: Sequence[str]) -> Picked:
    """The amount, and the column that says debit or credit where the sign is not in the amount already."""
    for side in sides:
        pairs = list(zip(sample.texts(side), sample.figures(amount), strict=True))
        said = [(text.lower(), figure) for text, figure in pairs if text and figure]
        if not said or any(text not in CREDIT_SIDES + DEBIT_SIDES for text, _ in said):
            continue
        credit = [figure for text, figure in said if text in CREDIT_SIDES]
        below = sum(figure < 0 for figure in credit)
        if below and below == len(credit):
            return Picked({Column.AMOUNT: amount})
        if not below or below <= _FEW * len(credit):
            return Picked({Column.AMOUNT: amount, Column.SIDE: side})
        template = gettext_noop(
            "%(headings)s: credit is both negative and positive there. Choose the amount, and the column that says"
            " debit or credit if it is to turn the sign."
        )
        question = Question(Topic.AMOUNT, Message(template, {"headings": f"{amount}, {side}"}))
        return Picked(questions=(question,))
    return Picked({Column.AMOUNT: amount})


def _has_figures(sample: _Sample, heading: str) -> bool:
    """Whether the column holds figures, or nothing at all in the first rows."""
    filled = [text for text in sample.texts(heading) if text]
    return not filled or any(re.search("[0-9]", text) for text in filled)


def _says_the_same(sample: _Sample, amount: str, pair: tuple[str, str]) -> bool:
    """Whether an amount is what debit and credit come to, with or without its sign."""
    rows = zip(*(sample.figures(heading) for heading in (amount, *pair)), strict=True)
    return all(
        abs(found or Decimal()) == abs(abs(debit or Decimal()) - abs(credit or Decimal()))
        for found, debit, credit in rows
    )


def _figure(text: str, decimal: str) -> Decimal | None:
    """A figure of the sample, for comparing columns only; None for what is none."""
    text = re.sub("[:,] ?-$", "", text.strip())  # kronor without öre, and no minus
    minus = any(sign in text for sign in "-\u2212(")
    plain = re.sub("[^0-9,.]", "", text).replace("," if decimal == "." else ".", "").replace(",", ".")
    try:
        return -Decimal(plain) if minus else Decimal(plain)
    except ArithmeticError:
        return None
