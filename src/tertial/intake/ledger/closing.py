"""To which month an import closes its year: what is asked, and what is suggested (docs/rules/periods.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tertial.common.period_words import month_name, period_name
from tertial.domain.closing import suggested_closing
from tertial.domain.period import Period
from tertial.economy.ledger.closed import closed_systems
from tertial.economy.ledger.closing import is_to_come
from tertial.economy.models import LedgerKind
from tertial.intake.ledger.preview import Preview
from tertial.intake.models import StagedImport
from tertial.organisation.models import Unit

NONE = 0


@dataclass(frozen=True, slots=True)
class MonthChoice:
    """A month that may be said to be the last closed one, YYYYMM; 0 for none."""

    month: int
    label: str
    suggested: bool


def closing_asked(staged: StagedImport) -> Sequence[MonthChoice]:
    """The months of the newest year in the files that have begun, and none, with the one that is suggested.

    Empty for a budget.
    """
    if staged.kind != LedgerKind.OUTCOME or not staged.preview:
        return ()
    lines = _lines(staged)
    year = max(lines) // 100
    suggested = suggestion(staged)
    months = {month for month in (*lines, suggested) if month // 100 == year and not is_to_come(month)}
    return [
        *(MonthChoice(month, month_in_words(month), month == suggested) for month in sorted(months, reverse=True)),
        MonthChoice(NONE, _("No month of %(year)s") % {"year": year}, suggested // 100 != year),
    ]


def closings(municipality: Unit, year: int) -> Mapping[str, Any]:
    """Each source system of the year, to which month it is closed, and what can be chosen."""
    choices = [
        *((month, month_name(month)) for month in range(12, 0, -1) if not is_to_come(year * 100 + month)),
        (NONE, _("No month")),
    ]
    systems = closed_systems(municipality, year).values()
    return {"closed_systems": sorted(systems, key=lambda each: each.system), "closing_choices": choices}


def suggestion(staged: StagedImport) -> int:
    """The last month that can be taken as closed, YYYYMM: as the lines tell, or as was said before; 0 for none."""
    lines = _lines(staged)
    suggested = suggested_closing(lines, timezone.localdate()) or NONE
    year = max(lines) // 100
    before = closed_systems(staged.unit, year).get(staged.source_system)
    return max(suggested, year * 100 + before.month) if before is not None and before.month else suggested


def month_in_words(month: int) -> str:
    """`October 2026` of 202610."""
    return period_name(Period.of_month(month // 100, month % 100))


def _lines(staged: StagedImport) -> Mapping[int, int]:
    return {each.period: each.lines for each in Preview.from_json(staged.preview or {}).periods}
