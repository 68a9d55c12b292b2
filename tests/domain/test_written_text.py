"""Text without the signs that nobody sees (docs/rules/written-text.md)."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.written_text import cleaned, cleaned_throughout
from tests.domain.rule_page import table


@pytest.mark.parametrize("row", table("written-text", "written", "kept"), ids=lambda row: row["written"])
def test_the_worked_examples_of_the_rule(row):
    written, kept = (json.loads(f'"{row[name]}"') for name in ("written", "kept"))

    assert cleaned(written) == kept


@given(st.text(max_size=200))
def test_cleaning_takes_away_and_never_changes_and_is_done_once(text):
    once = cleaned(text)
    rest = iter(text)

    assert all(sign in rest for sign in once)
    assert cleaned(once) == once
    assert once.encode() is not None


def test_what_people_can_read_is_kept_in_every_script():
    for text in (
        "Åäö – “citat” 5 %",
        "Sámi čállin",
        "Việt Nam",
        "שָׁלוֹם",
        "ไทยที่นี่",
        "مَرحبًا",
        "日本",
        "👩‍🔧 ❤️",
        "rad\ttab\nny",
    ):
        assert cleaned(text) == text


def test_every_text_in_a_pasted_table_is_cleaned():
    assert cleaned_throughout({"rows": [{"cells": ["a\x7f", "b"], "kind": 3}]}) == {
        "rows": [{"cells": ["a", "b"], "kind": 3}]
    }
