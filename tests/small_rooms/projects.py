"""The small municipality's part of projects and grants."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.small_municipality import SmallMunicipality


def store(place: "SmallMunicipality") -> object:
    """Stores one of everything, and gives it, so that addresses can point at it."""
    return None
