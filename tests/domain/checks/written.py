"""Documents written in a few lines, as the pages of docs/rules/checks show them."""

import re
from dataclasses import dataclass
from pathlib import Path

from tertial.domain.checks import Column, Heading, Paragraph, Part, Place, Reading, Row, Table, declared_unit, read_cell

PAGES = Path(__file__).parents[3] / "docs" / "rules" / "checks"


@dataclass(frozen=True)
class Example:
    """A document of a page, and what the page says is found in it: severity, where, computed."""

    page: str
    reading: Reading
    found: list[tuple[str, str, str]]


def examples(page: str) -> list[Example]:
    """Every document of the page, each with the table that follows it; without one nothing is found."""
    text = (PAGES / f"{page}.md").read_text(encoding="utf-8")
    pieces = re.split(r"^```report\n(.*?)^```\n", text, flags=re.MULTILINE | re.DOTALL)
    return [
        Example(page, read_written(document), _found(after))
        for document, after in zip(pieces[1::2], pieces[2::2], strict=True)
    ]


def read_written(text: str) -> Reading:
    """A reading of lines: `# heading`, `| a | b |` for tables, whose caption is the line above, and paragraphs."""
    parts: list[Part] = []
    title, period = "", ""
    for chunk in re.split(r"\n\s*\n", text.strip()):
        lines = chunk.splitlines()
        place = Place(part=len(parts))
        if lines[0].startswith("period: "):
            period = lines[0].removeprefix("period: ")
        elif lines[0].startswith("#"):
            parts.append(Heading(lines[0].lstrip("# "), len(lines[0]) - len(lines[0].lstrip("#")), place))
        elif any(line.startswith("|") for line in lines):
            parts.append(_table(lines, place))
        else:
            parts.append(Paragraph(" ".join(lines), place=place))
    return Reading(tuple(parts), title=title, period=period)


def _table(lines: list[str], place: Place) -> Table:
    caption = lines.pop(0) if not lines[0].startswith("|") else ""
    heads, *rows = [
        [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
        for line in lines
        if "---" not in line
    ]
    return Table(
        tuple(Column((head,), declared_unit(head)) for head in heads),
        tuple(Row(tuple(read_cell(cell) for cell in row)) for row in rows),
        caption,
        declared_unit(caption),
        place=place,
    )


def _found(after: str) -> list[tuple[str, str, str]]:
    found = re.match(r"\s*\| severity \| where \| computed \|\n\|[-|]+\|\n((?:\|.*\n)+)", after)
    if not found:
        return []
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in found[1].splitlines()]
    return [(severity, where, computed) for severity, where, computed in rows]
