"""What sentences say of a row against the table that holds it (docs/rules/checks/text-against-table.md)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tertial.domain.checks.comparison import Comparison, Spot, seen, spot
from tertial.domain.checks.grid import Family, Grid, Role, RowSort
from tertial.domain.checks.result import Mark
from tertial.domain.checks.rules.columns import is_better
from tertial.domain.checks.sentences import Figure, Sentence
from tertial.domain.checks.subjects import Fact, Subjects, amount_of, half_of, stems, year_of
from tertial.domain.checks.words import label_key, words_of
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.quantity import Unit

CODE = "text-against-table"
_MEASURES = (
    ("surplus", re.compile(r"\b\w*överskott\w*", re.IGNORECASE)),
    ("deficit", re.compile(r"\b\w*underskott\w*", re.IGNORECASE)),
    ("deviation", re.compile(r"\b(?:budget)?avvik\w*", re.IGNORECASE)),
    ("forecast", re.compile(r"\bprognos\w*", re.IGNORECASE)),
    ("budget", re.compile(r"\b(?:\w*budget(?:en|ram|ramen|eras?|erat|erade)?|ramen)\b", re.IGNORECASE)),
    (
        "outcome",
        re.compile(
            r"\b(?:utfall\w*|\w*kostnad(?:en|er|erna)?|\w*intäkt(?:en|er|erna)?|resultat(?:et)?|kostade)\b",
            re.IGNORECASE,
        ),
    ),
    ("change", re.compile(r"\b(?:ök(?:at|ade|ning|ningen|ar)|minsk(?:at|ade|ning|ningen|ar))\b", re.IGNORECASE)),
)
# Between what is measured and the figure: a few words that bind them, and nothing that leads elsewhere.
_BINDS = re.compile(
    r"^,?\s*(?:(?:på|om|till|med|är|blev|var|uppgår|uppgick|uppgår till|uppgick till|summerar|motsvarar|för|året"
    r"|perioden|helåret|20[0-9]{2}|per|sista|december|totalt|sammanlagt|mot|budget|drygt|knappt|cirka|ca|ungefär|nästan"
    r"|omkring|hela|minus|plus|ett|en)[\s,]*)*$",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(
    r"\b(?:delår\w*|tertial\w*|augusti|april|mars|juni|oktober|kvartal\w*|halvår\w*|i månaden|november"
    r"|varje år|per år)\b",
    re.IGNORECASE,
)
_FORECAST = re.compile(r"\bprognos\w*|\b\w+prognos\w*", re.IGNORECASE)
_LAST_YEAR = re.compile(
    r"\b(?:föregående år|förra året|året innan|året före|i fjol|fjolåret|20[0-9]{2})\b", re.IGNORECASE
)
_WHOLE = re.compile(
    r"\b(?:nämnden|styrelsen|kommunstyrelsen|\w*nämnden|kommunen|förvaltningen|bolaget|året|perioden|helåret|verksamheten|sammantaget|totalt)\b",
    re.IGNORECASE,
)
_ROUGHLY = Decimal("0.05")
_MONEY = (Unit.KRONOR, Unit.TKR, Unit.MNKR)
_MORE = re.compile(r"\s*(?:bättre|sämre|lägre|högre|större|mindre|mer|fler|färre|under|över)\b", re.IGNORECASE)
_THAN = re.compile(
    _MORE.pattern
    + r"(?:\s+än)?\s+(?:vad som |i |den |det )*(?:(?P<budget>\w*budget\w*)|(?P<other>året innan|året före|föregående år"
    r"|förra året|fjol\w*|20[0-9]{2}))",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:bortse\w*|exklusive|exkl|utom|förutom|räknas bort|utan hänsyn|varav|justera\w*)\b", re.IGNORECASE
)
_DEVIATIONS = {"surplus", "deficit", "deviation"}
_CHANGED = re.compile(
    r"\b(?:ökat|ökade|minskat|minskade|ökning|minskning)\s+(?:något\s+)?(?:med|på|om)\s+$", re.IGNORECASE
)
_CLAUSE = re.compile(r"[;:]|,\s+(?:men|medan|vilket|som|och)\s|\bmedan\b|\bvarav\b")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A figure of a sentence, what it measures, and whether the sentence binds them closely."""

    sentence: Sentence
    figure: Figure
    measure: str
    is_bound: bool

    @property
    def amount(self) -> Decimal | None:
        return amount_of(self.figure.cell, self.figure.unit)

    @property
    def allowed(self) -> Decimal:
        half = half_of(self.figure.cell, self.figure.unit)
        amount = self.amount
        return half + (abs(amount) * _ROUGHLY if self.figure.is_rough and amount is not None else Decimal(0))


