"""What was copied in `tests/shared/cases/paste*` becomes a table under a text as it was written."""

import re
from html import unescape
from pathlib import Path

import pytest

from tests.texts.conftest import address

CASES = Path(__file__).parents[1] / "shared" / "cases"
TABLES = {
    "paste-cell-with-one-quotation-mark": [
        ["Post", "Belopp"],
        ['"Halvt citat', "100"],
        ["Brandskydd", "200"],
        ["Summa", "300"],
    ],
    "paste-cell-within-quotation-marks": [["Post", "Belopp"], ['"Bra" jobb', "100"], ["B", "200"]],
    "paste-codes-and-years": [["Kod", "År", "Antal"], ["0101", "2023", "5"], ["0102", "2024", "6"]],
}


@pytest.mark.parametrize("name", TABLES)
def test_a_pasted_case_is_printed_as_it_was_written(anna, browser, name: str) -> None:
    pasted = (CASES / name / "in.txt").read_text(encoding="utf-8")
    form = {"caption": "Prov", "pasted": pasted, "headings": "on", "save": ""}
    page = browser(anna).client.post(address("table_new"), form, follow=True).content.decode()
    table = re.search("<table.*?</table>", page, re.DOTALL)
    rows = re.findall("<tr.*?</tr>", table[0], re.DOTALL) if table else []
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    assert [[unescape(re.sub("<[^>]+>", "", cell)).strip() for cell in row] for row in cells] == TABLES[name]


def test_every_pasted_case_is_a_test() -> None:
    assert {path.name for path in CASES.glob("paste*")} == set(TABLES)
