"""What the ledger holds by project code."""

from collections.abc import Mapping

from tertial.common.kept import Kept
from tertial.domain.period import Period
from tertial.domain.project_table import LedgerSums
from tertial.economy.ledger.reading import Ledger, span_of
from tertial.economy.ledger.soundness import last_change, leaving_out_what_is_lost
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of

_kept: Kept[Mapping[str, LedgerSums]] = Kept(most=64)


def ledger_sums(unit: Unit, period: Period) -> Mapping[str, LedgerSums]:
    """The sums of every project code from January to the last closed month of the period, whichever unit booked them.

    Empty where no import covers any of those months; a code that is missing otherwise has no lines.
    """
    municipality = municipality_of(unit)
    extent = Ledger(municipality).closed(period.to_date)
    if extent is None:
        return {}

    @leaving_out_what_is_lost
    def read() -> Mapping[str, LedgerSums]:
        sums = Ledger(municipality).projects(span_of(extent))
        return {code: LedgerSums(found.expenditure, found.income) for code, found in sums.items()}

    return _kept.get((municipality.pk, extent), last_change("projects"), read)
