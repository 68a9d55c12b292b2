"""What is behind an amount of a statement: accounts, and the lines with the file and row they came from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from tertial.domain.period import Period
from tertial.domain.statement import Coding, Measure, coding_of, presented
from tertial.economy.ledger import store
from tertial.economy.ledger.layouts import layout_of
from tertial.economy.ledger.reading import Ledger, Span, span_of
from tertial.economy.ledger.segments import balances_sql, lines_sql
from tertial.economy.ledger.soundness import read
from tertial.economy.models import Code, Dimension, LedgerImport
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of


@dataclass(frozen=True, slots=True)
class LineFilter:
    """Which lines are wanted: codes by their beginning, words in the text, öre from and to (as shown), a month 1–12."""

    account: str = ""
    unit: str = ""
    activity: str = ""
    project: str = ""
    text: str = ""
    at_least: int | None = None
    at_most: int | None = None
    month: int | None = None

    @property
    def of_lines(self) -> bool:
        """Whether the lines themselves are looked at, and not only their coding and month."""
        return bool(self.project or self.text or self.at_least is not None or self.at_most is not None)


EVERYTHING = LineFilter()


@dataclass(frozen=True, slots=True)
class AccountSum:
    """An account with what it adds to an amount, öre, income plus."""

    code: str
    name: str
    amount: int
    lines: int


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A line with the file and row it came from; `amount` is öre, income plus, `content` names its import."""

    period: int
    account: str
    unit: str
    activity: str
    project: str
    counterpart: str
    amount: int
    voucher: str
    booked_on: date | None
    text: str
    file: str
    row: int
    content: str


@dataclass(frozen=True, slots=True)
class LinesPage:
    """Some of the lines behind an amount: how many there are in all and what all of them add up to."""

    lines: Sequence[LedgerLine]
    count: int
    total: int


def accounts_behind(
    unit: Unit,
    period: Period,
    key: str,
    row_key: str,
    measure: Measure,
    *,
    filters: LineFilter = EVERYTHING,
    as_of: datetime | None = None,
) -> list[AccountSum]:
    """The accounts behind an amount, by code; together they are the amount. None for what is no sum of lines."""
    asked = _Asked.of(unit=unit, period=period, key=key, row_key=row_key, measure=measure, filters=filters, as_of=as_of)
    rows = asked.accounts() if asked else []
    names = names_of(unit, Dimension.ACCOUNT, period.year) if rows else {}
    return [AccountSum(code, names.get(code, ""), presented(amount), lines) for code, amount, lines in rows]


def lines_behind(
    unit: Unit,
    period: Period,
    key: str,
    row_key: str,
    measure: Measure,
    *,
    filters: LineFilter = EVERYTHING,
    page: int = 1,
    page_size: int | None = 100,
    as_of: datetime | None = None,
) -> LinesPage:
    """The lines behind an amount, in the order they were booked; `page_size` None gives all of them."""
    asked = _Asked.of(unit=unit, period=period, key=key, row_key=row_key, measure=measure, filters=filters, as_of=as_of)
    if asked is None:
        return LinesPage((), 0, 0)
    count, total = asked.count()
    part = "" if page_size is None else f"LIMIT {int(page_size)} OFFSET {(max(int(page), 1) - 1) * int(page_size)}"
    found = asked.lines(part)
    imports = LedgerImport.objects.in_bulk({row[-1] for row in found})
    return LinesPage([ledger_line(row, imports) for row in found], count, presented(total))


def project_lines(
    unit: Unit,
    period: Period,
    codes: Sequence[str],
    *,
    filters: LineFilter = EVERYTHING,
    page: int = 1,
    page_size: int | None = 100,
    as_of: datetime | None = None,
) -> LinesPage:
    """The lines of project codes from January to the last closed month of the period, on all accounts, as booked.

    They are those of the unit and everything below it; `page_size` None gives all of them.
    """
    ledger = Ledger(unit, as_of, day=period.end)
    closed = ledger.closed(period.to_date)
    if closed is None:
        return LinesPage((), 0, 0)
    span = span_of(closed)
    segments = ledger.segments(span)
    conditions, values = _conditions(filters)
    source = (
        f"FROM ({lines_sql(segments)}) WHERE period BETWEEN ? AND ? "
        f"AND unit IN (SELECT unnest(?::VARCHAR[])) AND project IN (SELECT unnest(?::VARCHAR[])) {conditions}"
    )
    given = [span.first, span.last, ledger.units(span.year), list(codes), *values]
    asked = store.connection()
    count, total = asked.execute(f"SELECT count(*), coalesce(sum(amount), 0)::BIGINT {source}", given).fetchall()[0]
    part = "" if page_size is None else f"LIMIT {int(page_size)} OFFSET {(max(int(page), 1) - 1) * int(page_size)}"
    order = f"ORDER BY period, booked_on, voucher, source, file, row {part}"
    found = asked.execute(f"SELECT {', '.join(store.COLUMNS)}, source {source} {order}", given).fetchall()
    imports = LedgerImport.objects.in_bulk({row[-1] for row in found})
    return LinesPage([ledger_line(row, imports) for row in found], count, presented(total))


