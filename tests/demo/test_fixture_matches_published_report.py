"""The fixture was typed by hand from the published report; here every name and row of it is found in that report."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tertial.demo

DEMO = Path(tertial.demo.__file__).parent / "huddinge"
COLUMNS = ("2022", "2023", "2024", "etappmål 2024", "målvärde 2030")
NAMES_AND_QUOTES = {"title", "name", "heading", "published_source", "risk", "measure", "background"}
COPIED_FROM = 8


@pytest.fixture(scope="module")
def running_text(published: str) -> str:
    return " ".join(published.split())


def test_every_goal_stands_in_the_report_with_its_assessment(golden: dict[str, Any], running_text: str) -> None:
    for goal in golden["goals"]:
        assert f"Målområde: {goal['area']} " in running_text
        assert f"Kommunfullmäktigemål: {goal['council_goal']} " in running_text
        assert f"Nämndmål: {goal['committee_goal']} Måluppfyllelse {goal['assessment']} Motivering" in running_text


def test_every_indicator_stands_in_the_report_with_its_row(golden: dict[str, Any], running_text: str) -> None:
    for indicator in golden["indicators"]:
        printed = " ".join(cell for column in COLUMNS if (cell := indicator[column]))
        assert f"{indicator['name']} {printed} " in running_text


def test_blank_cells_are_blank_in_the_report_too(golden: dict[str, Any], published: str) -> None:
    rows = set(published.splitlines())
    for indicator in golden["indicators"]:
        row = " ".join(indicator[column] for column in COLUMNS) + " "
        assert row in rows or f"{indicator['name']} {row}" in rows


def test_every_assignment_stands_in_the_report_with_its_status_and_origin(
    golden: dict[str, Any], running_text: str
) -> None:
    for assignment in golden["assignments"]:
        printed = " ".join(part for key in ("status", "origin", "title") if (part := assignment[key]))
        assert f" {printed} " in running_text


def test_the_report_holds_no_more_than_the_fixture(golden: dict[str, Any], running_text: str) -> None:
    assert running_text.count("Nämndmål: ") == len(golden["goals"]) == 9
    assert "12 av 18 indikatorer" in running_text
    assert len(golden["indicators"]) == 18
    assert "21 uppdrag, varav 12 är färdigställda och 9 fortlöper" in running_text
    statuses = [assignment["status"] for assignment in golden["assignments"]]
    assert (len(statuses), statuses.count("Klart"), statuses.count("Ej klart i år")) == (21, 12, 9)


@pytest.mark.parametrize(
    "file",
    [
        "goals-2024.toml",
        "assignments-2024.toml",
        "texts-2024.toml",
        "chapters-2024.toml",
        "texts-economy-2024.toml",
        "texts-projects-2024.toml",
        "staff-texts-2024.toml",
        "control-2024.toml",
        "control-common-2024.toml",
    ],
)
def test_the_running_text_of_the_demo_is_in_its_own_words(file: str, published: str) -> None:
    printed = set(_runs(published))
    demo = tomllib.loads((DEMO / file).read_text(encoding="utf-8"))
    assert [run for text in _texts(demo) for run in _runs(text) if run in printed] == []


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return (tuple(words[at : at + COPIED_FROM]) for at in range(len(words) - COPIED_FROM + 1))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in NAMES_AND_QUOTES:
                yield from _texts(item)
