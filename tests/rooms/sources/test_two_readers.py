"""Generated tables, whole and broken: what Tertial makes of each is what a plain reader makes of it."""

import os
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import given, settings

from tertial.common.tabular_files import open_table
from tertial.sources.staging import stage_tables
from tertial.sources.tabular.columns import YearEnd
from tertial.sources.tabular.guess import guess
from tertial.sources.tabular.meanings import could_be_headings
from tertial.sources.tabular.questions import AsksFirst
from tertial.sources.workshop import SourceFile
from tests.rooms.sources.made_tables import Made, texts, workbooks
from tests.rooms.sources.plain_tables import PlainReading, read_plainly

pytestmark = pytest.mark.slow
# TERTIAL_EXAMPLES asks for more files than the suite can afford, drawn anew each time.
MORE = int(os.environ.get("TERTIAL_EXAMPLES", "0"))
LEFT_OUT = ("total", "group", "heading", "note")


def read_by_tertial(made: Made, *, year_end: bool) -> PlainReading | None:
    """What Tertial makes of a file, in the plain reader's words; None where the headings leave something open."""
    found = PlainReading()
    with TemporaryDirectory() as folder:
        path = Path(folder) / made.name
        path.write_bytes(made.content)
        guessed = guess(open_table(path, fits=could_be_headings))
        if guessed.questions:
            return None
        mapping = replace(guessed.mapping, year_end=YearEnd.DECEMBER if year_end else None)
        try:
            staged = stage_tables([SourceFile(path, path.name)], mapping, Path(folder) / "staged")
        except AsksFirst as asks:
            found.asks = {question.topic.value for question in asks.questions}
            return found
        lines = duckdb.sql(f"SELECT \"row\", account, period, amount FROM '{staged.lines}'").fetchall()
        refused = duckdb.sql(f"SELECT \"row\", reason FROM '{staged.refused}'").fetchall()
    found.lines = {row: (account, period, amount) for row, account, period, amount in lines}
    found.left_out = {row for row, reason in refused if reason in LEFT_OUT}
    found.refused = {row for row, _ in refused} - found.left_out
    found.totals_off = {off["row"] for off in staged.read[0]["totals"]["off"]}
    return found


@pytest.mark.parametrize("kind", [texts, workbooks])
def test_two_readers_that_know_nothing_of_each_other_read_the_same(kind) -> None:
    compared: Counter[str] = Counter()

    @given(kind())
    @settings(max_examples=MORE or 8, deadline=None, derandomize=not MORE)
    def read_twice(made: Made) -> None:
        for year_end in (True, False)[: 1 if "202413" not in str(made.rows) else 2]:
            theirs = read_by_tertial(made, year_end=year_end)
            ours = read_plainly(made.rows, year_end=year_end, decimal=made.decimal)
            compared["open" if theirs is None else "asked" if theirs.asks else "read"] += 1
            assert theirs is None or theirs == ours

    read_twice()
    assert compared["read"] > sum(compared.values()) / 2, compared
