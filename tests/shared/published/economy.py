"""The published statements as typed from the report, and as Tertial prints them where the report contradicts itself."""

from copy import deepcopy
from typing import Any

from tests.shared.published import published_chapter

PUBLISHED: dict[str, Any] = published_chapter("economy")


def cell(table: dict[str, Any], row: str, column: str) -> str:
    """What stands in a cell of a table."""
    (found,) = [each for each in table["rows"] if each[0] == row]
    return str(found[table["columns"].index(column)])


def chosen_tables() -> dict[str, dict[str, Any]]:
    """The tables by statement key, with the chosen value wherever the report prints a figure in two ways."""
    tables: dict[str, dict[str, Any]] = deepcopy(PUBLISHED["tables"])
    for place in PUBLISHED["contradictions"]:
        table = tables[place["table"]]
        (row,) = [each for each in table["rows"] if each[0] == place["row"]]
        row[table["columns"].index(place["column"])] = place["chosen"]
    return tables


def amount(text: str) -> int:
    """The thousands of kronor that a cell prints."""
    return int(text.replace(" ", ""))
