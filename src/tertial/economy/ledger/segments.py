"""Which part of which import counts, now or at an earlier moment (docs/rules/ledger.md)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import Q

from tertial.common.kept import once
from tertial.domain.statement import Layout
from tertial.economy.ledger import derived, store
from tertial.economy.models import LedgerImport, LedgerKind
from tertial.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class Segment:
    """The periods for which an import counts; `whole` where these are all it has."""

    source: LedgerImport
    periods: tuple[int, ...]
    whole: bool


def counting(municipality: Unit, kind: LedgerKind, as_of: datetime | None = None) -> list[Segment]:
    """The imports that count, each with its periods: per source system and period the newest not taken back.

    With `as_of` those that counted at that moment. Whatever a page shows of the ledger shares one reading.
    """
    return list(once(("counting", municipality.pk, kind, as_of), lambda: _counting(municipality, kind, as_of)))


def _counting(municipality: Unit, kind: LedgerKind, as_of: datetime | None) -> list[Segment]:
    imports = LedgerImport.objects.filter(municipality=municipality, kind=kind)
    if as_of is None:
        imports = imports.filter(undone_at=None)
    else:
        imports = imports.filter(Q(undone_at=None) | Q(undone_at__gt=as_of), applied_at__lte=as_of)
    taken: set[tuple[str, int]] = set()
    segments = []
    for each in imports.order_by("-applied_at", "-pk"):
        left = tuple(period for period in each.periods if (each.source_system, period) not in taken)
        taken.update((each.source_system, period) for period in each.periods)
        if left:
            segments.append(Segment(each, left, len(left) == len(each.periods)))
    return segments


def within(segments: Iterable[Segment], first: int, last: int) -> list[Segment]:
    """The segments that have something from the first to the last period."""
    return [segment for segment in segments if any(first <= period <= last for period in segment.periods)]


def balances_sql(segments: Sequence[Segment]) -> str:
    """SQL that gives the segments' sums per month, unit, account and activity; with none, no rows."""
    return _union(segments, "period, unit, account, activity, amount, lines", derived.balances)


def rows_sql(segments: Sequence[Segment], layout: Layout) -> str:
    """SQL that gives the same with the codes that the layout treats alike under one."""
    return _union(segments, "period, unit, account, activity, amount", lambda content: derived.rows(content, layout))


def projects_sql(segments: Sequence[Segment]) -> str:
    """SQL that gives the segments' sums per month, unit and project, debit lines apart; with none, no rows."""
    return _union(segments, "period, unit, project, amount, debit", derived.projects)


def lines_sql(segments: Sequence[Segment]) -> str:
    """SQL that gives the lines of the segments, each with the number of its import."""
    return _union(segments, ", ".join(store.COLUMNS), store.lines_path)


def _union(segments: Sequence[Segment], columns: str, path: Callable[[str], Path]) -> str:
    if not segments:
        kinds = ", ".join(f"NULL::{store.COLUMNS.get(name, 'BIGINT')} AS {name}" for name in columns.split(", "))
        return f"SELECT {kinds}, 0 AS source WHERE false"
    return " UNION ALL ".join(_segment_sql(segment, columns, path(segment.source.content)) for segment in segments)


def _segment_sql(segment: Segment, columns: str, path: Path) -> str:
    only = "" if segment.whole else f" WHERE period IN ({', '.join(map(str, segment.periods))})"
    source = f"read_parquet('{store.quoted(path)}')"
    return f"SELECT {columns}, {segment.source.pk} AS source FROM {source}{only}"  # noqa: S608
