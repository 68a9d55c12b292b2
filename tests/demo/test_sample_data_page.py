"""docs/sample-data.md names every place where the published statements contradict themselves."""

from pathlib import Path

import pytest

from tests.shared.published.economy import PUBLISHED, cell

PAGE = Path(__file__).parents[2] / "docs" / "sample-data.md"


@pytest.fixture(scope="module")
def rows() -> list[str]:
    """The rows of the page's tables, with plain minus."""
    text = PAGE.read_text(encoding="utf-8").replace("−", "-")
    return [line for line in text.splitlines() if line.startswith("|")]


@pytest.mark.parametrize("place", PUBLISHED["contradictions"], ids=lambda place: place["published"])
def test_both_values_of_a_net_cost_and_the_chosen_one_are_told(rows: list[str], place: dict[str, str]) -> None:
    told = [row for row in rows if place["published"] in row and row.count(place["chosen"]) >= 2]

    assert len(told) == 1


@pytest.mark.parametrize("place", PUBLISHED["rounded_apart"], ids=lambda place: place["gives"])
def test_each_figure_that_rounding_parts_from_its_parts_is_told(rows: list[str], place: dict[str, str]) -> None:
    printed = cell(PUBLISHED["tables"][place["table"]], place["row"], place["column"])
    told = [row for row in rows if printed in row and place["gives"] in row]

    assert len(told) == 1
