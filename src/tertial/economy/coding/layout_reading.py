"""What a layout makes of the ledger: the codes that belong to each row, and what belongs to none or to several."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from tertial.common.exports import Cell, ExportTable
from tertial.domain.finding import Finding
from tertial.domain.money import from_ore
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as Quantum
from tertial.domain.statement import CodeGroup, Layout, assigned_rows, layout_findings, presented, row_amounts
from tertial.domain.validity import LATEST
from tertial.domain.validity import last_year as last_year_of
from tertial.economy.ledger.booked import booked_pairs, last_year
from tertial.economy.ledger.styles import style_of
from tertial.economy.models import Code, Dimension, LedgerKind, Statement, StatementRow
from tertial.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class RowReading:
    """A row of a layout with what it adds up or holds, and what that comes to in the year (income plus)."""

    row: StatementRow
    accounts: str
    activities: str
    parts: Sequence[str]
    codes: Sequence[str]
    outcome: Quantity
    budget: Quantity


@dataclass(frozen=True, slots=True)
class LayoutReading:
    """A layout read against the whole municipality's ledger of a year.

    `idle` are codes of the coding that no row would hold, though nothing is booked on them yet.
    """

    statement: Statement
    year: int
    rows: Sequence[RowReading]
    findings: Sequence[Finding]
    idle: Sequence[str]
    has_ledger: bool


def year_of(municipality: Unit) -> int:
    """The year that layouts are read against: the last with a ledger."""
    return last_year(municipality) or timezone.localdate().year


def read_layout(statement: Statement) -> LayoutReading:
    """Reads the layout against the last year of the ledger, or the last in which it counts where that is earlier."""
    municipality = statement.municipality
    same = Statement.objects.filter(municipality=municipality, key=statement.key)
    year = min(year_of(municipality), last_year_of(statement, same) or LATEST)
    layout = replace(statement.layout(), convention=style_of(statement, year).convention)
    pairs = booked_pairs(municipality, year)
    balances = [
        (account, activity, kind, presented(amount))
        for (account, activity), each in pairs.items()
        for kind, amount in ((LedgerKind.OUTCOME, each.outcome), (LedgerKind.BUDGET, each.budget))
        if amount
    ]
    amounts, findings = row_amounts(layout, balances)
    signed = layout.convention.printed
    names = {dimension: _names(municipality, dimension, year) for dimension in (Dimension.ACCOUNT, Dimension.ACTIVITY)}
    held = _held(layout, pairs, names)
    labels = {row.key: row.label for row in statement.rows.all()}
    rows = [
        RowReading(
            row,
            groups_in_words(row.accounts),
            groups_in_words(row.activities),
            [labels[part] for part in row.parts],
            held.get(row.key, ()),
            from_ore(signed(amounts[row.key].get(LedgerKind.OUTCOME, 0)), Quantum.TKR, 0),
            from_ore(signed(amounts[row.key].get(LedgerKind.BUDGET, 0)), Quantum.TKR, 0),
        )
        for row in statement.rows.all()
    ]
    all_findings = (*layout_findings(layout), *findings)
    return LayoutReading(statement, year, rows, all_findings, _idle(layout, municipality, year, pairs), bool(pairs))


def groups_in_words(groups: Iterable[str]) -> str:
    """Groups of codes as they are typed: `40-41, 63-72`."""
    return ", ".join(groups)


def as_table(reading: LayoutReading) -> ExportTable:
    """The layout as a file."""
    headings = [_("Key"), _("Row"), _("Kind"), _("Accounts"), _("Activities"), _("Adds up")]
    headings += [
        _("Outcome %(year)s, tkr") % {"year": reading.year},
        _("Budget %(year)s, tkr") % {"year": reading.year},
    ]
    rows: list[list[Cell]] = [
        [
            each.row.key,
            each.row.label,
            each.row.get_kind_display(),
            each.accounts,
            each.activities,
            ", ".join(each.parts),
            each.outcome,
            each.budget,
        ]
        for each in reading.rows
    ]
    return ExportTable(reading.statement.title, headings, rows)


def _held(
    layout: Layout, pairs: Iterable[tuple[str, str]], names: Mapping[Dimension, Mapping[str, str]]
) -> dict[str, list[str]]:
    """By row the codes of the ledger that belong to it: accounts, or activities where the row names only those."""
    belongs = assigned_rows(layout)
    found: dict[str, set[str]] = {}
    for account, activity in pairs:
        added, beside = belongs(account, activity) or ((), ())
        for row in (*added, *beside):
            by_activity = bool(row.selection.activities) and not row.selection.accounts
            code = activity if by_activity else account
            dimension = Dimension.ACTIVITY if by_activity else Dimension.ACCOUNT
            found.setdefault(row.key, set()).add(f"{code} {names[dimension].get(code, '')}".strip())
    return {key: sorted(codes) for key, codes in found.items()}


def _idle(layout: Layout, municipality: Unit, year: int, pairs: Iterable[tuple[str, str]]) -> list[str]:
    booked = list(pairs)
    found: list[str] = []
    for at, dimension in enumerate((Dimension.ACCOUNT, Dimension.ACTIVITY)):
        used = {pair[at] for pair in booked}
        named = {row.key: (row.selection.accounts, row.selection.activities)[at] for row in layout.added}
        scope = (layout.scope.accounts, layout.scope.activities)[at]
        if not any(named.values()):
            continue
        for code in _lowest(municipality, dimension, year):
            if code.code in used or not _within(scope, code.code):
                continue
            if not any(_within(groups, code.code) for groups in named.values()):
                found.append(str(code))
    return found


def _within(groups: Sequence[CodeGroup], code: str) -> bool:
    return not groups or any(group.holds(code) for group in groups)


def _lowest(municipality: Unit, dimension: Dimension, year: int) -> list[Code]:
    """The codes of the year that no other stands under: those that lines are booked on."""
    codes = [each for each in _codes(municipality, dimension) if each.is_valid_in(year)]
    above = {code.parent for code in codes}
    return [code for code in codes if code.code not in above]


def _names(municipality: Unit, dimension: Dimension, year: int) -> dict[str, str]:
    """Every code's name, that of the year where it has several."""
    codes = sorted(_codes(municipality, dimension), key=lambda each: each.is_valid_in(year))
    return {code.code: code.name for code in codes}


def _codes(municipality: Unit, dimension: Dimension) -> list[Code]:
    return list(Code.objects.filter(municipality=municipality, dimension=dimension))
