"""Holds what checking found against what was planted: what was missed, and what was no error at all."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bench.checking.door import Checked, checked
from bench.checking.planting import Plant
from bench.checking.report import Report
from bench.checking.write import WRITERS
from tertial.domain.checks.place import Place
from tertial.domain.checks.reading import Paragraph, Table
from tertial.domain.checks.result import CheckFinding, Mark
from tertial.domain.finding import Severity

SIGNS_A_PAGE = 1500


@dataclass
class Missed:
    """A planted error that was not found."""

    report: Report
    form: str
    plant: Plant


@dataclass
class Alarm:
    """A finding where nothing was planted."""

    report: Report
    form: str
    finding: CheckFinding
    spots: list[tuple[str, str]]


@dataclass
class Score:
    """What came of checking many reports."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    clean_alarms: int = 0
    pages: float = 0
    clean_pages: float = 0
    figures: Counter[str] = field(default_factory=Counter)
    tables: Counter[str] = field(default_factory=Counter)
    missed: list[Missed] = field(default_factory=list)
    false: list[Alarm] = field(default_factory=list)

    def add(self, report: Report, plants: list[Plant], form: str) -> Checked:
        """Checks a report in a format and counts what came of it."""
        done = checked(WRITERS[form](report), form)
        pages = done.reading.pages or pages_of(report)
        self.pages += pages
        if not plants:
            self.clean_pages += pages
            self.figures.update(figure.mark.name for figure in done.result.figures)
        counts = done.result.counts
        self.tables.update(
            {"printed": sum(1 for _ in report.grids()), "read": counts.tables, "checked": counts.tables_checked}
        )
        shown = [Shown(finding, done) for finding in done.result.findings if finding.severity is not Severity.NOTE]
        for plant in plants:
            self._hold(report, plant, form, shown)
        for one in shown:
            if not any(one.touches(plant) for plant in plants):
                self.alarms[one.finding.code] += 1
                self.clean_alarms += not plants
                self.false.append(Alarm(report, form, one.finding, one.spots))
        return done

    def _hold(self, report: Report, plant: Plant, form: str, shown: "list[Shown]") -> None:
        self.planted[plant.kind] += 1
        hits = [one for one in shown if one.shows(plant)]
        if hits:
            self.found[plant.kind] += 1
            self.named[plant.kind] += any(one.names(plant) for one in hits)
        else:
            self.missed.append(Missed(report, form, plant))

    def recall(self, kinds: Iterable[str]) -> float:
        """The share of what was planted that was found, over kinds; 1 where nothing was planted."""
        planted = sum(self.planted[kind] for kind in kinds)
        return sum(self.found[kind] for kind in kinds) / planted if planted else 1.0

    @property
    def alarms_a_page(self) -> float:
        """How many findings a page are no errors."""
        return sum(self.alarms.values()) / self.pages if self.pages else 0.0

    @property
    def verified(self) -> float:
        """The share of the figures of clean reports that are green or amber."""
        whole = sum(self.figures.values())
        return (self.figures[Mark.VERIFIED.name] + self.figures[Mark.ROUNDING.name]) / whole if whole else 0.0


class Shown:
    """A finding with the words of the places that it points at."""

    def __init__(self, finding: CheckFinding, done: Checked) -> None:
        self.finding = finding
        self.done = done
        tables = [part for part in done.reading.parts if isinstance(part, Table)]
        places = [*finding.suspects, *(seen.place for seen in finding.figures)]
        self.spots = [spot for place in places for spot in _spot(place, tables)]
        self.suspects = [spot for place in finding.suspects for spot in _spot(place, tables)]
        self.said = [said for place in places if (said := _said(place, done))]
        self.texts = Counter(bare(seen.text) for seen in finding.figures)

    def shows(self, plant: Plant) -> bool:
        """Whether it points at the planted error: the cell itself, or two cells of a calculation it takes part in."""
        if plant.sentence:
            return self._in(plant.sentence)
        now = (bare(plant.row), bare(plant.now))
        touched = {(bare(row), bare(text)) for row, text in plant.touched}
        if plant.kind == "unit-of-table":
            touched |= {(bare(row), bare(text)) for row, text in plant.changed}
            return bool(touched & set(self.spots)) or self._of_table(plant)
        return now in self.spots or len(touched & set(self.spots)) >= 2

    def _of_table(self, plant: Plant) -> bool:
        tables = [part for part in self.done.reading.parts if isinstance(part, Table)]
        at = {place.table for place in self.finding.suspects if place.table is not None}
        return any(bare(tables[n].caption).startswith(bare(plant.caption)[:20]) for n in at if n < len(tables))

    def names(self, plant: Plant) -> bool:
        """Whether it says that it is just the planted cell or sentence."""
        return (bare(plant.row), bare(plant.now)) in self.suspects if plant.table else self._in(plant.sentence)

    def touches(self, plant: Plant) -> bool:
        """Whether it has to do with a planted error at all; then it is no false alarm."""
        if self.shows(plant):
            return True
        changed = {(bare(row), bare(text)) for row, text in plant.changed}
        return bool(changed & set(self.spots))

    def _in(self, sentence: str) -> bool:
        return any(bare(sentence) in text and _within(bare(sentence), text, at) for text, at in self.said)


def _within(sentence: str, text: str, at: int | None) -> bool:
    start = text.find(sentence)
    return at is None or start <= at <= start + len(sentence)


def _spot(place: Place, tables: list[Table]) -> Iterator[tuple[str, str]]:
    """The label of the row of a place and what stands there."""
    if place.table is None or place.row is None or place.table >= len(tables):
        return
    rows = tables[place.table].rows
    if place.row >= len(rows):
        return
    cells = rows[place.row].cells
    words = [cell.text for cell in cells if cell.value is None and any(sign.isalpha() for sign in cell.text)]
    label = bare(words[0]) if words else ""
    if place.column is not None and place.column < len(cells):
        yield label, bare(cells[place.column].text)
    else:
        yield label, ""


def _said(place: Place, done: Checked) -> tuple[str, int | None] | None:
    """The paragraph of a place without spaces, and where in it the place is."""
    if place.part is None or place.part >= len(done.reading.parts):
        return None
    part = done.reading.parts[place.part]
    if not isinstance(part, Paragraph):
        return None
    return bare(part.text), None if place.start is None else len(bare(part.text[: place.start]))


def bare(text: str) -> str:
    """The text without spaces, soft hyphens, plus and percent signs, every dash as one; each format prints its own."""
    kept = "".join(text.split())
    for sign in "\u00ad\u202f+%":
        kept = kept.replace(sign, "")
    for dash in "−–‐‑":
        kept = kept.replace(dash, "-")
    return kept.lower()


def pages_of(report: Report) -> float:
    """How many printed pages a report comes to."""
    signs = sum(len(sentence.text) for sentence in report.sentences())
    for grid in report.grids():
        signs += sum(len(cell.text(report.taste.hand)) for row in grid.rows for cell in row.cells)
    return max(1.0, signs / SIGNS_A_PAGE)


def by_rule(alarms: list[Alarm]) -> dict[str, list[Alarm]]:
    """False alarms by the rule that raised them."""
    found: dict[str, list[Alarm]] = defaultdict(list)
    for alarm in alarms:
        found[alarm.finding.code].append(alarm)
    return found
