"""Finds the columns that someone means by the headings of their file."""

import re
from collections.abc import Mapping, Sequence


def as_heading(text: str) -> str:
    """A heading without what people write differently: capitals, spaces, dashes and points."""
    return re.sub(r"[\W_]+", "", text.lower())


_CODE_OF = re.compile(r"s?(kod|nr|nummer|id)$")
_TOKENS = re.compile(r"[a-zåäöéü]+|[0-9]+|%")
_FILLING = frozenset({"kod", "nr", "nummer", "id", "no", "code", "number"})


def tokens_of(heading: str) -> list[str]:
    """The words and figures of a heading, in small letters."""
    return _TOKENS.findall(heading.lower())


def without_code(token: str) -> str:
    """A word of a heading without the "kod", "nr" and the like at its end: kontonr is konto."""
    stem = _CODE_OF.sub("", token)
    return stem if len(stem) > 2 else token


def bare_heading(heading: str) -> str:
    """What a heading is the code of: konto for Kontonr, Konto nr and KONTO."""
    return "".join(without_code(token) for token in tokens_of(heading) if token not in _FILLING)


def places_of(header: Sequence[str], columns: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Where each column stands, from 0, by the first of its headings that is there; what is not there is left out."""
    headings = {as_heading(text): at for at, text in reversed(list(enumerate(header)))}
    found: dict[str, int] = {}
    for field, names in columns.items():
        at = next((headings[as_heading(name)] for name in names if as_heading(name) in headings), None)
        if at is not None:
            found[field] = at
    return found
