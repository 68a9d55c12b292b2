"""A sentence that stands twice with different figures (docs/rules/checks/text-against-text.md)."""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from tertial.domain.checks.comparison import Comparison, seen, spot
from tertial.domain.checks.reading import ParagraphKind
from tertial.domain.checks.result import Mark
from tertial.domain.checks.sentences import Sentence
from tertial.domain.checks.subjects import amount_of, half_of
from tertial.domain.message import Message, excerpt, gettext_noop

CODE = "text-against-text"
_FEWEST_WORDS = 6
_SUMMARY = re.compile(r"sammanfatt|i korthet|året i kort", re.IGNORECASE)
_WORDS = re.compile(r"[a-zåäöé]{2,}")
_TIME = re.compile(
    r"\b(?:(?:19|20)[0-9]{2}|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b"
)


def text_against_text(sentences: Sequence[Sentence]) -> Iterator[Comparison]:
    """Every sentence of a summary with those elsewhere of which one has all the words of the other.

    Outside summaries the same words can be of another unit or year.
    """
    told = [
        (sentence, frozenset(_WORDS.findall(sentence.lower)), frozenset(_TIME.findall(sentence.lower)))
        for sentence in sentences
        if sentence.figures and sentence.place.table is None and sentence.kind is ParagraphKind.TEXT
    ]
    told = [one for one in told if len(one[1]) >= _FEWEST_WORDS]
    summaries = [one for one in told if any(_SUMMARY.search(heading) for heading in one[0].path)]
    for (one, words, times), (other, others, other_times) in product(summaries, told):
        same = one.path != other.path and times == other_times and (words <= others or others <= words)
        if same and _alike(one, other):
            yield from _compared(one, other)


def _alike(one: Sentence, other: Sentence) -> bool:
    """Whether both have figures of the same units in the same order."""
    return [figure.unit for figure in one.figures] == [figure.unit for figure in other.figures]


def _compared(one: Sentence, other: Sentence) -> Iterator[Comparison]:
    for first, second in zip(one.figures, other.figures, strict=True):
        a, b = amount_of(first.cell, first.unit), amount_of(second.cell, second.unit)
        a, b = (first.value, second.value) if a is None or b is None else (a, b)
        money = amount_of(first.cell, first.unit) is not None
        allowed = sum(half_of(figure.cell, figure.unit if money else None) for figure in (first, second))
        mark = Mark.VERIFIED if a == b else Mark.ROUNDING if abs(a - b) <= allowed and money else Mark.CONTRADICTED
        message = Message(
            gettext_noop("The text says %(first)s in one place and %(second)s in another: “%(sentence)s”."),
            {
                "first": " ".join(first.cell.text.split()),
                "second": " ".join(second.cell.text.split()),
                "sentence": excerpt(other.text, 120),
            },
        )
        computed = f"{' '.join(first.cell.text.split())} ↔ {' '.join(second.cell.text.split())}"
        implied = {spot(second.cell.place): first.value, spot(first.cell.place): second.value}
        yield Comparison(CODE, mark, (seen(first.cell), seen(second.cell)), computed, message, implied=implied)