def names_of(unit: Unit, dimension: Dimension, year: int) -> dict[str, str]:
    """The names of a dimension's codes in a year."""
    codes = Code.objects.filter(municipality=municipality_of(unit), dimension=dimension)
    return {each.code: each.name for each in codes if each.is_valid_in(year)}


def ledger_line(row: tuple[Any, ...], imports: Mapping[int, LedgerImport]) -> LedgerLine:
    """The line in a row of `store.COLUMNS` that ends with the number of its import."""
    period, account, unit, activity, project, counterpart, amount, voucher, booked_on, text, file, number, source = row
    return LedgerLine(
        period=period,
        account=account,
        unit=unit,
        activity=activity,
        project=project,
        counterpart=counterpart,
        amount=presented(amount),
        voucher=voucher,
        booked_on=booked_on,
        text=text,
        file=str(imports[source].files[file]["name"]),
        row=number,
        content=imports[source].content,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question for lines: which ledger and months, which accounts and activities, and what filters."""

    ledger: Ledger
    span: Span
    coding: Coding
    filters: LineFilter

    @classmethod
    def of(
        cls,
        *,
        unit: Unit,
        period: Period,
        key: str,
        row_key: str,
        measure: Measure,
        filters: LineFilter,
        as_of: datetime | None,
    ) -> "_Asked | None":
        ledger = Ledger(unit, as_of, day=period.end)
        span = ledger.spans(period).get(measure)
        if span is None:
            return None
        coding = coding_of(layout_of(unit, key, period.year), row_key, *ledger.codes(span))
        return cls(ledger, span, coding, filters) if coding.accounts else None

    def accounts(self) -> list[tuple[str, int, int]]:
        """Each account with öre as booked and how many lines."""
        return self._summed("account, ", "GROUP BY account ORDER BY account")

    def count(self) -> tuple[int, int]:
        """How many lines there are, and öre as booked."""
        ((amount, lines),) = self._summed("", "")
        return lines, amount

    def lines(self, part: str) -> list[Any]:
        """Some of the lines in the order they were booked, each with the number of its import."""
        columns, order = f"{', '.join(store.COLUMNS)}, source", "period, booked_on, voucher, source, file, row"
        return self._rows(columns, partial(lines_sql, self.ledger.segments(self.span)), f"ORDER BY {order} {part}")

    def _summed(self, by: str, rest: str) -> list[Any]:
        """Sums of the lines. Those that are kept are enough where no filter looks at the lines themselves."""
        segments = self.ledger.segments(self.span)
        if self.filters.of_lines:
            return self._rows(f"{by}coalesce(sum(amount), 0)::BIGINT, count(*)", partial(lines_sql, segments), rest)
        sums = "coalesce(sum(amount), 0)::BIGINT, coalesce(sum(lines), 0)::BIGINT"
        return self._rows(f"{by}{sums}", partial(balances_sql, segments), rest)

    def _rows(self, columns: str, source: Callable[[], str], rest: str) -> list[Any]:
        conditions, values = _conditions(self.filters)
        belonging, codes = _belonging(self.coding)
        given = [self.span.first, self.span.last, self.ledger.units(self.span.year), *codes, *values]

        def ask() -> list[Any]:
            sql = (
                f"SELECT {columns} FROM ({source()}) WHERE period BETWEEN ? AND ? "  # noqa: S608 - our own columns
                f"AND unit IN (SELECT unnest(?::VARCHAR[])){belonging}{conditions} {rest}"
            )
            return store.connection().execute(sql, given).fetchall()

        return read([segment.source.content for segment in self.ledger.segments(self.span)], ask)


def _belonging(coding: Coding) -> tuple[str, list[object]]:
    """What belongs to a row as SQL and its values."""
    found: list[tuple[str, list[Sequence[str]]]] = [("account IN (SELECT unnest(?::VARCHAR[]))", [coding.accounts])]
    if coding.activities is not None:
        found.append(("activity IN (SELECT unnest(?::VARCHAR[]))", [coding.activities]))
    if coding.pairs is not None:
        pairs = "(account, activity) IN (SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]))"
        found.append((pairs, [[pair[0] for pair in coding.pairs], [pair[1] for pair in coding.pairs]]))
    return "".join(f" AND {sql}" for sql, _values in found), [value for _sql, values in found for value in values]


def _conditions(filters: LineFilter) -> tuple[str, list[object]]:
    """The filters as SQL and its values; amounts are as shown, so their signs are turned."""
    found: list[tuple[str, object]] = [
        (f"starts_with({name}, ?)", value)
        for name, value in (
            ("account", filters.account),
            ("unit", filters.unit),
            ("activity", filters.activity),
            ("project", filters.project),
        )
        if value
    ]
    if filters.text:
        found.append(("contains(lower(text || ' ' || voucher), lower(?))", filters.text))
    if filters.at_least is not None:
        found.append(("-amount >= ?", filters.at_least))
    if filters.at_most is not None:
        found.append(("-amount <= ?", filters.at_most))
    if filters.month is not None:
        found.append(("period % 100 = ?", filters.month))
    return "".join(f" AND {condition}" for condition, _value in found), [value for _condition, value in found]
