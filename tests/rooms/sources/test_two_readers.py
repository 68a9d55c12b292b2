"""Generated tables, whole and broken: what Tertial makes of each is what a plain reader makes of it."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertial.common.tabular_files import open_table
from tertial.sources.staging import stage_tables
from tertial.sources.tabular.columns import YearEnd
from tertial.sources.tabular.guess import guess
from tertial.sources.tabular.meanings import could_be_headings
from tertial.sources.tabular.questions import AsksFirst
from tertial.sources.workshop import SourceFile
from tests.rooms.sources.plain_tables import read_plainly

pytestmark = pytest.mark.slow
HEADINGS = {
    "amount": ["Belopp"],
    "outcome beside budget": ["Budget", "Utfall"],
    "without VAT": ["Belopp inkl moms", "Belopp exkl moms"],
    "debit and credit": ["Debet", "Kredit", "Saldo"],
    "side": ["D/K", "Belopp"],
}
FAULTS = ("", "", "", "word", "thirteenth", "unreadable period", "cut", "no account", "TRUE", "45 %", "wrong sign")


def written(ore: int, decimal: str, thousands: str, decimals: int, style: str) -> str:
    whole, part = divmod(abs(ore), 100)
    digits = f"{whole:,}".replace(",", thousands)
    if decimals:
        digits += decimal + f"{part:02}".ljust(decimals, "0")[:decimals]
    return digits if ore >= 0 else {"before": f"-{digits}", "after": f"{digits}-"}[style]


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table in some dialect, with totals that agree or do not, and perhaps a fault."""
    decimal = draw(st.sampled_from(",."))
    thousands = draw(st.sampled_from(["", " ", "." if decimal == "," else ","]))
    decimals = draw(st.sampled_from([0, 2, 2, 3]))
    style = draw(st.sampled_from(["before", "after"]))
    shape = draw(st.sampled_from(sorted(HEADINGS)))
    unit = draw(st.sampled_from(["", "", " tkr", " mnkr"]))
    above = draw(st.booleans())
    names = list(HEADINGS[shape])
    if unit and not above:
        names = [name if name == "D/K" else f"{name}{unit}" for name in names]
    out = [f"Resultatrapport, belopp i{unit};;", ";;"] if unit and above else []
    out.append(";".join(["Konto", "Period", *names]))
    amounts = st.integers(-(10**7), 10**7).map(lambda ore: ore // 100 * 100 if decimals == 0 else ore)
    reached = since = 0
    for _ in range(draw(st.integers(1, 12))):
        ore = draw(amounts)
        text = written(ore if shape != "side" else abs(ore), decimal, thousands, decimals, style)
        account = draw(st.sampled_from(["4010", "5010", "3011", "5010 Hyra"]))
        period = draw(st.sampled_from(["202401", "2024-02", "202412"]))
        cells = _cells(shape, text, ore)
        fault = draw(st.sampled_from(FAULTS))
        account, period, cells = _spoilt(fault, account, period, cells)
        out.append(";".join([account, period, *cells]))
        if fault in ("", "wrong sign") or (fault == "thirteenth"):
            reached, since = reached + ore, since + ore
        if draw(st.integers(0, 5)) == 0:
            said = draw(st.sampled_from([reached, since, reached + 100]))
            total = written(said if shape != "side" else abs(said), decimal, thousands, decimals, style)
            out.append(";".join(["Summa", "", *_cells(shape, total, said)]))
            since = 0
        if draw(st.integers(0, 9)) == 0:
            out.append(out[2 if unit and above else 0])
    return "\n".join(out) + "\n"


def _cells(shape: str, text: str, ore: int) -> list[str]:
    if shape == "debit and credit":
        bare = text.strip("-")
        return [bare, "", "1"] if ore >= 0 else ["", bare, "1"]
    if shape == "side":
        return ["D" if ore >= 0 else "K", text]
    return [text] if shape == "amount" else ["7", text]


def _spoilt(fault: str, account: str, period: str, cells: list[str]) -> tuple[str, str, list[str]]:
    if fault in ("word", "TRUE", "45 %"):
        return account, period, [*cells[:-1], {"word": "hundra"}.get(fault, fault)] if len(cells) < 3 else cells
    if fault == "thirteenth":
        return account, "202413", cells
    if fault == "unreadable period":
        return account, "mars", cells
    if fault == "cut":
        return account, period, cells[:-1]
    return ("" if fault == "no account" else account), period, cells


@given(tables(), st.booleans())
@settings(max_examples=40)
def test_two_readers_that_know_nothing_of_each_other_read_the_same(text: str, year_end: bool) -> None:
    plain = read_plainly(text, year_end=year_end)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rader.csv"
        path.write_text(text, encoding="utf-8")
        found = guess(open_table(path, fits=could_be_headings))
        if found.questions:
            return  # the headings or signs leave something open, which is never wrong
        mapping = replace(found.mapping, year_end=YearEnd.DECEMBER if year_end else None)
        try:
            staged = stage_tables([SourceFile(path, path.name)], mapping, Path(folder) / "staged")
        except AsksFirst as asks:
            asked = {question.topic.value for question in asks.questions}
        else:
            asked = set()
        assert asked == plain.asks
        if asked:
            return
        lines = duckdb.sql(f"SELECT \"row\", account, period, amount FROM '{staged.lines}'").fetchall()
        refused = duckdb.sql(f"SELECT \"row\", reason FROM '{staged.refused}'").fetchall()
        assert {row: (account, period, amount) for row, account, period, amount in lines} == plain.lines
        left_out = {row for row, reason in refused if reason in ("total", "group", "heading", "note")}
        assert (left_out, {row for row, _ in refused} - left_out) == (plain.left_out, plain.refused)
        assert {off["row"] for off in staged.read[0]["totals"]["off"]} == plain.totals_off
