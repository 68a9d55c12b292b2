"""What the ledger holds by project code."""

from collections.abc import Mapping

from tertial.common.kept import Kept, last_write
from tertial.domain.period import Period
from tertial.domain.project_table import LedgerSums
from tertial.economy.ledger.reading import Ledger, year_to_date
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of

_kept: Kept[Mapping[str, LedgerSums]] = Kept(most=64)


def ledger_sums(unit: Unit, period: Period) -> Mapping[str, LedgerSums]:
    """The sums of every project code from January to the end of the period, whichever unit booked them.

    Empty where no import covers any of those months; a code that is missing otherwise has no lines.
    """
    municipality = municipality_of(unit)
    span = year_to_date(period)

    def read() -> Mapping[str, LedgerSums]:
        sums = Ledger(municipality).projects(span)
        return {code: LedgerSums(found.expenditure, found.income) for code, found in sums.items()}

    return _kept.get((municipality.pk, span), last_write(), read)
