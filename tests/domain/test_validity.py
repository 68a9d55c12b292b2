"""Which version counts in a year (docs/rules/words-of-a-year.md)."""

from dataclasses import dataclass

import pytest

from tertial.domain.validity import last_year, valid_in
from tests.domain.rule_page import table


@dataclass
class Words:
    valid_from: int


@pytest.mark.parametrize("row", table("words-of-a-year", "begin in", "year"), ids=lambda row: str(row.values()))
def test_a_year_reads_the_version_of_the_rule_page(row: dict[str, str]):
    versions = [Words(int(year)) for year in row["begin in"].split(", ")]

    found = valid_in(reversed(versions), int(row["year"]))

    assert (str(found.valid_from) if found else "none") == row["reads"]


def test_a_version_counts_to_the_year_before_the_next():
    first, second = versions = [Words(1900), Words(2025)]

    assert last_year(first, versions) == 2024
    assert last_year(second, versions) is None
