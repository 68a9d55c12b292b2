"""The worked tables of docs/rules, so that a test computes exactly what the page prints."""

import re
from pathlib import Path

RULES = Path(__file__).parents[2] / "docs" / "rules"


def tables(page: str) -> list[list[dict[str, str]]]:
    """Every table of the page in order, each row by its headings; cells without their code marks."""
    found: list[list[dict[str, str]]] = []
    headings: list[str] | None = None
    for line in (RULES / f"{page}.md").read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            headings = None
        elif headings is None:
            headings = _cells(line)
            found.append([])
        elif not re.fullmatch(r"[|\- ]+", line):
            found[-1].append(dict(zip(headings, _cells(line), strict=True)))
    return found


def table(page: str, *headings: str) -> list[dict[str, str]]:
    """The one table of the page that begins with these headings."""
    (found,) = [rows for rows in tables(page) if tuple(rows[0])[: len(headings)] == headings]
    return found


def with_plain_spaces(printed: str) -> str:
    """As the page prints it: its spaces are plain where Tertial's do not break."""
    return printed.replace("\u00a0", " ")


def _cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]
