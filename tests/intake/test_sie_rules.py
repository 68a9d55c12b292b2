"""docs/rules/imports.md, SIE: every worked line of the page is read as the page says."""

from pathlib import Path

import pytest

from tertial.intake.ledger.sie.file import BadLine, Odd
from tertial.intake.ledger.sie.reader import read_sie
from tests.domain.rule_page import table

LINES = table("imports", "line of a voucher", "öre")
TOTALS = table("imports", "#IB 0", "#UB 0")
MONTHS = table("imports", "#PSALDO` without objects", "by objects")
TOP = '#FLAGGA 0\n#SIETYP 4\n#DIM 1 "Ansvar"\n#RAR 0 20240101 20241231\n'


def read(folder: Path, text: str) -> tuple[list[tuple[int, str]], list[BadLine], list[Odd]]:
    """Öre and codes with text of each line to book, the bad lines, and what is odd."""
    path = folder / "bok.se"
    path.write_text(TOP + text, encoding="utf-8")
    bad: list[BadLine] = []
    reading = read_sie(path, name=path.name, on_bad=bad.append)
    lines = [(line[6], " ".join(cell for cell in (*line[2:6], line[9]) if cell)) for line in reading.lines()]
    return lines, bad, [odd for odd, _values in reading.file.odd]


@pytest.mark.parametrize("row", LINES, ids=lambda row: row["line of a voucher"])
def test_a_line_is_read_as_the_page_says(tmp_path: Path, row: dict[str, str]) -> None:
    written, ore, told = row.values()
    lines, bad, _odd = read(tmp_path, f"#VER A 1 20240305\n{{\n{written}\n}}\n")
    if bad:
        ((number, reason, amount),) = [(line.number, line.reason, line.amount) for line in bad]
        assert (lines, number, reason, "" if amount is None else str(amount)) == ([], 7, told, ore)
    else:
        assert lines == [(int(ore), told)]


@pytest.mark.parametrize("row", TOTALS, ids=lambda row: " ".join(row.values()))
def test_totals_are_booked_as_the_page_says(tmp_path: Path, row: dict[str, str]) -> None:
    *given, booked = row.values()
    labels = ("#IB 0", "#UB 0", "#RES 0", "#UB -1")
    text = "".join(f"{label} 1930 {int(ore) / 100:.2f}\n" for label, ore in zip(labels, given, strict=True) if ore)
    lines, bad, _odd = read(tmp_path, text)
    found = [str(ore) for ore, _codes in lines] + sorted({line.reason for line in bad})
    assert found == [booked]


@pytest.mark.parametrize("row", MONTHS, ids=lambda row: " ".join(row.values()))
def test_months_are_booked_as_the_page_says(tmp_path: Path, row: dict[str, str]) -> None:
    alone, by_objects, result, booked = row.values()
    text = "".join(f"#PSALDO 0 202401 4010 {{}} {amount}\n" for amount in alone.split())
    for place, amount in enumerate(by_objects.split()):
        text += f'#PSALDO 0 202401 4010 {{1 "1{place}"{" 6 P" if place and result else ""}}} {amount}\n'
    lines, bad, odd = read(tmp_path, text + (f"#RES 0 4010 {result}\n" if result else ""))
    found = [str(sum(ore for ore, _codes in lines) // 100), *(line.reason for line in bad)]
    assert " ".join([*found, *(["contradictions"] if Odd.CONTRADICTIONS in odd else [])]) == booked
