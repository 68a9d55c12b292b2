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
from tertial.intake.ledger.staging import stage_tables
from tertial.intake.ledger.tabular.columns import Blanks, YearEnd
from tertial.intake.ledger.tabular.guess import guess
from tertial.intake.ledger.tabular.meanings import could_be_headings
from tertial.intake.ledger.tabular.questions import AsksFirst
from tertial.intake.ledger.workshop import SourceFile
from tests.intake.made_tables import Made, texts, workbooks
from tests.intake.plain_tables import PlainReading, read_plainly

pytestmark = pytest.mark.slow
# TERTIAL_EXAMPLES asks for more files than the suite can afford, drawn again each time.
MORE = int(os.environ.get("TERTIAL_EXAMPLES", "0"))
LEFT_OUT = ("total", "group", "heading", "note")


def read_by_tertial(made: Made, *, year_end: bool, blanks: str) -> PlainReading:
    """What Tertial makes of a file, in the plain reader's words."""
    found = PlainReading()
    with TemporaryDirectory() as folder:
        path = Path(folder) / made.name
        path.write_bytes(made.content)
        guessed = guess(open_table(path, fits=could_be_headings))
        if guessed.questions:
            found.asks = {question.topic.value for question in guessed.questions}
            return found
        said = {"year_end": YearEnd.DECEMBER if year_end else None, "blanks": Blanks(blanks) if blanks else None}
        mapping = replace(guessed.mapping, **said)
        try:
            staged = stage_tables([SourceFile(path, path.name)], mapping, Path(folder) / "staged")
        except AsksFirst as asks:
            found.asks = {question.topic.value for question in asks.questions}
            return found
        lines = duckdb.sql(f"SELECT \"row\", account, unit, period, amount FROM '{staged.lines}'").fetchall()
        refused = duckdb.sql(f"SELECT \"row\", reason FROM '{staged.refused}'").fetchall()
    found.lines = {row: tuple(line) for row, *line in lines}
    found.left_out = {row for row, reason in refused if reason in LEFT_OUT}
    found.refused = {row for row, _ in refused} - found.left_out
    found.totals_off = {off["row"] for off in staged.read[0]["totals"]["off"]}
    found.perhaps_groups = staged.read[0]["totals"]["perhaps_groups"]
    return found


def _answers(made: Made) -> list[tuple[bool, str]]:
    """What is answered to the questions that a file may ask: at first nothing but what most files need."""
    has_units = any("Ansvar" in row for row in made.rows)
    answers = [(True, "above" if has_units else "none")]
    answers += [(True, "none"), (True, "")] if has_units else []
    return answers + ([(False, "none")] if "202413" in str(made.rows) else [])


@pytest.mark.parametrize("kind", [texts, workbooks])
def test_two_readers_that_know_nothing_of_each_other_read_the_same(kind) -> None:
    compared: Counter[str] = Counter()

    @given(kind())
    @settings(max_examples=MORE or 8, deadline=None, derandomize=not MORE)
    def read_twice(made: Made) -> None:
        for year_end, blanks in _answers(made):
            theirs = read_by_tertial(made, year_end=year_end, blanks=blanks)
            ours = read_plainly(made.rows, year_end=year_end, decimal=made.decimal, blanks=blanks)
            if made.asks:
                ours = PlainReading(asks=set(made.asks))
            compared["asked" if theirs.asks else "read"] += 1
            assert theirs == ours

    read_twice()
    assert compared["read"] > sum(compared.values()) / 2, compared
