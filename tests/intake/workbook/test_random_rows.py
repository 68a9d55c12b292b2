"""Whatever can stand in a cell is read as it was written."""

import string
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertial.domain.workbook.columns import Column, Kind, Value, Words
from tertial.domain.workbook.figures import SHEETS
from tertial.domain.workbook.reading import Stored
from tertial.intake.workbook.opening import read_book
from tertial.intake.workbook.wording import words_of
from tertial.intake.workbook.writing import Filling, write_book

OWN = {
    name: {word: (word,) for word in ("Ett", "Två", "=3")} for name in ("level", "origin", "status", "statement", "row")
}
WORDS = Words({**words_of(None).lists, **OWN})
LINE = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=50)
CODE = st.from_regex(r"[a-z][a-z0-9-]{0,30}", fullmatch=True)
UNIT = st.text(string.ascii_uppercase, min_size=1, max_size=8)
YEAR = st.integers(1990, 2200)
LINK = st.builds("{}/{}/{}".format, UNIT, YEAR, CODE)
BY_KIND: Mapping[Kind, st.SearchStrategy[Value]] = {
    Kind.CODE: CODE,
    Kind.UNIT: UNIT,
    Kind.PERSON: st.builds("{}@{}.se".format, CODE, CODE),
    Kind.DAY: st.dates(date(1990, 1, 1), date(2200, 1, 1)),
    Kind.YEAR: YEAR,
    Kind.PERIOD: st.sampled_from(["2025", "2025-T1", "2025-01--2025-05", "2025-11"]),
    Kind.DECIMAL: st.decimals(-(10**9), 10**9, places=3),
    Kind.KRONOR: st.integers(-(10**15), 10**15),
    Kind.YES: st.booleans(),
    Kind.LINK: LINK,
    Kind.LINKS: st.lists(LINK, min_size=1, max_size=3, unique=True).map(tuple),
    Kind.SHOWN: st.none(),
}


def _value(column: Column) -> st.SearchStrategy[Value]:
    if column.kind is Kind.WORD:
        filled: st.SearchStrategy[Value] = st.sampled_from(list(WORDS.lists[column.words]))
    elif column.kind is Kind.WHOLE:
        filled = st.integers(column.least, column.most)
    elif column.kind is Kind.TEXT:
        filled = LINE.map(str.strip).filter(lambda text: bool(text) and not text.startswith("#"))
    else:
        filled = BY_KIND[column.kind]
    return filled if column.required else st.none() | filled


@st.composite
def _rows(draw: st.DrawFn) -> dict[str, Stored]:
    found: dict[str, Stored] = {}
    for sheet in SHEETS:
        rows = draw(st.lists(st.fixed_dictionaries({each.key: _value(each) for each in sheet.columns}), max_size=3))
        found[sheet.key] = {tuple(row.get(key) for key in sheet.keys): row for row in rows}
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=_rows())
def test_random_rows_are_read_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[str, Stored]
) -> None:
    path: Path = tmp_path_factory.mktemp("random") / "a.xlsx"
    path.write_bytes(write_book(Filling("Start", WORDS, rows, {})))
    read = read_book(path, path.name, WORDS)
    assert read.refusals == []
    for sheet in SHEETS:
        sent = [{key: _normal(value) for key, value in row.items() if value} for row in rows[sheet.key].values()]
        got = [{key: _normal(value) for key, value in row.values.items() if value} for row in read.rows[sheet.key]]
        assert got == sent, sheet.key


def test_a_number_of_three_decimals_is_what_the_spreadsheet_holds_and_no_thousand(tmp_path: Path) -> None:
    outcome: dict[str, Value] = {
        "unit": "KS",
        "code": "svar",
        "period": "2025",
        "sex": next(iter(WORDS.lists["sex"])),
        "value": Decimal("1.001"),
    }
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_book(Filling("Start", WORDS, {"outcomes": {("KS", "svar", "2025", "all"): outcome}}, {})))

    read = read_book(path, path.name, WORDS)

    assert read.refusals == []
    assert [row.values["value"] for row in read.rows["outcomes"]] == [Decimal("1.001")]


def _normal(value: Value) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value