def text_against_tables(sentences: Sequence[Sentence], subjects: Subjects) -> Iterator[Comparison]:
    """Every amount in a sentence that measures a row, with the figure of the row."""
    for sentence in sentences:
        if sentence.place.table is not None or not sentence.figures:
            continue
        for figure in sentence.figures:
            if figure.unit in _MONEY:
                yield from _compared(_claim(sentence, figure), subjects)
            elif figure.unit is Unit.PERCENT and _CHANGED.search(sentence.text[: figure.start]):
                yield from _changed(_Claim(sentence, figure, "change", is_bound=True), subjects)


def _changed(claim: _Claim, subjects: Subjects) -> Iterator[Comparison]:
    """`Nettokostnaden för bibliotek har ökat med 3,5 procent jämfört med 2023`, against the two years of the row."""
    named = subjects.about(claim.sentence, claim.sentence.text[: claim.figure.start])
    for grid, row in named if len({_label_of(grid, row) for grid, row in named}) == 1 else []:
        for fact, change in _changes(claim, subjects.row(grid, row), subjects):
            before = (fact.amount or Decimal(0)) - change
            if not before:
                continue
            percent = change / abs(before) * 100
            inexact = 100 * half_of(fact.cell, fact.unit) * 2 / abs(before)
            close = (
                abs(abs(percent) - abs(claim.figure.value))
                <= Decimal("0.5").scaleb(-claim.figure.cell.decimals) + inexact
            )
            if close and not _is_turned(claim, fact, change):
                yield _told(claim, fact, Mark.VERIFIED, None)
            elif close:
                yield _told(claim, fact, Mark.CONTRADICTED, None)


def _label_of(grid: Grid, row: int) -> str:
    """What a row is called, for comparing."""
    return label_key(grid.rows[row].label)


def _claim(sentence: Sentence, figure: Figure) -> _Claim:
    """What the figure measures: the last word before it that says so, in its clause; or one just after it."""
    after = sentence.text[figure.end : figure.end + 60]
    if than := _THAN.match(after):
        return _Claim(sentence, figure, "deviation" if than["budget"] else "change", is_bound=True)
    earlier = max((one.end for one in sentence.figures if one.end <= figure.start), default=0)
    before = sentence.text[: figure.start]
    clause = before[max([0, *(found.end() for found in _CLAUSE.finditer(before))]) :]
    found = [(match.end(), name, match) for name, pattern in _MEASURES for match in pattern.finditer(clause)]
    if found:
        end, name, _match = max(found, key=lambda one: one[0])
        between = clause[end:]
        bound = bool(_BINDS.match(between)) and not _LESS.search(before) and len(before) - len(between) >= earlier
        return _Claim(sentence, figure, name, bound and not _MORE.match(after))
    return _Claim(sentence, figure, "amount", is_bound=False)


