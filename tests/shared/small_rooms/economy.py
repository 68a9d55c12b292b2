"""The small municipality's part of a ledger."""

from typing import TYPE_CHECKING

from tests.shared.small_ledger import SmallLedger, store_ledger

if TYPE_CHECKING:
    from tests.shared.small_municipality import SmallMunicipality


def store(place: "SmallMunicipality") -> SmallLedger:
    """Stores one of everything, and gives it, so that addresses can point at it."""
    return store_ledger(place.units["BY"], {"1010": place.units["KSF"], "1020": place.units["KS"]})
