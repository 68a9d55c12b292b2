"""A number that a sentence divides into its parts (docs/rules/checks/parts-in-text.md)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tertial.domain.checks.comparison import Comparison, seen, spot
from tertial.domain.checks.result import Mark
from tertial.domain.checks.sentences import Figure, Sentence
from tertial.domain.message import Message, excerpt, gettext_noop

CODE = "parts-in-text"
_OF_WHICH = re.compile(r"\b(?:varav|därav|där|av dessa|av dem|av vilka)\b", re.IGNORECASE)
_THE_REST = re.compile(r"\b(?:övriga|resterande|återstående|de andra|kvarvarande)\s+(?:\w+\s+)?$", re.IGNORECASE)
_OF_THE = re.compile(r"\bav (?:de |årets |totalt |sammanlagt |kommunens |nämndens )?$", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:färdig\w*|klar\w*|slutför\w*|avsluta\w*|genomför\w*|uppnå\w*|uppfyll\w*|godkän\w*)\b", re.IGNORECASE
)
_NOT_DONE = re.compile(
    r"\b(?:fortlöp\w*|fortsätt\w*|pågå\w*|återstå\w*|kvarstå\w*|försena\w*|ej|inte|paus\w*|avbr\w*|delvis|pågående)\b",
    re.IGNORECASE,
)
_NO_COUNT = re.compile(r"^(?:år|dag|månad|gång|timm|vecka|meter|kvadrat|ha$|kilo|ton|minut|procent|kr)")


def parts_in_text(sentences: Sequence[Sentence]) -> Iterator[Comparison]:
    """Every whole that is divided into what is done and what is not, in one sentence or in two."""
    for at, sentence in enumerate(sentences):
        counted = [figure for figure in sentence.figures if _counts(figure)]
        if len(counted) > 1 and (found := _divided(sentence, counted)):
            yield _compared(sentence, *found)
        elif counted and at + 1 < len(sentences) and (split := _in_two(sentence, counted, sentences[at + 1])):
            yield _compared(sentence, *split)


def _counts(figure: Figure) -> bool:
    whole = figure.value == figure.value.to_integral_value() and figure.unit is None and not figure.is_rough
    return whole and not _NO_COUNT.match(figure.noun)


def _divided(sentence: Sentence, counted: Sequence[Figure]) -> tuple[Figure, list[Figure]] | None:
    """`21 uppdrag, varav 12 är färdigställda och 9 fortlöper`: parts that say done and not done make the whole."""
    whole, *parts = counted
    between = sentence.text[whole.end : parts[0].start]
    led = bool(_OF_WHICH.search(between)) or bool(_OF_THE.search(sentence.text[: whole.start]))
    if not led or len(parts) < 2 or whole.value < max(part.value for part in parts):
        return None
    tail = sentence.text[parts[0].start :]
    return (whole, list(parts)) if _DONE.search(tail) and _NOT_DONE.search(tail) else None


def _in_two(sentence: Sentence, counted: Sequence[Figure], following: Sentence) -> tuple[Figure, list[Figure]] | None:
    """`Av de åtta åtgärderna har tre färdigställts. För övriga fem fortlöper arbetet.`"""
    rest = [
        figure for figure in following.figures if _counts(figure) and _THE_REST.search(following.text[: figure.start])
    ]
    if len(counted) != 2 or len(rest) != 1 or not _OF_THE.search(sentence.text[: counted[0].start]):
        return None
    return counted[0], [counted[1], rest[0]]


_ONE = re.compile(
    r"\b(?:ett|en)\s+(?=delvis|uppfyll|uppnå|är|har|inte|ej|pågår|paus|avbr|av dem|klar|färdig|återstår)", re.IGNORECASE
)


def _compared(sentence: Sentence, whole: Figure, parts: Sequence[Figure]) -> Comparison:
    singles = len(_ONE.findall(sentence.text[whole.end :]))
    total = sum((part.value for part in parts), Decimal(singles))
    mark = Mark.VERIFIED if total == whole.value else Mark.CONTRADICTED
    line = " + ".join([*(part.cell.text for part in parts), *["1"] * singles])
    message = Message(
        gettext_noop("%(parts)s make %(total)s and not %(whole)s: “%(sentence)s”."),
        {
            "parts": line,
            "total": str(total),
            "whole": whole.cell.text,
            "sentence": excerpt(sentence.text, 120),
        },
    )
    residual = whole.value - total
    implied = {spot(whole.cell.place): total} | {spot(part.cell.place): part.value + residual for part in parts}
    figures = tuple(seen(figure.cell) for figure in (whole, *parts))
    return Comparison(CODE, mark, figures, f"{line} = {total} ({whole.cell.text})", message, implied=implied)
