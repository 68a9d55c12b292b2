"""docs/rules/imports.md: every figure of the page is what an import makes of it."""

import re
from pathlib import Path

import duckdb
import pytest

from tertial.common.tabular_files import open_table
from tertial.intake.ledger.staging import stage_tables
from tertial.intake.ledger.tabular.columns import AmountIn, Column, ColumnMapping, Days
from tertial.intake.ledger.tabular.guess import guess
from tertial.intake.ledger.tabular.questions import AsksFirst
from tertial.intake.ledger.workshop import SourceFile, Staged
from tests.domain.rule_page import table

AMOUNTS_OF = (Column.AMOUNT, Column.DEBIT, Column.CREDIT)
AMOUNTS = table("imports", "written", "decimals after")
PERIODS = table("imports", "written", "days")
MEANINGS = table("imports", "headings", "outcome")
WHOLE = table("imports", "amounts or days of the file", "read as")


def staged(folder: Path, text: str, **mapping: object) -> Staged:
    path = folder / "rader.csv"
    path.write_text(text, encoding="utf-8")
    header = text.partition("\n")[0].split("\t")
    words = {"Konto": Column.ACCOUNT, "Period": Column.PERIOD, "Belopp": Column.AMOUNT, "Datum": Column.DATE}
    columns = {words[heading]: heading for heading in header}
    return stage_tables([SourceFile(path, path.name)], ColumnMapping(columns=columns, **mapping), folder / "staged")


def only_row(found: Staged, column: str) -> object:
    """The column of the one line that came in, or why it did not."""
    rows = duckdb.sql(f"SELECT {column} FROM '{found.lines}'").fetchall()
    refused = duckdb.sql(f"SELECT reason FROM '{found.refused}'").fetchall()
    assert len(rows) + len(refused) == 1
    return rows[0][0] if rows else refused[0][0]


@pytest.mark.parametrize("row", AMOUNTS, ids=lambda row: f"{row['written']} {row['decimals after']}")
def test_an_amount_is_read_as_the_page_says(tmp_path: Path, row: dict[str, str]) -> None:
    text = f"Konto\tPeriod\tBelopp\n5010\t202401\t{row['written']}\n"
    found = staged(tmp_path, text, decimal=row["decimals after"])
    assert str(only_row(found, "amount")) == row["öre or why refused"]


@pytest.mark.parametrize("row", PERIODS, ids=lambda row: row["written"])
def test_a_period_is_read_as_the_page_says(tmp_path: Path, row: dict[str, str]) -> None:
    text = f"Konto\tPeriod\tBelopp\n5010\t{row['written']}\t1\n"
    try:
        read = str(only_row(staged(tmp_path, text, days=Days(row["days"])), "period"))
    except AsksFirst:
        read = "asked"
    assert read == row["period or why refused"]


def test_a_month_alone_is_read_where_the_year_is_given(tmp_path: Path) -> None:
    text = "Konto\tPeriod\tBelopp\n5010\t3\t1\n"
    with pytest.raises(AsksFirst):
        staged(tmp_path, text)
    assert only_row(staged(tmp_path, text, year=2024), "period") == 202403


def test_a_day_that_cannot_be_read_refuses_its_line_and_one_left_out_does_not(tmp_path: Path) -> None:
    text = "Konto\tPeriod\tBelopp\tDatum\n5010\t202401\t1\t2024-01-32\n"
    assert only_row(staged(tmp_path, text), "booked_on") == "date_unreadable"
    assert only_row(staged(tmp_path, text.replace("2024-01-32", "")), "booked_on") is None


@pytest.mark.parametrize("total", ["\t\t500", "Summa\t\t500", "Totalt 2024\t202401\t500"])
def test_total_rows_are_left_out_and_listed_with_their_amount(tmp_path: Path, total: str) -> None:
    text = f"Konto\tPeriod\tBelopp\n5010\t202401\t500\n{total}\n"
    found = staged(tmp_path, text)
    reasons = duckdb.sql(f"SELECT reason, amount FROM '{found.refused}'").fetchall()
    assert reasons == [("total" if total.strip()[0] in "ST" else "no_account", 50_000)]
    assert (found.files[0].lines, found.files[0].amount) == (1, 50_000)


def test_thousands_of_kronor_have_five_decimals(tmp_path: Path) -> None:
    text = "Konto\tPeriod\tBelopp\n5010\t202401\t1,23456\n"
    assert only_row(staged(tmp_path, text, amount_in=AmountIn.TKR), "amount") == 123_456


def test_signs_are_turned_where_that_is_asked_for(tmp_path: Path) -> None:
    text = "Konto\tPeriod\tBelopp\n5010\t202401\t-12,50\n"
    assert only_row(staged(tmp_path, text, flip_sign=True), "amount") == 1_250


@pytest.mark.parametrize(("credit", "negative"), [("7", False), ("-7", True)])
def test_debit_less_credit_is_the_amount(tmp_path: Path, credit: str, negative: bool) -> None:
    path = tmp_path / "rader.csv"
    path.write_text(f"Konto;Period;Debet;Kredit\n5010;202401;5;{credit}\n1910;202401;;\n", encoding="utf-8")
    columns = {
        Column.ACCOUNT: "Konto",
        Column.PERIOD: "Period",
        Column.DEBIT: "Debet",
        Column.CREDIT: "Kredit",
    }
    mapping = ColumnMapping(columns=columns, credit_negative=negative)
    found = stage_tables([SourceFile(path, path.name)], mapping, tmp_path / "staged")
    assert duckdb.sql(f"SELECT amount FROM '{found.lines}'").fetchall() == [(-200,)]
    assert duckdb.sql(f"SELECT reason FROM '{found.refused}'").fetchall() == [("no_amount",)]


@pytest.mark.parametrize("kind", ["outcome", "budget"])
@pytest.mark.parametrize("row", MEANINGS, ids=lambda row: row["headings"])
def test_the_amount_is_chosen_by_meaning_as_the_page_says(tmp_path: Path, row: dict[str, str], kind: str) -> None:
    headings = re.findall("[^`,]+", row["headings"].replace("`, `", "`"))
    path = tmp_path / "rader.csv"
    figures = ["5010", "202401", *("1,00" if at % 2 else "2,00" for at in range(len(headings) - 2))]
    path.write_text("\t".join(headings) + "\n" + "\t".join(figures) + "\n", encoding="utf-8")
    found = guess(open_table(path), budget=kind == "budget")
    amounts = [found.mapping.columns[column] for column in AMOUNTS_OF if column in found.mapping.columns]
    assert (", ".join(amounts) or "asked") == row[kind]
    assert bool(found.questions) == (row[kind] == "asked")


@pytest.mark.parametrize("row", WHOLE, ids=lambda row: row["amounts or days of the file"])
def test_a_whole_file_tells_how_its_amounts_are_written_as_the_page_says(tmp_path: Path, row: dict[str, str]) -> None:
    amounts = row["amounts or days of the file"].split("` `")
    text = "Konto\tPeriod\tBelopp\n" + "".join(f"5010\t202401\t{amount.strip('`')}\n" for amount in amounts)
    try:
        found = staged(tmp_path, text, decimal="")
    except AsksFirst:
        assert row["read as"] == "asked"
        return
    decimal = "." if row["read as"].endswith("point") else ","
    again = staged(tmp_path, text, decimal=decimal)
    assert row["read as"] != "asked"
    assert found.files[0] == again.files[0]
    assert found.files[0].refused == 0
