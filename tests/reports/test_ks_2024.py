"""The goal chapters of the executive board's report, cell by cell against what was typed from the published one."""

from collections import Counter
from typing import Any

import pytest

from tertial.domain.document import to_json
from tertial.reports.compose import Composition
from tests.shared.published import published_chapter

pytestmark = pytest.mark.django_db

PUBLISHED = published_chapter("goals")


@pytest.fixture(scope="module")
def tree(ks_2024: Composition) -> dict[str, Any]:
    return to_json(ks_2024.document)


def blocks(node: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    found = [node] if node.get("type") == kind else []
    return found + [hit for child in node.get("blocks", []) for hit in blocks(child, kind)]


def tables(tree: dict[str, Any], first_columns: list[str]) -> list[dict[str, Any]]:
    return [
        table
        for table in blocks(tree, "table")
        if [column["label"] for column in table["columns"]][: len(first_columns)] == first_columns
    ]


def plain(text: str) -> str:
    return " ".join(text.replace("−", "-").split())


def test_every_goal_stands_with_its_published_assessment(tree):
    rows = tables(tree, ["Målområde", "Kommunfullmäktigemål", "Nämndmål", "Måluppfyllelse"])[0]["rows"]
    printed = [tuple(plain(cell["text"]) for cell in row["cells"]) for row in rows]

    assert printed == [
        (plain(goal["area"]), plain(goal["council_goal"]), plain(goal["committee_goal"]), goal["assessment"])
        for goal in PUBLISHED["goals"]
    ]
    assert len(printed) == 9


def test_every_indicator_has_the_outcomes_and_targets_as_printed(tree):
    columns = ["Indikatorer", "2022", "2023", "2024", "Etappmål 2024", "Målvärde 2030"]
    found = {
        plain(row["cells"][0]["text"]): row["cells"] for table in tables(tree, columns[:5]) for row in table["rows"]
    }

    assert len(found) == 18
    for indicator in PUBLISHED["indicators"]:
        cells = found[plain(indicator["name"])][1:6]
        for cell, column in zip(cells, ["2022", "2023", "2024", "etappmål 2024", "målvärde 2030"], strict=True):
            published = indicator["cells"][column] if "cells" in indicator else indicator[column]
            if published:
                assert plain(cell["text"]) == plain(published), (indicator["name"], column)
                assert cell["ref"], (indicator["name"], column)
            else:
                assert "value" not in cell, (indicator["name"], column)


def test_every_assignment_has_its_published_title_origin_and_status(tree):
    rows = [
        row["cells"] for table in tables(tree, ["Status", "Nämndens uppdrag till förvaltning"]) for row in table["rows"]
    ]
    printed = [(plain(cells[1]["text"]), cells[0]["text"]) for cells in rows]

    assert sorted(printed) == sorted(
        (plain(f"{assignment['origin']} {assignment['title']}"), assignment["status"])
        for assignment in PUBLISHED["assignments"]
    )
    assert Counter(status for _title, status in printed) == {"Klart": 12, "Ej klart i år": 9}
    assert all(cells[0]["ref"].startswith("assignmentfollowup:") for cells in rows)
    assert all(cells[1]["ref"].startswith("assignment:") for cells in rows)


def test_the_sentence_that_counts_is_made_of_figures_that_can_be_traced(tree):
    overview = next(section for section in blocks(tree, "section") if section["title"] == "Målbedömning")
    sentence = overview["blocks"][0]["runs"]
    figures = {run["ref"]: run["text"] for run in sentence if run["type"] == "figure"}

    assert figures == {
        "count:indicators_met": "12",
        "count:indicators_total": "18",
        "count:assignments_total": "21",
        "count:assignments_done": "12",
        "count:assignments_not_done": "9",
    }


def test_a_judgement_that_differs_from_the_figures_is_printed_with_its_reason(tree):
    notes = [
        "".join(run["text"] for run in note["runs"])
        for table in tables(tree, ["Indikatorer"])
        for note in table.get("notes", [])
    ]
    differing = [note for note in notes if "bedömd" in note or "bedömt" in note]

    assert any("Hyresrätter" in note for note in differing)
    assert any("800 meter" in note for note in differing)


def test_a_table_says_which_outcomes_are_judged_a_year_late(tree):
    notes = {
        table["caption"]: [" ".join(run["text"] for run in note["runs"]) for note in table.get("notes", [])]
        for table in tables(tree, ["Indikatorer"])
    }

    late = next(said for caption, said in notes.items() if "Attraktivt företagsklimat" in caption)
    assert any("Arbetsplatskvot" in note and "2023" in note and "2024" in note for note in late)
    on_time = next(said for caption, said in notes.items() if "Öka trygghet" in caption)
    assert on_time == []


def test_every_indicator_has_a_chart_that_says_in_words_what_it_shows(tree):
    goals = next(section for section in blocks(tree, "section") if section["title"] == "Nämndens mål och resultat")
    charts = {chart["title"]: chart["alt"] for chart in blocks(goals, "chart")}

    assert len(charts) == 18
    assert "55 för 2024" in charts["Oro för brottslighet i samhället (%)"]
    assert "≤38" in charts["Oro för brottslighet i samhället (%)"]


def test_the_list_of_sources_says_where_each_indicator_comes_from_and_which_goals_it_serves(tree):
    chapter = next(section for section in blocks(tree, "section") if section["title"] == "Källförteckning")
    rows = [[plain(cell["text"]) for cell in row["cells"]] for row in blocks(chapter, "table")[0]["rows"]]
    council_goal = {goal["committee_goal"]: goal["council_goal"] for goal in PUBLISHED["goals"]}

    assert [row[:3] for row in rows] == [
        [plain(council_goal[each["goal"]]), plain(each["goal"]), plain(each["name"])]
        for each in PUBLISHED["indicators"]
    ]
    sources = {name: source for _council, _goal, name, source in rows}
    assert sources["Servicemätning - Enkelt att få hjälp med sin fråga via telefon, index"] == (
        "Kolada: N00672 Publiceras vecka 25"
    )
    assert sources["Arbetsplatskvot"] == "Kolada: N02201/N02202 Publiceras vecka 48 med ett års eftersläpning"


@pytest.mark.parametrize(
    ("caption", "said"),
    [
        ("Driftsredovisning per verksamhet, tkr", "-60 938"),
        ("Driftsredovisning per verksamhet, tkr", "-376 786"),
        ("Nettokostnadsutveckling, gemensamma verksamheter, tkr", "-322 052"),
        ("Varifrån indikatorernas utfall kommer", "N00670"),
    ],
)
def test_figures_that_were_published_otherwise_are_told_under_their_tables(tree, caption, said):
    table = next(each for each in blocks(tree, "table") if each["caption"] == caption)

    assert said in plain(str(table["notes"]))
