"""The sample municipality and the fixture were typed apart from each other; here they agree."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tertial.demo

DEMO = Path(tertial.demo.__file__).parent / "huddinge"
COUNTED = {
    "indicators_met",
    "indicators_total",
    "goals_total",
    "assignments_total",
    "assignments_done",
    "assignments_not_done",
}


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((DEMO / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def municipality() -> dict[str, Any]:
    return _load("municipality.toml")


@pytest.fixture(scope="module")
def goals() -> dict[str, Any]:
    return _load("goals-2024.toml")


@pytest.fixture(scope="module")
def assignments() -> list[dict[str, Any]]:
    return _load("assignments-2024.toml")["assignments"]


@pytest.fixture(scope="module")
def texts() -> dict[str, Any]:
    return _load("texts-2024.toml")


def _by_key(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["key"]: row for row in rows}


@pytest.fixture(scope="module")
def goal_name(goals: dict[str, Any]) -> Callable[[str], str]:
    return lambda key: _by_key(goals["committee_goals"])[key]["name"]


def test_goals_areas_and_assessments_agree(
    golden: dict[str, Any], goals: dict[str, Any], municipality: dict[str, Any]
) -> None:
    areas, council_goals = _by_key(goals["areas"]), _by_key(goals["council_goals"])
    words = {step["key"]: step["name"] for step in municipality["steering_model"]["scale"]}
    assert [
        {
            "area": areas[council_goals[goal["contributes_to"]]["parent"]]["name"],
            "council_goal": council_goals[goal["contributes_to"]]["name"],
            "committee_goal": goal["name"],
            "assessment": words[goal["assessment"]],
        }
        for goal in goals["committee_goals"]
    ] == golden["goals"]


def test_indicators_outcomes_and_targets_agree(
    golden: dict[str, Any], goals: dict[str, Any], goal_name: Callable[[str], str]
) -> None:
    assert [
        {
            "name": indicator["name"],
            "goal": goal_name(indicator["goal"]),
            **{year: indicator["outcomes"].get(year, "") for year in ("2022", "2023", "2024")},
            "etappmål 2024": indicator["targets"].get("2024", ""),
            "målvärde 2030": indicator["targets"].get("2030", ""),
        }
        for indicator in goals["indicators"]
    ] == golden["indicators"]


def test_assignments_agree(
    golden: dict[str, Any],
    assignments: list[dict[str, Any]],
    municipality: dict[str, Any],
    goal_name: Callable[[str], str],
) -> None:
    prefixes = {origin["key"]: origin["prefix"] for origin in municipality["steering_model"]["origins"]}
    assert [
        {
            "title": assignment["title"],
            "origin": prefixes[assignment["origin"]],
            "status": assignment["status"],
            "goal": goal_name(assignment["goal"]),
        }
        for assignment in assignments
    ] == golden["assignments"]


def test_counts_are_those_of_the_published_summary(goals: dict[str, Any], assignments: list[dict[str, Any]]) -> None:
    statuses = [assignment["status"] for assignment in assignments]
    assert (len(goals["areas"]), len(goals["council_goals"]), len(goals["committee_goals"])) == (3, 8, 9)
    assert len(goals["indicators"]) == 18
    assert (len(statuses), statuses.count("Klart"), statuses.count("Ej klart i år")) == (21, 12, 9)


def test_every_goal_and_indicator_has_its_text(goals: dict[str, Any], texts: dict[str, Any]) -> None:
    assert list(texts["goals"]) == [goal["key"] for goal in goals["committee_goals"]]
    for key, text in texts["goals"].items():
        assert text["motivation"].strip()
        assert text["work"].strip()
        assert list(text["analysis"]) == [row["key"] for row in goals["indicators"] if row["goal"] == key]


def test_every_live_figure_in_the_texts_has_something_to_show(goals: dict[str, Any], texts: dict[str, Any]) -> None:
    shown = COUNTED.union(
        f"{indicator['key']}:{year}" for indicator in goals["indicators"] for year in indicator["outcomes"]
    )
    asked = re.findall(r"\[\[(?:count|outcome):([^]]+)\]\]", str(texts))
    assert asked
    assert set(asked) <= shown
    money = re.findall(
        r"\[\[(?:statement|foreseen):[^]]+\]\]", str(texts)
    )  # held to the ledger by the report's findings
    controls = re.findall(r"\[\[controlplan:[^]]+\]\]", str(texts))  # held to the plan by the report's own test
    staff = re.findall(r"\[\[staff:[^]]+\]\]", str(texts))  # held to the imported files by the report's findings
    assert str(texts).count("[[") == len(asked) + len(money) + len(controls) + len(staff)


def test_whoever_and_whatever_is_pointed_at_exists(
    municipality: dict[str, Any], goals: dict[str, Any], assignments: list[dict[str, Any]]
) -> None:
    units = {unit["code"] for unit in municipality["units"]}
    people = {person["key"] for person in municipality["people"]}
    rows = [*goals["committee_goals"], *goals["indicators"], *assignments]
    assert {row[key] for row in rows for key in ("owner", "responsible") if key in row} <= people
    assert {assignment["responsible_unit"] for assignment in assignments} <= units
    assert {unit["parent"] for unit in municipality["units"] if "parent" in unit} <= units
    assert {role["unit"] for person in municipality["people"] for role in person["roles"]} <= units


def test_nobody_in_the_demo_can_be_written_to(municipality: dict[str, Any]) -> None:
    assert all(person["email"].endswith("@huddinge.example") for person in municipality["people"])


def test_sums_that_a_text_writes_out_are_those_of_the_rows() -> None:
    projects = _load("projects-2024.toml")["projects"]
    written = _load("texts-projects-2024.toml")["tables"]
    it = [row for row in projects if row["key"] in {"fiber", "it_network", "it_equipment", "it_security"}]
    initiatives = [
        row for row in projects if row["kind"] == "digitalisation_pot" and row.get("group", "idea") != "idea"
    ]

    def in_millions(key: str, rows: list[dict[str, Any]]) -> str:
        return f"{abs(sum(row[key] for row in rows)) / 1000:.1f}".replace(".", ",")

    assert (in_millions("budget", it), in_millions("outcome", it)) == ("36,5", "15,5")
    assert "36,5 miljoner kronor och utfallet 15,5" in written["investments"]
    assert f"Resten, {in_millions('allotted', initiatives)} miljoner kronor" in written["digitalisation_pot"]
