"""Divides a line in which cells stand with one space between them: only where there is one way to do it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise

_TOKEN = re.compile(r"[<>\u2264\u2265]?[-+\u2212\u2013]?[0-9]+(?:[.,][0-9]+)?%?|%|-")
_STARTS = re.compile(r"[<>\u2264\u2265]?[-+\u2212\u2013]?[0-9]{1,3}")
_GOES_ON = re.compile(r"[0-9]{3}(?:,[0-9]+)?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}[*)]*")
MOST_WAYS = 100
_MOST_TOKENS = 60


def is_token(word: str) -> bool:
    """Whether the word can be a figure or a part of one."""
    return bool(_TOKEN.fullmatch(word))


def is_year(word: str) -> bool:
    """Whether the word is a year."""
    return bool(_YEAR.fullmatch(word))


@lru_cache(maxsize=20_000)
def ways(tokens: tuple[str, ...], count: int) -> tuple[tuple[str, ...], ...]:
    """The ways in which the tokens are so many figures; with more than one it is not certain."""
    if len(tokens) > _MOST_TOKENS:
        return ()
    return tuple(islice(_ways(tokens, count), MOST_WAYS))


def _ways(tokens: Sequence[str], count: int) -> Iterator[tuple[str, ...]]:
    if not count or not tokens:
        if not count and not tokens:
            yield ()
        return
    for taken in _takings(tokens):
        figure = " ".join(tokens[:taken])
        for rest in _ways(tokens[taken:], count - 1):
            yield (figure, *rest)


def _takings(tokens: Sequence[str]) -> Iterator[int]:
    """How many of the first tokens can be one figure, the fewest first."""
    if tokens[0] == "%":
        return
    taken = 1
    while True:
        after = tokens[taken : taken + 1]
        if after and after[0] == "%":
            yield taken + 1
        else:
            yield taken
        whole = _STARTS.fullmatch(tokens[0]) and not tokens[0].lstrip("<>\u2264\u2265-+\u2212\u2013").startswith("0")
        if not (after and whole and _GOES_ON.fullmatch(after[0]) and "," not in tokens[taken - 1]):
            return
        taken += 1


def counts(tokens: tuple[str, ...]) -> set[int]:
    """How many figures the tokens can be."""
    if len(tokens) > _MOST_TOKENS:
        return set()
    reached: dict[int, set[int]] = {0: {0}}
    for at in range(len(tokens)):
        for taken in _takings(tokens[at:]) if at in reached else ():
            reached.setdefault(at + taken, set()).update(one + 1 for one in reached[at])
    return reached.get(len(tokens), set())


def size(figure: str) -> float:
    """How large a figure is, as a power of ten."""
    whole = "".join(letter for letter in figure.split(",", maxsplit=1)[0] if letter.isdigit()).lstrip("0")
    return len(whole) + (int(whole[0]) / 10 if whole else 0)


def headings(line: str) -> list[tuple[str, ...]]:
    """The ways in which the line is several headings, the likeliest first: by capitals, and by years."""
    words = line.split()
    found: list[tuple[str, ...]] = []
    for begins in _WAYS_OF_HEADINGS:
        cuts = [at for at in range(1, len(words)) if begins(words, at)]
        named = tuple(" ".join(words[left:right]) for left, right in pairwise([0, *cuts, len(words)]))
        if cuts and named not in found:
            found.append(named)
    return found


def _by_capitals(words: Sequence[str], at: int) -> bool:
    return words[at][:1].isupper()


def _by_capitals_and_years(words: Sequence[str], at: int) -> bool:
    """Also years that stand alone: after the first word, and beside another year."""
    alone = at == 1 or is_year(words[at - 1]) or (at + 1 < len(words) and is_year(words[at + 1]))
    return _by_capitals(words, at) or (is_year(words[at]) and alone)


def _after_years(words: Sequence[str], at: int) -> bool:
    """Each heading begins with a small letter and ends with its year (`jan-dec 2023`), after a first one of words."""
    if not words[at][:1].islower():
        return False
    return is_year(words[at - 1]) or (
        any(map(is_year, words[at:])) and at == next(n for n, word in enumerate(words) if word[:1].islower())
    )


_WAYS_OF_HEADINGS = (_by_capitals_and_years, _by_capitals, _after_years)
