"""What it can take to write to an address, and how the values of its parameters are found."""

from collections.abc import Callable

from tertial.things.rights import Right
from tests.shared.small_municipality import SmallMunicipality

READS = "reads"
"""The address is only read: a post is refused with 405 or changes nothing."""
OWN = "own"
"""Everyone who is signed in may post: it is about themselves."""
PUBLIC = "public"
"""Everyone may, also who is not signed in."""

Needed = Right | str
Value = Callable[[SmallMunicipality], object]