def _compared(claim: _Claim, subjects: Subjects) -> Iterator[Comparison]:
    named = subjects.about(claim.sentence, claim.sentence.text[: claim.figure.start])
    if not named:
        named = _from_heading(claim, subjects)
    whole = not named
    rows = named or (list(subjects.wholes()) if _is_of_all(claim) else [])
    candidates = [
        (fact, value) for grid, row in rows for fact, value in _values(claim, subjects.row(grid, row), subjects)
    ]
    agreeing = [(fact, value) for fact, value in candidates if _agrees(claim, value)]
    if agreeing:
        turned = [(fact, value) for fact, value in agreeing if _is_turned(claim, fact, value)]
        whose = {fact.label for fact, _value in candidates}
        if len(turned) == len(agreeing) and claim.is_bound and len(whose) == 1:
            yield _told(claim, turned[0][0], Mark.CONTRADICTED, None)
        else:
            yield from (_told(claim, fact, Mark.VERIFIED, None) for fact, _value in agreeing)
        return
    if near := [fact for fact in _near(claim, subjects) if _is_elsewhere(claim, fact)]:
        yield _told(claim, near[0], Mark.VERIFIED, None)
        return
    elsewhere = subjects.near_amount(claim.amount or Decimal(0), claim.allowed)
    if not whole and len(elsewhere) == 1 and not claim.is_bound:
        yield _told(claim, elsewhere[0], Mark.VERIFIED, None)
        return
    if any(_may_be_meant(claim, fact, rows) for fact in elsewhere):
        return
    labels = {fact.label for fact, _value in candidates}
    values = {abs(value) for _fact, value in candidates}
    if (
        claim.is_bound
        and candidates
        and len(labels) == 1
        and _are_one(values, claim)
        and not _OTHER_TIME.search(claim.sentence.text)
    ):
        fact, value = candidates[0]
        yield _told(claim, fact, Mark.CONTRADICTED, value)


def _from_heading(claim: _Claim, subjects: Subjects) -> list[tuple[Grid, int]]:
    """The rows that the heading just above the sentence names, where the sentence names none."""
    if not claim.sentence.path:
        return []
    heading = claim.sentence.path[-1]
    wanted = stems(heading)
    return [
        (grid, row) for grid, row in subjects.about(claim.sentence, heading) if stems(grid.rows[row].label) == wanted
    ]


def _is_of_all(claim: _Claim) -> bool:
    """Whether a sentence speaks of the whole: a surplus or a deficit of the committee, of the year."""
    return claim.measure in _DEVIATIONS and bool(_WHOLE.search(claim.sentence.text[: claim.figure.start]))


def _values(claim: _Claim, facts: Sequence[Fact], subjects: Subjects) -> Iterator[tuple[Fact, Decimal]]:
    """The figures of a row that measure what the claim does, in kronor."""
    if _FORECAST.search(claim.sentence.text) and claim.measure in _DEVIATIONS:
        yield from _forecast(facts)
        return
    roles = {
        "surplus": {Role.DEVIATION},
        "deficit": {Role.DEVIATION},
        "deviation": {Role.DEVIATION},
        "budget": {Role.BUDGET},
        "forecast": {Role.FORECAST},
        "outcome": {Role.OUTCOME, Role.NET, Role.OTHER},
        "amount": set(Role),
    }
    if claim.measure == "change":
        yield from _changes(claim, facts, subjects)
        return
    for fact in facts:
        amount = fact.amount
        if (
            amount is not None
            and fact.line.role in roles[claim.measure]
            and year_of(fact.line, subjects.year) == subjects.year
        ):
            yield fact, amount


def _forecast(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Decimal]]:
    """How far the forecast of a row is from its budget."""
    forecast = next((fact for fact in facts if fact.line.role is Role.FORECAST), None)
    budget = next((fact for fact in facts if fact.line.role is Role.BUDGET and fact.line.number), None)
    if forecast and budget and forecast.amount is not None and budget.amount is not None:
        yield forecast, forecast.amount - budget.amount


