"""What the published report tells in running text, our report of the sample tells too, in its own words."""

from collections.abc import Iterator
from typing import Any

import pytest

from tertial.domain.document import to_json
from tertial.reports.compose import Composition
from tests.reports.test_ks_2024 import blocks, plain
from tests.shared.published import published_facts

pytestmark = pytest.mark.django_db

FACTS = published_facts()


@pytest.fixture(scope="module")
def told(ks_2024: Composition) -> dict[str, str]:
    """Everything that is printed in each section and below it, by its title."""
    sections = blocks({"blocks": to_json(ks_2024.document)["blocks"]}, "section")
    found: dict[str, str] = {}
    for section in sections:
        found[section["title"]] = found.get(section["title"], "") + plain(" ".join(_words(section)))
    return found


def _words(node: Any) -> Iterator[str]:
    """The words of each line in a part of the tree, runs of one line together."""
    if isinstance(node, list):
        if node and all(isinstance(run, dict) and run.get("type") in {"text", "figure"} for run in node):
            yield "".join(run["text"] for run in node)
        else:
            for each in node:
                yield from _words(each)
    elif isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield node["text"]
        for each in node.values():
            if isinstance(each, dict | list):
                yield from _words(each)


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: facts["section"])
def test_every_fact_stands_in_its_section(facts: dict[str, Any], told: dict[str, str]) -> None:
    missing = [printed for printed, _published in facts["said"] if plain(printed) not in told[facts["section"]]]

    assert missing == []


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("Resultaträkning", "månaderna i diagrammet är påhittat för exemplet"),
        ("Digitaliseringspott", "Vad initiativen heter och kostar är påhittat för exemplet"),
        ("Sjukfrånvaro", "Åldersgrupperna och frånvaron i 60 dagar eller mer är påhittade för exemplet"),
        ("Sjukfrånvaro per november", "Dag 91–180 är påhittat för exemplet"),
    ],
)
def test_what_is_invented_is_told_where_it_is_printed(section: str, words: str, told: dict[str, str]) -> None:
    assert words in told[section]
