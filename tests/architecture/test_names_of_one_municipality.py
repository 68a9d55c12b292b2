"""What stands only in one municipality's report is that municipality's data: its words are nowhere in code."""

import re
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "src" / "tertial"
EVERY_SAMPLE = Path(__file__).parents[1] / "every_sample"
"""Tests that ask of any municipality what they ask of one."""
KINDS = {".py", ".html", ".typ", ".css", ".js", ".po"}
# The demo is the data, a migration names what a database of before holds, built bundles hold the code of others.
ELSEWHERE = {"demo", "migrations", "dist"}

WORDS = {
    "tables": r"special_initiatives|digitalisation_pot|external_funding|premises_projects|development_projects"
    r"|exploitation_outcome|investment_projects",
    "tables in Swedish": r"särskilda.satsning|sarskilda-satsning|digitaliseringspott|extern.finansiering|lokalprojekt"
    r"|exploatering|investeringsprojekt",
    "statements": r"net_cost|operations_per_activity|nettokostnadsutveckling|driftsredovisning",
    "chapters and funds": r"kommunhus|programarbete|effektiviseringsarbete|innovationscent"
    r"|ramhöjande|kommundirektören",
    "the municipality": r"huddinge|vårby|flemingsberg|skogås|grantorp",
    "the second sample": r"grannby|ekbacken|solgården|björkgården|björkbacka|åvallen|kostlok",
}


def texts(root: Path) -> dict[str, str]:
    paths = (path for path in root.rglob("*") if path.suffix in KINDS)
    kept = (path for path in paths if not ELSEWHERE & set(path.relative_to(root).parts))
    return {str(path.relative_to(root)): path.read_text(encoding="utf-8") for path in kept}


@pytest.mark.parametrize("what", WORDS)
@pytest.mark.parametrize("root", [SOURCES, EVERY_SAMPLE], ids=["code", "tests of every sample"])
def test_no_name_of_one_municipality_stands_in_code(what: str, root: Path):
    found = [
        f"{path}: {match[0]}"
        for path, text in texts(root).items()
        for match in re.finditer(WORDS[what], text, re.IGNORECASE)
    ]

    assert found == []
