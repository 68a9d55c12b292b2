"""Reads statements out of the ledger: what each row comes to, month by month, and per project."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from django.utils import timezone

from tertial.common.kept import Kept
from tertial.common.period_words import spans_words
from tertial.domain.closing import month_before
from tertial.domain.extent import Extent, Whole, in_words
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import Period
from tertial.domain.statement import Layout, Measure, StatementReading, calculate, row_amounts
from tertial.economy.ledger import derived, store
from tertial.economy.ledger.closed import covered_of, extent_of, lacking_of
from tertial.economy.ledger.layouts import layout_of, other_layouts, shown_by_other_rows
from tertial.economy.ledger.outside import outside_scope
from tertial.economy.ledger.places import Places, places_on
from tertial.economy.ledger.reorganised import changes_of
from tertial.economy.ledger.segments import Segment, balances_sql, counting, projects_sql, rows_sql, within
from tertial.economy.ledger.soundness import last_change, leaving_out_what_is_lost, lost, read, sums_are_lost
from tertial.economy.models import LedgerKind
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of

_kept: Kept[Any] = Kept(most=512)


@dataclass(frozen=True, slots=True)
class Span:
    """Months of one kind of ledger that an amount is the sum of: from `first` to `last`, YYYYMM."""

    kind: LedgerKind
    first: int
    last: int

    @property
    def year(self) -> int:
        """The year the months are of."""
        return self.first // 100

    def holds(self, period: int) -> bool:
        """Whether a month is one of them."""
        return self.first <= period <= self.last


@dataclass(frozen=True, slots=True)
class ProjectSums:
    """What is booked on a project, in öre as booked: the debit lines, and the credit lines (negative)."""

    expenditure: int
    income: int


def span_of(months: Period, kind: LedgerKind = LedgerKind.OUTCOME) -> Span:
    """The months of a period, of one kind of ledger."""
    return Span(kind, months.year * 100 + months.first, months.year * 100 + months.last)


def read_statement(
    unit: Unit,
    period: Period,
    key: str,
    *,
    as_of: datetime | None = None,
    forecast: Mapping[str, Whole[int]] | None = None,
) -> StatementReading:
    """A statement of the unit and everything below it, as units stand when the period ends.

    `forecast` is öre by row key, income plus.

    `as_of` reads the ledger as it was known at that moment. Outcome, budget to date and the years before are of the
    months of the period that are imported and closed (`closed`); what no import covers is unknown and has no amount.
    """
    if forecast:
        return _read(unit, period, key, as_of, forecast)
    wanted = (unit.pk, period, key, as_of)
    reading: StatementReading = _kept.get(wanted, last_change(), lambda: _read(unit, period, key, as_of, {}))
    return reading


@leaving_out_what_is_lost
def _read(
    unit: Unit, period: Period, key: str, as_of: datetime | None, forecast: Mapping[str, Whole[int]]
) -> StatementReading:
    layout = layout_of(unit, key, period.year)
    ledger = Ledger(unit, as_of, day=period.end)
    spans = {measure: span for measure, span in ledger.spans(period).items() if ledger.knows(span)}
    # The budget of a year that is over is asked for twice.
    found = {span: ledger.balances(layout, span) for span in set(spans.values())}
    balances = [
        (account, activity, measure, amount)
        for measure, span in spans.items()
        for account, activity, amount in found[span]
    ]
    extents = {measure: ledger.extent(span) for measure, span in spans.items()}
    lacking = {measure: cause for measure, span in spans.items() if (cause := _lacks(span, extents[measure]))}
    reading = calculate(layout, balances, forecast=forecast, known=spans, extents=extents, lacking=lacking)
    others = other_layouts(unit, layout, period.year)
    missing = [*outside_scope(layout, ledger.outside(layout, period), others), *ledger.findings(period)]
    missing += shown_by_other_rows(unit, layout, period.year, {span.year for span in spans.values()})
    if not spans and not ledger.is_damaged(period):
        missing = []
    all_findings = [*reading.findings, *missing]
    notes = tuple(each for each in all_findings if each.severity is Severity.NOTE)
    findings = tuple(each for each in all_findings if each not in notes)
    return replace(reading, findings=findings, notes=notes, closed=ledger.closed(period))


def _lacks(span: Span, extent: Extent) -> Message | None:
    """Why there is no sum of the span: the months that no import covers, or that a source system lacks."""
    missing = set(range(span.first % 100, span.last % 100 + 1)) - extent.months
    if not missing:
        return None
    template = gettext_noop("The ledger lacks %(months)s %(year)s, so there is no sum.")
    return Message(template, {"months": in_words(missing), "year": str(span.year)})


def months(
    unit: Unit, year: int, key: str, row_key: str, *, as_of: datetime | None = None, day: date | None = None
) -> list[tuple[int, int]]:
    """Outcome and budget of a row for each month of the year, in öre, income plus; 0 where nothing is known.

    `day` is when units are as they are counted, and of whose year the rows are; without it the last of the year.
    """
    layout = layout_of(unit, key, day.year if day is not None else year)
    wanted = ("months", unit.pk, year, key, as_of, day)
    rows: Mapping[str, Mapping[Any, int]] = _kept.get(
        wanted, last_change(), lambda: _months(Ledger(unit, as_of, day=day), year, layout)
    )
    row = rows.get(row_key, {})
    return [(row.get((LedgerKind.OUTCOME, month), 0), row.get((LedgerKind.BUDGET, month), 0)) for month in range(1, 13)]


@leaving_out_what_is_lost
def _months(ledger: "Ledger", year: int, layout: Layout) -> Mapping[str, Mapping[Any, int]]:
    balances = [
        (account, activity, (kind, period % 100), amount)
        for kind in LedgerKind
        for period, account, activity, amount in ledger.monthly(layout, Span(kind, year * 100 + 1, year * 100 + 12))
    ]
    return row_amounts(layout, balances)[0]


class Ledger:
    """The ledger of a unit and everything below it, as it is known now or was at a moment.

    What was booked on a unit whose work another had taken over by `day` is that of the other, in every year; without a
    day it is the last of the year asked for.
    """

    def __init__(self, unit: Unit, as_of: datetime | None = None, *, day: date | None = None) -> None:
        self.unit, self.as_of, self.day = unit, as_of, day
        self._segments: dict[LedgerKind, list[Segment]] = {}
        self._units: dict[int, list[str]] = {}

    def closed(self, period: Period) -> Period | None:
        """The months of the period that are imported and closed; None where none is."""
        return extent_of(self.unit, period, self.as_of)

    def spans(self, period: Period) -> dict[Measure, Span]:
        """The months that each measure of a period is the sum of; the same months of every year, and all closed.

        The year's budget is that of the whole year.
        """
        found = {Measure.BUDGET_YEAR: span_of(period.whole_year, LedgerKind.BUDGET)}
        closed = self.closed(period)
        if closed is None:
            return found
        found |= {Measure.OUTCOME: span_of(closed), Measure.BUDGET: span_of(closed, LedgerKind.BUDGET)}
        years = (Measure.PREVIOUS, closed.previous_year), (Measure.BEFORE_PREVIOUS, closed.previous_year.previous_year)
        return found | {measure: span_of(months) for measure, months in years if self.closed(months) == months}

    def segments(self, span: Span) -> list[Segment]:
        """What counts of the span's kind in its months; nothing where a file of it is lost, since a part is no sum."""
        found = self._counting(span)
        return [] if any(sums_are_lost(each.source.content) for each in found) else found

    def _counting(self, span: Span) -> list[Segment]:
        if span.kind not in self._segments:
            municipality = municipality_of(self.unit)
            wanted = ("segments", municipality.pk, span.kind, self.as_of)
            self._segments[span.kind] = _kept.get(
                wanted, last_change(), lambda: counting(municipality, span.kind, self.as_of)
            )
        return within(self._segments[span.kind], span.first, span.last)

    def knows(self, span: Span) -> bool:
        """Whether any import covers a month of the span."""
        return bool(self.segments(span))

    def units(self, year: int) -> list[str]:
        """The ledger's units that belong to the unit in the year."""
        if year not in self._units:
            wanted = ("units", self.unit.pk, year, self.day)
            self._units[year] = _kept.get(wanted, last_change(), lambda: self.places(year).codes_of(self.unit.pk, year))
        return self._units[year]

    def places(self, year: int) -> Places:
        """Which unit's the work is."""
        return places_on(self.day or date(year, 12, 31))

    def extent(self, span: Span) -> Extent:
        """What an amount of the span is of. A budget is decided for the year, so a month without one counts as 0."""
        first, last = span.first % 100, span.last % 100
        of_budget = span.kind is LedgerKind.BUDGET
        months = set(range(first, last + 1))
        read = months if of_budget else months & covered_of(self.unit, span.year, self.as_of)
        return Extent(frozenset(read), self.places(span.year).moved(self.unit.pk, span.year, first, last))

    def balances(self, layout: Layout, span: Span) -> list[tuple[str, str, int]]:
        """Account, activity and öre as booked; codes that the layout treats alike are added up under one."""
        source = partial(rows_sql, self.segments(span), layout)
        return self._asked("account, activity, sum(amount)::BIGINT", source, span, "GROUP BY account, activity")

    def monthly(self, layout: Layout, span: Span) -> list[tuple[int, str, str, int]]:
        """The same for each period."""
        source, group = partial(rows_sql, self.segments(span), layout), "period, account, activity"
        return self._asked(f"{group}, sum(amount)::BIGINT", source, span, f"GROUP BY {group}")

    def by_unit(self, layout: Layout, span: Span) -> list[tuple[str, str, str]]:
        """The ledger's units with the accounts and activities that anything but 0 is booked on."""
        source, group = partial(rows_sql, self.segments(span), layout), "unit, account, activity"
        return self._asked(group, source, span, f"GROUP BY {group} HAVING bool_or(amount <> 0)")

    def outside(self, layout: Layout, period: Period) -> dict[str, int]:
        """Öre as booked in the period, by account, on those outside the accounts that the layout covers."""
        closed = self.closed(period)
        if closed is None:
            return {}
        span = span_of(closed)
        accounts = [code for code in self.codes(span)[0] if not layout.scope.holds_account(code)]
        if not accounts:
            return {}

        def source() -> str:
            sums, marks = balances_sql(self.segments(span)), ", ".join("?" * len(accounts))
            return f"SELECT * FROM ({sums}) WHERE account IN ({marks})"  # noqa: S608 - our own columns and paths

        rest = "GROUP BY account HAVING sum(amount) <> 0"
        return dict(self._asked("account, sum(amount)::BIGINT", source, span, rest, accounts))

    def codes(self, span: Span) -> tuple[list[str], list[str]]:
        """The accounts and the activities that any unit of the municipality uses in the imports of the span."""
        found = [derived.codes(segment.source.content) for segment in self.segments(span)]
        accounts = {code for accounts, _activities in found for code in accounts}
        return sorted(accounts), sorted({code for _accounts, activities in found for code in activities})

    def pairs(self, span: Span) -> list[tuple[str, str, int, int]]:
        """Every pair of account and activity that anything is booked on, with öre as booked and how many lines."""
        columns, source = (
            "account, activity, sum(amount)::BIGINT, sum(lines)::BIGINT",
            partial(balances_sql, self.segments(span)),
        )
        return self._asked(columns, source, span, "GROUP BY account, activity ORDER BY account")

    def projects(self, span: Span) -> dict[str, ProjectSums]:
        """The sums of each project."""
        columns, source = (
            "project, sum(debit)::BIGINT, sum(amount - debit)::BIGINT",
            partial(projects_sql, self.segments(span)),
        )
        rows = self._asked(columns, source, span, "GROUP BY project")
        return {project: ProjectSums(debit, credit) for project, debit, credit in rows}

    def _asked(
        self, columns: str, source: Callable[[], str], span: Span, rest: str, given: Sequence[str] = ()
    ) -> list[Any]:
        """The rows of a source that are of the span's months and of the unit's own units; `given` is for its marks."""
        if not self.segments(span):
            return []
        values = [*given, span.first, span.last, self.units(span.year)]

        def ask() -> list[Any]:
            sql = (
                f"SELECT {columns} FROM ({source()}) "  # noqa: S608 - our own columns and paths
                f"WHERE period BETWEEN ? AND ? AND unit IN (SELECT unnest(?::VARCHAR[])) {rest}"
            )
            return store.connection().execute(sql, values).fetchall()

        return read([segment.source.content for segment in self.segments(span)], ask)

    def is_damaged(self, period: Period) -> bool:
        """Whether a file is lost of what the statements of the period are read from."""
        return any(self._files_lost(period))

    def _files_lost(self, period: Period) -> Iterator[Finding]:
        spans = (span_of(period), *self.spans(period).values())
        contents = {each.source.content for span in spans for each in self._counting(span)}
        for content in sorted(filter(sums_are_lost, contents)):
            yield Finding("ledger-file-lost", Severity.ERROR, lost(content).message)

    def findings(self, period: Period) -> Sequence[Finding]:
        """Months of the period without a ledger, a year without a budget, and work that came or went."""
        return [
            *self._missing(period),
            *self._lacking(period),
            *changes_of(self.places(period.year), self.unit, period),
        ]

    def _missing(self, period: Period) -> Sequence[Finding]:
        """Files that are lost; months that are over, or said to be closed, but have no ledger; no budget."""
        wanted, closed = span_of(period), self.closed(period)
        covered = {month for segment in self._counting(wanted) for month in segment.periods}
        today, read = timezone.localdate(), span_of(closed).last if closed is not None else 0
        over = max(month_before(today.year * 100 + today.month), read)
        missing = [each for each in range(wanted.first, wanted.last + 1) if each <= over and each not in covered]
        found = [*self._files_lost(period)]
        if missing:
            template = gettext_noop("The ledger has nothing for %(months)s; import those months.")
            said = {"months": spans_words(map(str, missing))}
            found.append(Finding("ledger-month-missing", Severity.WARNING, Message(template, said)))
        if not self._counting(span_of(period.whole_year, LedgerKind.BUDGET)):
            template = gettext_noop("There is no budget for %(year)s; import it to see deviations.")
            found.append(Finding("budget-missing", Severity.WARNING, Message(template, {"year": str(period.year)})))
        return found

    def _lacking(self, period: Period) -> Iterator[Finding]:
        """Months that others have imported and a source system with lines of the unit has not."""
        covered = {month % 100 for segment in self.segments(span_of(period)) for month in segment.periods}
        for system, lacked in sorted(lacking_of(self.unit, period.year, self.as_of).items()):
            if months := {month for month in lacked & covered if period.first <= month <= period.last}:
                template = gettext_noop("%(system)s has nothing for %(months)s; import those months.")
                said = {"system": system, "months": in_words(months)}
                yield Finding("ledger-month-missing", Severity.WARNING, Message(template, said))
