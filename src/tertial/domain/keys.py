"""The part of a key that distinguishes a thing from the others beside it (ADR 63)."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 40
_ROOM_FOR_NUMBER = 5


def hyphenated(text: str) -> str:
    """The words of a text as an address has them: `Nämndens mål och resultat` gives `namndens-mal-och-resultat`."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode("ascii")
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def key_from(text: str, kind: str) -> str:
    """A key made of what a thing is called, cut between words; it begins with a letter, and so is never a number."""
    words = hyphenated(text)
    if not words[:1].isalpha():
        words = f"{kind}-{words}".rstrip("-")
    most = LONGEST - _ROOM_FOR_NUMBER
    if len(words) <= most:
        return words
    cut = words[: most + 1].rpartition("-")[0]
    return cut or words[:most]


def numbered(key: str, taken: Collection[str]) -> str:
    """The key, or where it is taken the first of `key-2`, `key-3` … that is free."""
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key}-{number}"
    return free
