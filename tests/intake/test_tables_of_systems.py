"""Tables with what is usual in exports of ledger systems beside the lines: each row is read, left out, or refused."""

from pathlib import Path

import duckdb
import pytest

from tertial.common.tabular_files import open_table
from tertial.intake.ledger.staging import stage_tables
from tertial.intake.ledger.tabular.guess import guess
from tertial.intake.ledger.tabular.meanings import could_be_headings
from tertial.intake.ledger.tabular.questions import AsksFirst
from tertial.intake.ledger.workshop import SourceFile

PERIOD, DAY = "Konto;Text;Period;Belopp\n4010;a;202403;100,00\n", "Konto;Datum;Belopp\n"
LINE = (2, "4010", 202403, 10000)

# What a file holds; the lines that are in as row, account, period and öre; the other rows and why.
FILES: dict[str, tuple[str, list[tuple[int, str, int, int]], dict[int, str]]] = {
    "a total named after its account": (PERIOD + "4010 Totalt;;202403;100,00\n", [LINE], {3: "total"}),
    "a total of a spreadsheet program": (
        PERIOD + "4010 Summa;;;100,00\nTotalsumma;;;100,00\n",
        [LINE],
        {3: "total", 4: "total"},
    ),
    "S:a": (PERIOD + "S:a 4010;;;100,00\n", [LINE], {3: "total"}),
    "omslutning without account": (PERIOD + ";Omslutning;;100,00\n", [LINE], {3: "total"}),
    "stars for a total": (PERIOD + ";**;;100,00\n", [LINE], {3: "total"}),
    "the sign of a sum": (PERIOD + "Σ;;;100,00\n", [LINE], {3: "total"}),
    "the total of a unit": (
        "Ansvar;Konto;Period;Belopp\n1;4010;202403;100,00\n1 Totalt;;;100,00\n",
        [LINE],
        {3: "total"},
    ),
    "the result": (PERIOD + "RESULTAT;;202403;100,00\n;Nettokostnad;;100,00\n", [LINE], {3: "total", 4: "total"}),
    "headings of groups": (PERIOD + "Kostnader;;;\n", [LINE], {3: "note"}),
    "the foot of a page": (PERIOD + "Sida 1 av 3;;;\nUtskriven 2024-05-02;;;\n", [LINE], {3: "note", 4: "note"}),
    "the foot in the last column": (PERIOD + ";;;Sida 1 av 3\n", [LINE], {3: "note"}),
    "words for an account": (PERIOD + "Löner;;202403;5,00\n", [LINE], {3: "account_unreadable"}),
    "a name with its code in brackets": (PERIOD + "Löner (5010);;202403;5,00\n", [LINE], {3: "account_unreadable"}),
    "two codes in one": (PERIOD + "4010/1100;;202403;5,00\n", [LINE], {3: "account_unreadable"}),
    "codes kept as text for a spreadsheet": (
        'Konto;Period;Belopp\n="0351";="202403";5,00\n',
        [(2, "0351", 202403, 500)],
        {},
    ),
    "months by name": (
        "Konto;Period;Belopp\n4010;mar-24;1,00\n4010;mars 2024;2,00\n4010;2024 maj;3,00\n4010;Okt. 2024;4,00\n",
        [(2, "4010", 202403, 100), (3, "4010", 202403, 200), (4, "4010", 202405, 300), (5, "4010", 202410, 400)],
        {},
    ),
    "months by name beside the year": (
        "Konto;År;Månad;Belopp\n4010;2024;december;1,00\n4010;2024;smårs;1,00\n",
        [(2, "4010", 202412, 100)],
        {3: "period_unreadable"},
    ),
    "periods with the month first, as one line shows": (
        "Konto;Period;Belopp\n4010;1203;1,00\n4010;0324;1,00\n",
        [(2, "4010", 200312, 100), (3, "4010", 202403, 100)],
        {},
    ),
    "periods with the year first, as one line shows": (
        "Konto;Period;Belopp\n4010;1203;1,00\n4010;2403;1,00\n",
        [(2, "4010", 201203, 100), (3, "4010", 202403, 100)],
        {},
    ),
    "days with a time": (
        DAY + "4010;2024-03-05 13:45;1,00\n4010;2024-03-05T00:00:00.000;1,00\n",
        [(2, "4010", 202403, 100), (3, "4010", 202403, 100)],
        {},
    ),
    "the unit in a second row of headings": (
        "Konto;Period;Utfall;Budget\n;;tkr;tkr\n4010;202403;100;200\n",
        [(3, "4010", 202403, 10_000_000)],
        {2: "note"},
    ),
    "thousands apart by a typographic apostrophe": (
        "Konto;Period;Belopp\n4010;202403;1’234.50\n",
        [(2, "4010", 202403, 123_450)],
        {},
    ),
    "a power of ten": (PERIOD + "4010;;202403;1,505E+05\n", [LINE], {3: "amount_unreadable"}),
    "the outcome of the period among what is accumulated": (
        "Konto;Period;Ack. utfall;Periodens utfall;Ack. budget;Avvikelse;%\n4010;202403;3,00;1,00;2,00;1,00;5\n",
        [(2, "4010", 202403, 100)],
        {},
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_each_row_of_an_export_is_read_left_out_or_refused(name: str, tmp_path: Path) -> None:
    content, lines, others = FILES[name]
    path = tmp_path / "in.csv"
    path.write_text(content, encoding="utf-8")
    found = guess(open_table(path, fits=could_be_headings))
    assert found.questions == ()
    staged = stage_tables([SourceFile(path, path.name)], found.mapping, tmp_path / "staged")
    assert duckdb.sql(f"SELECT \"row\", account, period, amount FROM '{staged.lines}' ORDER BY 1").fetchall() == lines
    assert dict(duckdb.sql(f"SELECT \"row\", reason FROM '{staged.refused}'").fetchall()) == others


ASKED = {
    "days of six figures": (DAY + "4010;240305;1,00\n", "days"),
    "days of six figures among others": (DAY + "4010;240305;1,00\n4010;31.3.2024;1,00\n", "days"),
    "periods of four figures": ("Konto;Period;Belopp\n4010;1203;1,00\n", "days"),
    "months by name without a year": ("Konto;Period;Belopp\n4010;mars;1,00\n", "year"),
    "an amount of another year than the lines": ("Konto;Period;Utfall 2024\n4010;202303;1,00\n", "amount"),
    "a column for each month": ("Konto;Ansvar;Jan;Feb;Mar\n4010;1;1,00;2,00;3,00\n", "period"),
}


@pytest.mark.parametrize("name", ASKED)
def test_what_two_readings_fit_or_none_is_asked_about(name: str, tmp_path: Path) -> None:
    content, topic = ASKED[name]
    path = tmp_path / "in.csv"
    path.write_text(content, encoding="utf-8")
    found = guess(open_table(path, fits=could_be_headings))
    asked = found.questions
    if not asked:
        with pytest.raises(AsksFirst) as raised:
            stage_tables([SourceFile(path, path.name)], found.mapping, tmp_path / "staged")
        asked = raised.value.questions
    assert [question.topic for question in asked] == [topic]
