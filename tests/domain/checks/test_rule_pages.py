"""What the pages of docs/rules/checks show is what is found."""

import pytest

from tertial.domain.checks import CheckFinding, Reading, check
from tests.domain.checks.written import PAGES, Example, examples

SHOWN = [example for page in sorted(PAGES.glob("*.md")) for example in examples(page.stem)]


@pytest.mark.parametrize("example", SHOWN, ids=[f"{example.page}-{at}" for at, example in enumerate(SHOWN)])
def test_a_page_shows_what_its_rule_finds_and_nothing_else_is_found(example: Example):
    result = check(example.reading)

    found = [
        (one.severity.value, where(one, example.reading), with_plain_spaces(one.computed)) for one in result.findings
    ]
    assert found == example.found
    assert {one.code for one in result.findings} <= {example.page}


def where(finding: CheckFinding, reading: Reading) -> str:
    place = finding.place
    if place.table is None:
        part = reading.parts[place.part or 0]
        return getattr(part, "text", "")[place.start : place.end]
    table = reading.tables[place.table]
    return f"{table.rows[place.row].label if place.row is not None else ''}, {table.columns[place.column or 0].label}"


def with_plain_spaces(text: str) -> str:
    return text.replace("\u00a0", " ")
