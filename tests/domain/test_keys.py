"""What a thing's own part of its key is made of."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.keys import LONGEST, key_from, numbered


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Trygg kommun", "trygg-kommun"),
        ("Öka andelen nöjda: brukare (%)", "oka-andelen-nojda-brukare"),
        ("2024 års mål", "goal-2024-ars-mal"),
        ("目标", "goal"),
        ("Kommunens brottsförebyggande arbete har stärkts", "kommunens-brottsforebyggande-arbete"),
    ],
)
def test_a_key_is_made_of_whole_words_and_begins_with_a_letter(name, key):
    assert key_from(name, "goal") == key


@given(st.text())
def test_every_name_gives_a_key_that_an_address_can_hold(name):
    key = key_from(name, "goal")

    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", key)
    assert len(numbered(key, {key})) < LONGEST


def test_what_is_taken_gets_the_first_free_number():
    assert numbered("goal:KS:2024:trygg", set()) == "goal:KS:2024:trygg"
    assert numbered("goal:KS:2024:trygg", {"goal:KS:2024:trygg", "goal:KS:2024:trygg-2"}) == "goal:KS:2024:trygg-3"
