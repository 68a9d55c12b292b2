"""To which month a year is imported and closed, so that nothing is read beyond it (docs/rules/periods.md)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from tertial.common.kept import Kept
from tertial.common.stamps import written
from tertial.domain.closing import month_before
from tertial.domain.period import Period
from tertial.economy.ledger import derived
from tertial.economy.ledger.places import places_on
from tertial.economy.ledger.segments import Segment, counting, within
from tertial.economy.ledger.soundness import sums_are_lost
from tertial.economy.ledger.store import BOOKED
from tertial.economy.models import LedgerClosing, LedgerKind
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of


@dataclass(frozen=True, slots=True)
class SystemClosed:
    """A source system in a year: its newest imported month, and to which it is closed (1-12, 0 for none).

    `said` is the statement believed; None where only the day of the import shows it.
    """

    system: str
    imported: int
    month: int
    said: LedgerClosing | None = None


_kept: Kept[tuple[Mapping[str, SystemClosed], Mapping[str, list[Segment]]]] = Kept(most=64)
_kept_systems: Kept[Mapping[str, list[Segment]]] = Kept(most=16)


def closed_systems(municipality: Unit, year: int, as_of: datetime | None = None) -> Mapping[str, SystemClosed]:
    """Every source system with outcome in the year, as known now or at a moment."""
    return _read(municipality, year, as_of)[0]


def closed_through(unit: Unit, year: int, as_of: datetime | None = None) -> int:
    """The last month of the year (1-12) that is imported, and closed by every source system with lines of the unit.

    0 where no month is. A system that is closed further than it has lines holds nobody back.
    """
    municipality = municipality_of(unit)
    systems, segments = _read(municipality, year, as_of)
    concerned = _with_lines_of(unit, year, systems, segments)
    if not concerned:
        return 0
    return min(*(each.month for each in concerned), max(each.imported for each in concerned))


def extent_of(unit: Unit, period: Period, as_of: datetime | None = None) -> Period | None:
    """The months of the period that are read: those imported and closed; None where none is."""
    return period.through(closed_through(unit, period.year, as_of))


def lacking_of(unit: Unit, year: int, as_of: datetime | None = None) -> Mapping[str, frozenset[int]]:
    """The months of the year (1-12) that a source system with lines of the unit lacks, by system.

    A system lacks what it has neither before nor after: months between its first and its last, of all years. Which are
    beyond its last is for what is closed to say.
    """
    found = {}
    for name, held in _with_lines(unit, year, _by_system(municipality_of(unit), as_of)).items():
        months = {month for each in held for month in each.periods}
        between = (month for month in year_months(year) if min(months) < month < max(months) and month not in months)
        found[name] = frozenset(month % 100 for month in between)
    return {name: months for name, months in found.items() if months}


def covered_of(unit: Unit, year: int, as_of: datetime | None = None) -> frozenset[int]:
    """The months of the year (1-12) that are imported, and that no source system with lines of the unit lacks."""
    _systems, segments = _read(municipality_of(unit), year, as_of)
    months = {
        month % 100 for held in segments.values() for each in held for month in each.periods if month // 100 == year
    }
    return frozenset(months).difference(*lacking_of(unit, year, as_of).values())


def is_whole(unit: Unit, year: int, last: int = 12, as_of: datetime | None = None) -> bool:
    """Whether every month to the last (1-12) is imported, of all that is booked on the unit, and closed."""
    return unbroken_of(unit, year, as_of) >= last


def unbroken_of(unit: Unit, year: int, as_of: datetime | None = None) -> int:
    """To which month (1-12, 0 for none) all are closed and none is missing, so that they can be added up."""
    covered, closed = covered_of(unit, year, as_of), closed_through(unit, year, as_of)
    return next((month - 1 for month in range(1, closed + 1) if month not in covered), closed)


def year_months(year: int) -> range:
    """The months of a year, YYYYMM."""
    return range(year * 100 + 1, year * 100 + 13)


def _with_lines_of(
    unit: Unit, year: int, systems: Mapping[str, SystemClosed], segments: Mapping[str, Sequence[Segment]]
) -> list[SystemClosed]:
    """The systems that book on the unit; every one where none does."""
    return [systems[name] for name in _with_lines(unit, year, segments)]


def _with_lines(unit: Unit, year: int, segments: Mapping[str, Sequence[Segment]]) -> Mapping[str, Sequence[Segment]]:
    if len(segments) < 2:
        return segments
    codes = set(places_on(date(year, 12, 31)).codes_of(unit.pk, year))
    found = {
        name: held for name, held in segments.items() if any(_may_book_on(codes, each.source.content) for each in held)
    }
    return found or segments


def _may_book_on(codes: set[str], content: str) -> bool:
    """Whether an import has lines of any of the units; it may have where its file is lost."""
    return sums_are_lost(content) or not codes.isdisjoint(derived.units(content))


def _read(
    municipality: Unit, year: int, as_of: datetime | None
) -> tuple[Mapping[str, SystemClosed], Mapping[str, list[Segment]]]:
    return _kept.get(
        (municipality.pk, year, as_of),
        written(*BOOKED),
        lambda: _read_again(municipality, year, as_of),
    )


def _read_again(
    municipality: Unit, year: int, as_of: datetime | None
) -> tuple[Mapping[str, SystemClosed], Mapping[str, list[Segment]]]:
    months = year_months(year)
    held = {name: within(all_, months[0], months[-1]) for name, all_ in _by_system(municipality, as_of).items()}
    segments = {name: of_year for name, of_year in held.items() if of_year}
    said = _said(municipality, year, as_of) if segments else {}
    return {name: _system(name, year, held, said.get(name)) for name, held in segments.items()}, segments


def _by_system(municipality: Unit, as_of: datetime | None) -> Mapping[str, list[Segment]]:
    """The outcome of every year that counts, by source system."""
    return _kept_systems.get((municipality.pk, as_of), written(*BOOKED), lambda: _by_system_again(municipality, as_of))


def _by_system_again(municipality: Unit, as_of: datetime | None) -> Mapping[str, list[Segment]]:
    found: dict[str, list[Segment]] = {}
    for each in counting(municipality, LedgerKind.OUTCOME, as_of):
        found.setdefault(each.source.source_system, []).append(each)
    return found


def _system(name: str, year: int, held: Iterable[Segment], said: LedgerClosing | None) -> SystemClosed:
    months = [(month, each) for each in held for month in each.periods if month // 100 == year]
    over = [month % 100 for month, each in months if month <= _newest_over(each.source.applied_at)]
    closed = said.month if said is not None else max(over, default=0)
    return SystemClosed(name, max(month for month, _segment in months) % 100, closed, said)


def _newest_over(moment: datetime) -> int:
    """The newest month (YYYYMM) that was over at a moment by the municipality's clock."""
    day = timezone.localdate(moment)
    return month_before(day.year * 100 + day.month)


def _said(municipality: Unit, year: int, as_of: datetime | None) -> Mapping[str, LedgerClosing]:
    """The newest statement of each source system that counts."""
    counts = Q(ledger_import=None) | Q(ledger_import__undone_at=None)
    found = LedgerClosing.objects.filter(municipality=municipality, year=year).select_related("said_by")
    if as_of is not None:
        counts |= Q(ledger_import__undone_at__gt=as_of)
        found = found.filter(said_at__lte=as_of)
    newest_last = reversed(found.filter(counts))
    return {each.source_system: each for each in newest_last}
