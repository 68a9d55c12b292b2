"""How many things a sentence says there are, and how many of them are done, against the tables that list them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from tertial.domain.checks.comparison import Comparison, spot
from tertial.domain.checks.grid import Grid
from tertial.domain.checks.reading import ParagraphKind
from tertial.domain.checks.result import Mark, Seen
from tertial.domain.checks.sentences import Figure, Sentence
from tertial.domain.checks.subjects import Subjects, stem_of
from tertial.domain.finding import Severity
from tertial.domain.message import Message, excerpt, gettext_noop

CODE = "counts-in-text"
_STATUS = re.compile(r"status|måluppfyllelse|bedömning|läge", re.IGNORECASE)
_DONE = re.compile(r"^(?:klart?|färdig\w*|slutför\w*|avslutat?|genomför\w*|uppfyllt)$", re.IGNORECASE)
_NOT_DONE = re.compile(r"^(?:ej|inte|pågå\w*|påbörja\w*|försena\w*|pausa\w*|avbru\w*|delvis)", re.IGNORECASE)
_SAYS_DONE = re.compile(r"\b(?:färdig\w*|klara?|slutför\w*|avsluta\w*|genomför\w*)\b", re.IGNORECASE)
_SAYS_LEFT = re.compile(r"\b(?:fortlöp\w*|fortsätt\w*|pågå\w*|återstå\w*|kvarstå\w*)\b", re.IGNORECASE)
_LONGEST_STATUS = 40


@dataclass(frozen=True, slots=True)
class _Listed:
    """Things of one kind in a table: how many, and how many of each status."""

    grid: Grid
    nouns: frozenset[str]
    statuses: tuple[str, ...]

    @property
    def done(self) -> int:
        return sum(1 for status in self.statuses if _DONE.match(status.rstrip(".")))

    @property
    def is_telling(self) -> bool:
        """Whether each status says done or not done."""
        return bool(self.statuses) and all(
            _DONE.match(one.rstrip(".")) or _NOT_DONE.match(one) for one in self.statuses
        )


def counts_in_text(sentences: Sequence[Sentence], subjects: Subjects) -> Iterator[Comparison]:
    """Every `21 uppdrag, varav 12 är klara` whose things stand in tables with a status."""
    listed = [found for grid in subjects.grids if (found := _listed(grid))]
    if not listed:
        return
    for sentence in sentences:
        if sentence.place.table is None and sentence.kind is not ParagraphKind.NOTE and sentence.figures:
            yield from _counted(sentence, listed)
            yield from _graded(sentence, listed)


def _listed(grid: Grid) -> _Listed | None:
    """The table as a list of things, where a column or a line of its cells holds their status."""
    column = next((line for line in grid.columns if _STATUS.search(line.label)), None)
    nouns = frozenset(stem_of(word) for line in grid.columns for word in re.findall(r"\w{4,}", line.label.lower()))
    texts = [cell.text.strip() for cell in column.cells if cell.text.strip()] if column else []
    if texts and all(len(text) <= _LONGEST_STATUS for text in texts):
        return _Listed(grid, nouns, tuple(texts))
    lines = [
        line.removeprefix("Status:").strip()
        for row in grid.rows
        for cell in row.cells
        for line in cell.text.splitlines()
    ]
    statuses = tuple(
        line for line in lines if len(line) <= _LONGEST_STATUS and (_DONE.match(line) or _NOT_DONE.match(line))
    )
    return _Listed(grid, nouns, statuses) if len(statuses) >= len(grid.rows) > 0 else None


def _counted(sentence: Sentence, listed: Sequence[_Listed]) -> Iterator[Comparison]:
    counts = [figure for figure in sentence.figures if figure.unit is None and not figure.is_rough]
    for at, figure in enumerate(counts):
        group = _group(figure, sentence, listed)
        total = sum(len(one.statuses) for one in group)
        if not group or figure.value != total or not all(one.is_telling for one in group):
            continue
        yield _compared(sentence, figure, total, Mark.VERIFIED)
        done = sum(one.done for one in group)
        for part in (*counts[:at], *counts[at + 1 :]):
            yield from _part(sentence, part, done, total - done)
        return


def _part(sentence: Sentence, part: Figure, done: int, left: int) -> Iterator[Comparison]:
    """A number of things that are done, or not, by the words just after it."""
    after = re.split(r"[,;.]|\boch\b|\bmedan\b", sentence.text[part.end :])[0]
    says_done, says_left = bool(_SAYS_DONE.search(after)), bool(_SAYS_LEFT.search(after))
    if says_done is says_left or re.search(r"\binte\b|\bej\b", after):
        return
    real = done if says_done else left
    yield _compared(sentence, part, real, Mark.VERIFIED if part.value == real else Mark.CONTRADICTED)


def _group(figure: Figure, sentence: Sentence, listed: Sequence[_Listed]) -> list[_Listed]:
    """The tables of what is counted, under the nearest heading that has as many of them."""
    noun = stem_of(figure.noun) if len(figure.noun) > 3 else ""
    fitting = [
        one for one in listed if noun and any(name.startswith(noun) or noun.startswith(name) for name in one.nouns)
    ]
    for depth in range(len(sentence.path), -1, -1):
        group = [one for one in fitting if one.grid.path[:depth] == sentence.path[:depth]]
        if group and sum(len(one.statuses) for one in group) == figure.value:
            return group
    return []


def _graded(sentence: Sentence, listed: Sequence[_Listed]) -> Iterator[Comparison]:
    """`Åtta av nio nämndmål har hög eller mycket hög grad av måluppfyllnad`, against a table of grades."""
    counts = [figure for figure in sentence.figures if figure.unit is None]
    for part, whole in pairwise(counts):
        if sentence.text[part.end : whole.start].strip().lower() not in {"av", "av de", "av totalt"}:
            continue
        for one in _group(whole, sentence, listed):
            if one.is_telling or len(one.statuses) != whole.value:
                continue
            grades = Counter(status.lower() for status in one.statuses)
            tail = sentence.lower[whole.end :]
            said = [grade for grade in grades if _is_said(grade, tail, grades)]
            real = sum(grades[grade] for grade in said)
            if said and re.search(r"\b(?:inte|ej)\b", tail) is None:
                yield _compared(sentence, part, real, Mark.VERIFIED if part.value == real else Mark.CONTRADICTED)


def _is_said(grade: str, tail: str, grades: Counter[str]) -> bool:
    """Whether a sentence names a grade: its own words, which another grade may hold with more of them."""
    words = [word for word in re.findall(r"\w+", grade) if word not in {"i", "grad", "uppfyllt", "uppfylld", "är"}]
    if not words or not re.search(r"\b" + r"\s+".join(map(re.escape, words)) + r"\b", tail):
        return False
    longer = [other for other in grades if other != grade and " ".join(words) in other]
    bare = tail
    for other in longer:
        more = " ".join(
            word for word in re.findall(r"\w+", other) if word not in {"i", "grad", "uppfyllt", "uppfylld", "är"}
        )
        bare = bare.replace(more, "")
    return bool(re.search(r"\b" + r"\s+".join(map(re.escape, words)) + r"\b", bare)) or not longer


def _compared(sentence: Sentence, figure: Figure, real: int, mark: Mark) -> Comparison:
    message = Message(
        gettext_noop("The text says %(said)s, but the tables list %(real)s: “%(sentence)s”."),
        {"said": figure.cell.text, "real": real, "sentence": excerpt(sentence.text, 120)},
    )
    place = figure.cell.place
    said = Seen(place, figure.cell.text)
    computed = f"{real} ({figure.cell.text})"
    return Comparison(CODE, mark, (said,), computed, message, Severity.ERROR, {spot(place): Decimal(real)})
