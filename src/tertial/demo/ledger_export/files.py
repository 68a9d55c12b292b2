"""The export itself: one file a year for what is booked, one for the budget."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tertial.demo.ledger_export.declared import Declared, Totals, ore, shared_out
from tertial.demo.ledger_export.lines import Line, Spreader
from tertial.demo.ledger_export.matrix import INCOME, Cells, matrix
from tertial.demo.ledger_export.projects import balance_projects, operating_projects, without_projects

ENCODING = "cp1252"
HEADINGS = "Konto;Ansvar;Verksamhet;Projekt;Motpart;Period;Bokföringsdatum;Vernr;Text;Belopp"


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file of the export: `kind` is outcome or budget."""

    path: Path
    kind: str
    year: int


def write_export(
    folder: Path,
    *,
    ledger: Mapping[str, Any],
    coding: Mapping[str, Any],
    statements: Mapping[str, Any],
    projects: Mapping[str, Any],
) -> list[ExportedFile]:
    """Writes every file of the export into the folder; the same bytes each time.

    Amounts have a decimal comma and the minus behind; cost is plus, income minus, as they are booked.
    """
    declared = Declared(ledger, coding, statements)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for totals in declared.totals:
        name = "huvudbok" if totals.kind == "outcome" else "budget"
        path = folder / f"{name}-{totals.year}.csv"
        lines = _outcome(declared, totals, projects) if totals.kind == "outcome" else _budget(declared, totals)
        _write(path, totals.year, lines)
        written.append(ExportedFile(path, totals.kind, totals.year))
    return written


def _outcome(declared: Declared, totals: Totals, projects: Mapping[str, Any]) -> Iterator[Line]:
    spreader = Spreader(declared, totals.year)
    cells = matrix(totals, declared.ledger["weights"])
    lines: list[Line] = []
    if totals.year == projects["year"]:
        cells = without_projects(cells, projects)
        for _row, inside in operating_projects(projects):
            lines += spreader.project(inside)
        for beside in balance_projects(projects):
            lines += spreader.project(beside)
    lines += spreader.cells(cells, declared.ledger["lines_a_year"])
    for others in _other_committees(declared, totals, budget=False):
        lines += spreader.cells(others, declared.ledger["other_committees"]["lines_a_year"] // 6)
    return spreader.vouchers(lines)


def _budget(declared: Declared, totals: Totals) -> Iterator[Line]:
    spreader = Spreader(declared, totals.year)
    yield from spreader.budget(matrix(totals, declared.ledger["weights"]))
    for others in _other_committees(declared, totals, budget=True):
        yield from spreader.budget(others)


def _other_committees(declared: Declared, totals: Totals, *, budget: bool) -> Iterator[Cells]:
    rules = declared.ledger["other_committees"]
    percent = rules["deviation_percent"][str(totals.year)] if budget else 0
    for given in declared.ledger["others"]:
        net = round(ore(given["net"][str(totals.year)]) / (1 - percent / 100))
        costs = {row: float(-share) for row, share in rules["rows"].items() if row != INCOME}
        income = round(-net * rules["rows"][INCOME] / 100)
        booked = shared_out(income - net, costs) | {INCOME: -income}
        yield {(row, given["activity"]): amount for row, amount in booked.items()}


def _write(path: Path, year: int, lines: Iterable[Line]) -> None:
    with path.open("w", encoding=ENCODING, newline="") as file:
        file.write(HEADINGS + "\r\n")
        file.writelines(
            f"{line.account};{line.unit};{line.activity};{line.project};{line.counterpart};{year}{line.month:02};"
            f"{_day(year, line)};{line.voucher};{line.text};{_amount(line.amount)}\r\n"
            for line in lines
        )


def _day(year: int, line: Line) -> str:
    return f"{year}-{line.month:02}-{line.day:02}" if line.day else ""


def _amount(booked: int) -> str:
    kronor, rest = divmod(abs(booked), 100)
    return f"{kronor},{rest:02}{'-' if booked < 0 else ''}"
