"""Refs are made and taken apart in one place."""

import copy
import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain import ref as ref_module
from tertial.domain.ref import NO_REF, Ref, by_kind

KEYS = st.text(st.characters(exclude_characters=":", exclude_categories=["Cs"]), min_size=1)


def test_a_ref_is_printed_as_its_kind_and_its_key():
    ref = Ref("statementrow", "KS", 2024, "income_statement", "personnel")

    assert str(ref) == "statementrow:KS:2024:income_statement:personnel"
    assert (ref.kind, ref.key) == ("statementrow", "KS:2024:income_statement:personnel")
    assert (repr(Ref("goal", 12)), f"{Ref('goal', 12)}") == ("Ref('goal:12')", "goal:12")


@given(st.from_regex(r"[a-z]+", fullmatch=True), KEYS, st.lists(KEYS, max_size=3))
def test_what_was_printed_is_read_as_the_same_ref(kind, first, more):
    ref = Ref(kind, first, *more)

    assert Ref.parse(str(ref)) == ref
    assert (ref.kind, ref.parts(1 + len(more))) == (kind, [first, *more])


def test_refs_compare_and_sort_as_they_are_printed():
    assert Ref("goal", 12) == Ref("goal", "12") != Ref("goal", 13)
    assert len({Ref("goal", 12), Ref.parse("goal:12")}) == 1
    assert sorted([Ref("risk", 1), Ref("goal", 2), Ref("goal", 1)]) == [Ref("goal", 1), Ref("goal", 2), Ref("risk", 1)]


def test_a_ref_never_changes():
    with pytest.raises(AttributeError):
        Ref("goal", 12).kind = "plan"
    with pytest.raises(AttributeError):
        Ref("goal", 12).note = "mine"


def test_the_code_of_a_unit_may_hold_a_colon():
    assert Ref.parse("statementrow:KS:A:2024:income:result").parts(4) == ["KS:A", "2024", "income", "result"]


def test_a_ref_can_say_more_of_a_thing():
    assert Ref("goal", 12).extended("2024") == Ref("goal", 12, 2024)
    assert Ref("plan", "KS", 2024).beginnings() == [Ref("plan", "KS", 2024), Ref("plan", "KS")]
    assert Ref("text", Ref("goal", 12), "motivation").parts(2) == [Ref("goal", 12), "motivation"]


def test_no_ref_is_false_and_prints_as_nothing():
    assert (bool(NO_REF), str(NO_REF), NO_REF.kind, NO_REF.key) == (False, "", "", "")
    assert Ref.parse("") == NO_REF


@pytest.mark.parametrize("kind", ["", "goal:12"])
def test_a_kind_is_one_word(kind):
    with pytest.raises(ValueError, match="kind"):
        Ref(kind, 1)


def test_a_ref_is_still_one_when_it_has_been_copied_or_kept():
    ref = Ref("goal", 12)

    assert {type(each) for each in (copy.copy(ref), copy.deepcopy(ref), pickle.loads(pickle.dumps(ref)))} == {Ref}
    assert (copy.deepcopy(ref), pickle.loads(pickle.dumps(ref))) == (ref, ref)
    assert json.dumps({"ref": ref}) == '{"ref": "goal:12"}'


def test_a_place_on_a_page_is_named_after_the_ref():
    assert Ref("goal", 12).anchor == "goal-12"


def test_the_type_checker_refuses_a_string_for_a_ref(tmp_path):
    given_wrongly = tmp_path / "wrong.py"
    given_wrongly.write_text(
        "from tertial.domain.ref import Ref\n"
        "def trace(ref: Ref) -> None: ...\n"
        'trace(Ref("goal", 12))\n'
        'trace("goal:12")\n',
        encoding="utf-8",
    )

    # In a process of its own: in this one it would let recursion go deeper for every test after it.
    command = [sys.executable, "-m", "mypy", "--config-file=", "--no-incremental", str(given_wrongly)]
    sources = {"MYPYPATH": str(Path(ref_module.__file__).parents[2])}
    told = subprocess.run(command, env=os.environ | sources, capture_output=True, text=True, check=False).stdout

    assert 'wrong.py:4: error: Argument 1 to "trace" has incompatible type "str"; expected "Ref"' in told
    assert "Found 1 error" in told


def test_refs_are_gathered_by_kind():
    goals, risk = [Ref("goal", 2), Ref("goal", 1)], Ref("risk", 1)

    assert by_kind([goals[0], risk, goals[1]]) == {"goal": goals, "risk": [risk]}
