"""Puts what a reader found together: numbers its parts and tables, and finds captions and units above tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tertial.checks.files.found import Found, Grid, Item, shifted, without_signs
from tertial.checks.files.tables import headed
from tertial.domain.checks.place import Place
from tertial.domain.checks.printed_cells import declared_unit
from tertial.domain.checks.reading import DeclaredUnit, Heading, Paragraph, Part, Reading, Unread

_LONGEST_CAPTION = 160
_UNIT_LINE = re.compile(
    r"\(?(?:(?:alla|samtliga) )?(?:(?:belopp|siffror|värden)\w* )?(?:(?:anges|redovisas|visas|är) )?(?:i )?"
    r"(?:tkr|mnkr|mkr|msek|tsek|ksek|kr|kronor|tusen(?:tals)? kronor|miljoner kronor|procent|%)\)?\.?",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:januari|jan)\s*[-–]\s*[a-zåäö]+\.?\s+20[0-9]{2}|\b(?:T[123]|tertial\s+[123])\s+20[0-9]{2}|\b20[0-9]{2}\b",
    re.IGNORECASE,
)


def assembled(found: Found) -> Reading:
    """The reading of a file."""
    title = found.title or next((item.text for item in found.items if isinstance(item, Heading)), "")
    assembly = _Assembly()
    parts = tuple(assembly.parts(found.items))
    period = _PERIOD.search(title)
    return Reading(
        parts,
        title=title,
        period=period.group() if period else "",
        language=found.language,
        pages=found.pages,
        links=found.links,
        unread=(*found.unread, *assembly.unread),
    )


@dataclass(slots=True)
class _Assembly:
    tables: int = 0
    count: int = 0
    unread: list[Unread] = field(default_factory=list)

    def parts(self, items: tuple[Item, ...]) -> Iterator[Part]:
        for at, item in enumerate(items):
            place = replace(item.place, part=self.count)
            if isinstance(item, Grid):
                made = self._table(item, _above(items, at), replace(place, table=self.tables))
                if made is None:
                    continue
                yield made
                self.tables += 1
            elif isinstance(item, Paragraph):
                if not (words := without_signs(item.text)):
                    continue
                pieces = tuple(replace(piece, place=replace(piece.place, part=self.count)) for piece in item.pieces)
                yield replace(item, text=words, place=place, pieces=shifted(pieces, len(words) - len(item.text)))
            else:
                yield replace(item, place=place)
            self.count += 1

    def _table(self, grid: Grid, above: tuple[str, DeclaredUnit | None], place: Place) -> Part | None:
        """The table, unless it is one cell that only frames a text."""
        cells = [cell for row in grid.rows for cell in row if cell.text]
        if len(cells) <= 1:
            return Paragraph(cells[0].text.replace("\n", " "), place=replace(place, table=None)) if cells else None
        made = headed(grid, grid.caption or above[0], above[1], place)
        if not made.table.columns:
            return None
        self.unread += made.unread
        return made.table


def _above(items: tuple[Item, ...], at: int) -> tuple[str, DeclaredUnit | None]:
    """The caption just above a table, and the unit that a line of its own declares between them."""
    unit, before = None, items[at - 1] if at else None
    if isinstance(before, Paragraph) and _UNIT_LINE.fullmatch(before.text):
        unit, before = declared_unit(before.text, before.place), items[at - 2] if at > 1 else None
    if isinstance(before, Heading):
        return before.text, unit
    if isinstance(before, Paragraph) and len(before.text) <= _LONGEST_CAPTION and before.text[-1:] not in ".:;,!?":
        return before.text, unit
    return "", unit
