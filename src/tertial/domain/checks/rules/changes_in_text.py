"""A change that a sentence tells together with what it was and what it became (docs/rules/checks/change-in-text.md)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tertial.domain.checks.comparison import Comparison, half_unit, marked, seen, spot
from tertial.domain.checks.sentences import Figure, Sentence
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.numbers_sv import format_exact
from tertial.domain.quantity import Unit

CODE = "change-in-text"
_FROM = re.compile(r"\bfrån\s+(?:drygt\s+|cirka\s+|ca\s+|knappt\s+)?$", re.IGNORECASE)
_TO = re.compile(r"^[^.;,]{0,40}?\btill\s+(?:drygt\s+|cirka\s+|ca\s+|knappt\s+)?$", re.IGNORECASE)
_BY = re.compile(r"\bmed\s+(?:drygt\s+|cirka\s+|ca\s+|knappt\s+|hela\s+)?$", re.IGNORECASE)
_THEN = re.compile(r"\b(?:då|när)\b[^.;]{0,60}?\b(?:var|uppgick till|låg på|blev)\s+$", re.IGNORECASE)
_DOWN = re.compile(r"\b(?:minsk\w+|sjönk|sjunk\w+|gått ned|gick ned\w*|sänk\w+|lägre|färre|ned)\b", re.IGNORECASE)
_UP = re.compile(r"\b(?:ök\w+|steg|stig\w+|höj\w+|gått upp|gick upp|högre|fler|upp)\b", re.IGNORECASE)
_NEAR = 60
_POINTS_OR_SAME = (Unit.PERCENTAGE_POINTS, Unit.PERCENT)
_HUNDRED = Decimal(100)
_ROUGHLY = Decimal("0.15")


@dataclass(frozen=True, slots=True)
class _Change:
    before: Figure
    after: Figure
    by: Figure | None


def changes_in_text(sentences: Sequence[Sentence]) -> Iterator[Comparison]:
    """Every change that stands beside both of its ends, in one sentence or in two that follow each other."""
    for at, sentence in enumerate(sentences):
        if len(sentence.figures) > 1:
            for change in (*_from_to(sentence), *_then(sentence, None)):
                yield from _compared(sentence, change)
        if at and sentence.figures and sentences[at - 1].figures and _same_paragraph(sentences[at - 1], sentence):
            for change in _then(sentence, sentences[at - 1]):
                yield from _compared(sentence, change)


def _same_paragraph(one: Sentence, other: Sentence) -> bool:
    return (one.place.part, one.place.table, one.place.row) == (other.place.part, other.place.table, other.place.row)


def _from_to(sentence: Sentence) -> Iterator[_Change]:
    figures = sentence.figures
    for at in range(len(figures) - 1):
        before, after = figures[at], figures[at + 1]
        if not _FROM.search(sentence.text[: before.start]) or not _TO.match(sentence.text[before.end : after.start]):
            continue
        if before.unit not in {None, after.unit} or before.is_word != after.is_word:
            continue
        yield _Change(before, after, _by(sentence, at, before, after))


def _by(sentence: Sentence, at: int, before: Figure, after: Figure) -> Figure | None:
    """The change itself: `med 1,8 procentenheter` before, or points of percent just before or after."""
    figures = sentence.figures
    earlier = figures[at - 1] if at else None
    if earlier and before.start - earlier.end <= _NEAR and _is_change_of(earlier, after):
        said = bool(_BY.search(sentence.text[: earlier.start]))
        if (said or earlier.unit is Unit.PERCENTAGE_POINTS) and "till" not in sentence.text[earlier.end : before.start]:
            return earlier
    later = figures[at + 2] if at + 2 < len(figures) else None
    close = later and later.start - after.end <= _NEAR // 2
    return later if later and close and later.unit is Unit.PERCENTAGE_POINTS and after.unit is Unit.PERCENT else None


def _is_change_of(change: Figure, end: Figure) -> bool:
    if end.unit is Unit.PERCENT:
        return change.unit in _POINTS_OR_SAME
    return change.unit in {end.unit, Unit.PERCENT}


def _then(sentence: Sentence, earlier: Sentence | None) -> Iterator[_Change]:
    """`uppgick till 9,7 procent, en minskning med 2,3 procentenheter jämfört med 2023, då den var 12 procent`."""
    figures = sentence.figures
    for at in range(1, len(figures)):
        by, before = figures[at - 1], figures[at]
        if not _BY.search(sentence.text[: by.start]) or not _THEN.search(sentence.text[by.end : before.start]):
            continue
        ends = figures[: at - 1] if earlier is None else earlier.figures
        if earlier is not None and at > 1:
            continue
        ends = tuple(figure for figure in ends if figure.unit is before.unit)
        if ends and _is_change_of(by, before):
            yield _Change(before, ends[-1], by)


def _compared(sentence: Sentence, change: _Change) -> Iterator[Comparison]:
    difference = change.after.value - change.before.value
    direction = _direction(sentence, change)
    cells = [change.before.cell, change.after.cell]
    if change.by is None:
        if direction and difference and (difference > 0) is not (direction > 0):
            yield _told(sentence, change, difference, Decimal(0), turned=True)
        return
    said = abs(change.by.value)
    allowed = sum((half_unit(cell.decimals) for cell in cells), half_unit(change.by.cell.decimals))
    if change.by.unit is Unit.PERCENT and change.after.unit is not Unit.PERCENT:
        if not change.before.value:
            return
        difference, allowed = difference / abs(change.before.value) * _HUNDRED, half_unit(change.by.cell.decimals)
    if change.by.is_rough or change.before.is_rough or change.after.is_rough:
        allowed += _ROUGHLY * abs(difference)
    turned = bool(direction and difference and (difference > 0) is not (direction > 0))
    residual = said - abs(difference)
    if change.by.unit is Unit.PERCENT and change.after.unit is not Unit.PERCENT and abs(residual) <= allowed:
        residual = Decimal(0)
    yield _told(sentence, change, difference, residual, allowed=allowed, turned=turned)


def _direction(sentence: Sentence, change: _Change) -> int:
    """1 up, -1 down, by the last word before the figures that says so; 0 where none does, or both do."""
    start = min(figure.start for figure in (change.before, change.by) if figure)
    clause = re.split(r"[;:]|,\s+(?:men|och|medan)\s", sentence.text[max(0, start - 90) : start])[-1]
    up, down = _UP.search(clause), _DOWN.search(clause)
    return 0 if bool(up) is bool(down) else 1 if up else -1


def _told(
    sentence: Sentence,
    change: _Change,
    difference: Decimal,
    residual: Decimal,
    *,
    allowed: Decimal = Decimal(0),
    turned: bool = False,
) -> Comparison:
    figures = [change.by, change.before, change.after] if change.by else [change.after, change.before]
    cells = [figure.cell for figure in figures if figure]
    mark = marked(residual or (Decimal(1) + allowed if turned else Decimal(0)), allowed)
    before, after = format_exact(change.before.value), format_exact(change.after.value)
    template = gettext_noop(
        "From %(before)s to %(after)s is a change of %(change)s, which “%(sentence)s” says otherwise."
    )
    message = Message(
        template,
        {
            "before": before,
            "after": after,
            "change": format_exact(difference.quantize(Decimal("0.1")) if difference % 1 else difference),
            "sentence": excerpt(sentence.text, 120),
        },
    )
    said = f" ({' '.join(change.by.cell.text.split())})" if change.by else ""
    change_text = format_exact(abs(difference).quantize(Decimal("0.1")) if difference % 1 else abs(difference))
    computed = f"{before} → {after}: {change_text}{said}"
    implied = {spot(cell.place): (abs(difference) if at == 0 and change.by else None) for at, cell in enumerate(cells)}
    return Comparison(CODE, mark, tuple(map(seen, cells)), computed, message, implied=implied, allowed=allowed)
