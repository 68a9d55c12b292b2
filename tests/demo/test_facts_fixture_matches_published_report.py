"""The list of facts was typed by hand from the published report; here each stands in it."""

import re

import pytest

from tests.shared.published import published_facts

FACTS = published_facts()


@pytest.fixture(scope="module")
def running_text(published: str) -> str:
    return " ".join(published.split())


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: facts["section"])
def test_every_fact_is_the_published_reports(facts: dict[str, list[list[str]]], running_text: str) -> None:
    assert [words for _printed, words in facts["said"] if words not in running_text] == []


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: facts["section"])
def test_every_number_of_a_fact_is_the_published_one(facts: dict[str, list[list[str]]]) -> None:
    for printed, words in facts["said"]:
        assert set(_numbers(printed)) <= set(_numbers(words)), (printed, words)


def _numbers(text: str) -> list[str]:
    """The numbers in a text: thousands written together, without zeros that say nothing."""
    return [number.removesuffix(",0").lstrip("0") for number in re.findall(r"\d+(?:,\d+)?", text.replace(" ", ""))]