def _changes(claim: _Claim, facts: Sequence[Fact], subjects: Subjects) -> Iterator[tuple[Fact, Decimal]]:
    if not _LAST_YEAR.search(claim.sentence.text) or subjects.year is None:
        return
    outcomes = [
        fact
        for fact in facts
        if fact.line.role in {Role.OUTCOME, Role.OTHER} and fact.line.family is not Family.PERCENT
    ]
    by_year = {year_of(fact.line, subjects.year): fact for fact in outcomes}
    now, before = by_year.get(subjects.year), by_year.get(subjects.year - 1)
    if now and before and now.amount is not None and before.amount is not None:
        yield now, now.amount - before.amount


def _agrees(claim: _Claim, value: Decimal) -> bool:
    assert claim.amount is not None  # noqa: S101 - claims are of money
    return abs(abs(claim.amount) - abs(value)) <= claim.allowed


def _is_elsewhere(claim: _Claim, fact: Fact) -> bool:
    """Whether another figure of the tables is what the sentence says, so that it may be about that."""
    amount = fact.amount
    return amount is not None and bool(amount) and _agrees(claim, amount)


def _is_turned(claim: _Claim, fact: Fact, value: Decimal) -> bool:
    """Whether a surplus is a deficit in the table, by the sign that its deviations have; or an increase a decrease."""
    if claim.measure == "change":
        word = claim.sentence.text[: claim.figure.start].lower()
        up, down = bool(re.search(r"\bök(?:at|ade|ning)", word)), bool(re.search(r"\bminsk(?:at|ade|ning)", word))
        cost = (fact.cell.value or Decimal(0)) < 0
        return up is not down and bool(value) and up is not ((value > 0) is not cost)
    if claim.measure not in {"surplus", "deficit"}:
        return False
    better = is_better(fact.grid, fact.line, fact.row)
    return better is not None and (claim.measure == "surplus") is not better


def _may_be_meant(claim: _Claim, fact: Fact, rows: Sequence[tuple[Grid, int]]) -> bool:
    """Whether another figure of that amount may be what the sentence means: in the same row, or one it half names."""
    if not claim.is_bound or not rows:
        return True
    words = words_of(claim.sentence.text)
    if claim.measure in _DEVIATIONS and fact.line.role is not Role.DEVIATION:
        return False
    if any((fact.grid.number, fact.row) == (grid.number, row) for grid, row in rows):
        return True
    return any(word.startswith(stem) for stem in stems(fact.label) for word in words)


def _near(claim: _Claim, subjects: Subjects) -> Iterator[Fact]:
    """The figures of the totals, and of tables with one row, under the same heading."""
    for grid in subjects.grids:
        if grid.path and grid.path == claim.sentence.path:
            single = len(grid.rows) == 1
            rows = [at for at, sort in enumerate(grid.sorts) if single or sort is RowSort.TOTAL]
            yield from (fact for row in rows for fact in subjects.row(grid, row))


def _are_one(values: set[Decimal], claim: _Claim) -> bool:
    return max(values) - min(values) <= claim.allowed


def _told(claim: _Claim, fact: Fact, mark: Mark, value: Decimal | None) -> Comparison:
    cell = claim.figure.cell
    message = Message(
        gettext_noop("The text says %(said)s of “%(row)s”, but the table has %(printed)s under “%(column)s”."),
        {
            "said": " ".join(cell.text.split()),
            "row": excerpt(fact.label),
            "printed": fact.cell.text.strip(),
            "column": excerpt(fact.line.label),
        },
    )
    computed = f"{fact.label}, {fact.line.label}: {' '.join(fact.cell.text.split())} ({' '.join(cell.text.split())})"
    implied: dict[Spot, Decimal | None] = {spot(cell.place): None}
    if value is not None:
        unit = {Unit.MNKR: 1_000_000, Unit.TKR: 1000}.get(claim.figure.unit or Unit.KRONOR, 1)
        implied = {spot(cell.place): abs(value) / unit, spot(fact.cell.place): None}
    return Comparison(
        CODE, mark, (seen(cell), seen(fact.cell)), computed, message, implied=implied, allowed=claim.allowed
    )
