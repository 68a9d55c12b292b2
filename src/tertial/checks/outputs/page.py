"""The map as a web page: the document as it was read, each figure marked, beside the list of what was found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from tertial.checks.outputs.as_json import reason_of
from tertial.checks.outputs.words import counts_words, mark_words, place_words, severity_word, weightiest_first
from tertial.common.wording import sentence
from tertial.domain.checks import (
    CheckResult,
    Heading,
    Mark,
    MarkedFigure,
    Paragraph,
    Part,
    Picture,
    Place,
    Reading,
    Table,
)

Key = tuple[object, ...]
# The page's own heading above the document.
_LEVEL_ABOVE = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """A stretch of text; with a mark where it is a figure that was looked at."""

    text: str
    mark: str = ""
    word: str = ""
    sign: str = ""
    title: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a table: its cells, each as stretches."""

    cells: tuple[tuple[Shown, ...], ...]
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part of the document, ready for the template."""

    kind: str
    stretches: tuple[Shown, ...] = ()
    level: int = 0
    caption: str = ""
    headings: tuple[str, ...] = ()
    rows: tuple[ShownRow, ...] = ()
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding, ready for the template."""

    severity: str
    word: str
    sentence: str
    where: str
    computed: str
    code: str
    anchor: str


class _Marked:
    """The figures that are marked, found by where they stand."""

    def __init__(self, result: CheckResult) -> None:
        self._by_place: dict[Key, list[MarkedFigure]] = {}
        for figure in result.figures:
            self._by_place.setdefault(_home(figure.place), []).append(figure)

    def whole(self, place: Place) -> MarkedFigure | None:
        """The figure that all of the cell is."""
        return next((one for one in self._by_place.get(_home(place), ()) if one.place.start is None), None)

    def within(self, place: Place) -> list[MarkedFigure]:
        """The figures in a text, in their order."""
        found = (one for one in self._by_place.get(_home(place), ()) if one.place.start is not None)
        return sorted(found, key=lambda one: one.place.start or 0)


def map_page(name: str, reading: Reading, result: CheckResult) -> str:
    """The page as HTML that loads nothing."""
    style = (Path(__file__).parents[1] / "static" / "checks" / "map.css").read_text(encoding="utf-8")
    return render_to_string("checks/map.html", {**map_context(name, reading, result), "style": mark_safe(style)})  # noqa: S308


def map_context(name: str, reading: Reading, result: CheckResult) -> dict[str, object]:
    """What the page shows; the page of an upload shows the same."""
    marked = _Marked(result)
    findings = tuple(_findings(reading, result))
    return {
        "name": name,
        "title": reading.title or name,
        "findings": findings,
        "unread": [
            {"text": one.text, "reason": reason_of(one), "where": place_words(one.place, reading)}
            for one in result.unread
        ],
        "counts": counts_words(result.counts),
        "marks": [_counted(mark, result) for mark in Mark],
        "parts": _with_pages(_without_leaps(_part(part, marked) for part in reading.parts)),
        "is_clean": result.is_clean,
    }


def _counted(mark: Mark, result: CheckResult) -> dict[str, object]:
    words = mark_words(mark)
    count = sum(figure.mark is mark for figure in result.figures)
    return {"mark": mark.value, "word": words.word, "sign": words.sign, "count": count}


def _findings(reading: Reading, result: CheckResult) -> Iterator[ShownFinding]:
    for finding in weightiest_first(result.findings):
        yield ShownFinding(
            finding.severity.value,
            severity_word(finding.severity),
            sentence(finding.message),
            place_words(finding.place, reading),
            finding.computed,
            finding.code,
            _anchor(finding.place),
        )


def _key(place: Place) -> Key:
    return place.part, place.table, place.row, place.column, place.start


def _home(place: Place) -> Key:
    return place.part, place.table, place.row, place.column


def _anchor(place: Place) -> str:
    return "-".join("" if one is None else str(one) for one in ("f", *_key(place))).rstrip("-")


def _part(part: Part, marked: "_Marked") -> ShownPart:
    page = part.place.page or 0
    match part:
        case Heading():
            return ShownPart("heading", (Shown(part.text),), min(part.level + 2, 6), page=page)
        case Paragraph():
            words = f"{part.label}: {part.text}" if part.label else part.text
            stretches = tuple(_stretches(words, part.place, marked)) if not part.label else (Shown(words),)
            return ShownPart(part.kind.value, stretches, page=page)
        case Picture():
            return ShownPart("picture", (Shown(part.alternative),), page=page)
        case Table():
            return _table(part, marked, page)


def _table(table: Table, marked: "_Marked", page: int) -> ShownPart:
    rows = tuple(
        ShownRow(tuple(tuple(_cell(cell.text, cell.place, marked)) for cell in row.cells), row.strong)
        for row in table.rows
    )
    headings = tuple(column.label for column in table.columns)
    return ShownPart("table", caption=table.caption, headings=headings, rows=rows, page=page)


def _cell(text: str, place: Place, marked: "_Marked") -> Iterator[Shown]:
    whole = marked.whole(place)
    if whole is not None:
        yield _shown(text, whole)
    else:
        yield from _stretches(text, place, marked)


def _stretches(text: str, place: Place, marked: "_Marked") -> Iterator[Shown]:
    """The text, parted where figures of it are marked."""
    at = 0
    for figure in marked.within(place):
        start, end = figure.place.start or 0, figure.place.end or 0
        if start < at or end > len(text):
            continue
        yield Shown(text[at:start])
        yield _shown(text[start:end], figure)
        at = end
    yield Shown(text[at:])


def _shown(text: str, figure: MarkedFigure) -> Shown:
    words = mark_words(figure.mark)
    title = "; ".join((words.word, *figure.calculations[:4]))
    return Shown(text, figure.mark.value, words.word, words.sign, title, _anchor(figure.place))


def _without_leaps(parts: Iterable[ShownPart]) -> Iterator[ShownPart]:
    """The parts with headings of which none is more than a level below the one before, whatever the document does."""
    level = _LEVEL_ABOVE
    for part in parts:
        if part.kind == "heading":
            level = min(part.level, level + 1)
            yield replace(part, level=level)
        else:
            yield part


def _with_pages(parts: Iterable[ShownPart]) -> list[tuple[int, list[ShownPart]]]:
    """The parts by page; all together where the document has none."""
    return [(page, list(group)) for page, group in groupby(parts, key=lambda part: part.page)]
