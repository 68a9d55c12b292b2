"""Which codes the ledger uses, whether or not anyone has said what they mean."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tertial.common.kept import Kept
from tertial.domain.statement import presented
from tertial.economy.ledger import store
from tertial.economy.ledger.segments import Segment, balances_sql, counting, lines_sql, projects_sql
from tertial.economy.ledger.soundness import is_sound, last_change, leaving_out_what_is_lost, read, sums_are_lost
from tertial.economy.models import Dimension, LedgerKind
from tertial.organisation.models import Unit

Source = Callable[[Sequence[Segment]], str]

_kept: Kept[Any] = Kept(most=64)
_SOURCES = {Dimension.PROJECT: projects_sql, Dimension.COUNTERPART: lines_sql}


@dataclass(frozen=True, slots=True)
class Booked:
    """What stands on a code in a year: the net of its outcome in öre, income plus, and that of its budget."""

    outcome: int = 0
    budget: int = 0


def booked(municipality: Unit, dimension: Dimension) -> Mapping[tuple[str, int], Booked]:
    """By code and year what the ledger holds now; lines without a code of the dimension are left out."""
    place = (municipality.pk, dimension)
    found: Mapping[tuple[str, int], Booked] = _kept.get(place, last_change(), lambda: _booked(municipality, dimension))
    return found


def is_booked(municipality: Unit, dimension: Dimension, code: str) -> bool:
    """Whether anything stands on the code in any year."""
    return any(each == code for each, _year in booked(municipality, dimension))


def booked_pairs(municipality: Unit, year: int) -> Mapping[tuple[str, str], Booked]:
    """By account and activity what the whole municipality has in a year, whatever unit it is booked on."""
    place = ("pairs", municipality.pk, year)
    found: Mapping[tuple[str, str], Booked] = _kept.get(place, last_change(), lambda: _pairs(municipality, year))
    return found


def last_year(municipality: Unit) -> int | None:
    """The last year that any account has an outcome in; else the last with a budget; None without a ledger."""
    found = booked(municipality, Dimension.ACCOUNT)
    with_outcome = [year for (_code, year), each in found.items() if each.outcome]
    return max(with_outcome or (year for _code, year in found), default=None)


def _booked(municipality: Unit, dimension: Dimension) -> Mapping[tuple[str, int], Booked]:
    source = _SOURCES.get(dimension, balances_sql)
    columns, rest = f"{dimension.value}, period // 100", f"WHERE {dimension.value} <> '' GROUP BY ALL"
    return _summed(
        {kind: _asked(columns, source, municipality, kind, rest) for kind in (LedgerKind.OUTCOME, LedgerKind.BUDGET)}
    )


def _pairs(municipality: Unit, year: int) -> Mapping[tuple[str, str], Booked]:
    rest = f"WHERE period // 100 = {int(year)} GROUP BY ALL"
    return _summed(
        {
            kind: _asked("account, activity", balances_sql, municipality, kind, rest)
            for kind in (LedgerKind.OUTCOME, LedgerKind.BUDGET)
        }
    )


@leaving_out_what_is_lost
def _asked(columns: str, source: Source, municipality: Unit, kind: LedgerKind, rest: str) -> list[Any]:
    """What is lost is left out: this says which codes are used, and the statements say what is missing."""
    found = [each for each in counting(municipality, kind) if not sums_are_lost(each.source.content)]
    if source is lines_sql:
        found = [each for each in found if is_sound(store.lines_path(each.source.content))]

    def ask() -> list[Any]:
        sql = f"SELECT {columns}, sum(amount)::BIGINT FROM ({source(found)}) {rest}"  # noqa: S608 - our own columns
        return store.connection().execute(sql).fetchall()

    return read([each.source.content for each in found], ask)


def _summed(rows: Mapping[LedgerKind, list[Any]]) -> dict[Any, Booked]:
    amounts: dict[Any, dict[LedgerKind, int]] = defaultdict(dict)
    for kind, found in rows.items():
        for first, second, amount in found:
            amounts[first, second][kind] = presented(amount)
    return {
        key: Booked(each.get(LedgerKind.OUTCOME, 0), each.get(LedgerKind.BUDGET, 0)) for key, each in amounts.items()
    }
