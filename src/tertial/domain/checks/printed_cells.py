"""What is printed in a cell or a heading, read as a figure or as a unit; readers of files use it."""

import re
from dataclasses import replace

from tertial.domain.checks.place import NOWHERE, Place
from tertial.domain.checks.reading import Cell, DeclaredUnit
from tertial.domain.numbers_sv import UnreadableNumber, parse_quantity, plain
from tertial.domain.quantity import Unit

# A code keeps its zeros, and a date its hyphens: neither is a figure.
_CODE = re.compile(r"0[0-9]+")
_UNITS = (
    (re.compile(r"\b(?:mnkr|mkr|mn ?kr|msek|miljoner kr(?:onor)?)\b", re.IGNORECASE), Unit.MNKR),
    (re.compile(r"\b(?:tkr|tsek|ksek|tusen(?:tal)? kr(?:onor)?|1 ?000 kr)\b", re.IGNORECASE), Unit.TKR),
    (re.compile(r"%-enhet(?:er)?|\bprocentenhet(?:er)?\b|\bp\.e\.", re.IGNORECASE), Unit.PERCENTAGE_POINTS),
    (re.compile(r"%|\bprocent\b", re.IGNORECASE), Unit.PERCENT),
    (re.compile(r"\b(?:kr|kronor|sek)\b", re.IGNORECASE), Unit.KRONOR),
)


def read_cell(text: str, place: Place = NOWHERE) -> Cell:
    """The cell, with `value` where the whole text is one figure; a unit is kept only where it is written."""
    bare = Cell(text, place=place)
    if _CODE.fullmatch(text.strip()):
        return bare
    try:
        quantity = parse_quantity(text)
    except UnreadableNumber:
        return bare
    written = unit_in(text)
    return replace(bare, value=quantity.value, decimals=quantity.decimals, unit=written)


def unit_in(text: str) -> Unit | None:
    """The unit that words declare: `Utfall 2024 (tkr)`, `Andel, %`; None where they declare none, or several."""
    left, found = plain(text), []
    for pattern, unit in _UNITS:
        left, times = pattern.subn(" ", left)
        if times:
            found.append(unit)
    return found[0] if len(found) == 1 else None


def declared_unit(text: str, place: Place = NOWHERE) -> DeclaredUnit | None:
    """The unit that a heading or a caption declares, with the words that do."""
    unit = unit_in(text)
    return None if unit is None else DeclaredUnit(unit, text, place)
