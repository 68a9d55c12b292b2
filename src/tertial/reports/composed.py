"""The report of a unit and period as a tree, kept while nothing that it rests on is written."""

from tertial.common.kept import Kept, Stamp
from tertial.common.stamps import written
from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree
from tertial.reports.compose import Composition, compose
from tertial.reports.page_fragment import Drawn, drawn

_AREAS = (
    *("accounts", "organisation", "texts", "goals", "economy", "budget", "projects", "staff", "control", "sources"),
    "reports",
)
# A composed report takes about eight times the room of its page; huge texts make huge pages.
_kept: Kept[tuple[Composition, Drawn]] = Kept(most=16, weigh=lambda kept: 8 * len(kept[1]), most_bytes=96 * 1024**2)


def stamp_of(unit: Unit) -> Stamp:
    """Changes whenever anything that a report of the unit rests on is written, and with the day it is made."""
    return written(*_AREAS, units=unit_tree().family(unit.pk))


def composed(unit: Unit, period: Period) -> tuple[Composition, Drawn]:
    """The report, and how it stands on its page. Raises NothingToReport, NoTemplate or UnusableTemplate."""

    def read() -> tuple[Composition, Drawn]:
        composition = compose(unit, period)
        return composition, drawn(composition.document, unit, period)

    return _kept.get((unit.pk, period), stamp_of(unit), read)
