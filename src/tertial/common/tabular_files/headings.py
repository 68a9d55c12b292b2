"""Finds the columns that someone means by the headings of their file."""

import re
from collections.abc import Mapping, Sequence


def as_heading(text: str) -> str:
    """A heading without what people write differently: capitals, spaces, dashes and points."""
    return re.sub(r"[\W_]+", "", text.lower())


def places_of(header: Sequence[str], columns: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Where each column stands, from 0, by the first of its headings that is there; what is not there is left out."""
    headings = {as_heading(text): at for at, text in reversed(list(enumerate(header)))}
    found: dict[str, int] = {}
    for field, names in columns.items():
        at = next((headings[as_heading(name)] for name in names if as_heading(name) in headings), None)
        if at is not None:
            found[field] = at
    return found
