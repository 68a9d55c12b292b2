"""One call of an action, as a test can make it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from tests.shared.small_municipality import SmallMunicipality


@dataclass(frozen=True)
class Call:
    """What an action is given besides who does it.

    `thing` is what is archived for the column of archived things, and `responsible` the field by which someone is made
    responsible for it; `owned` is what they are responsible for where that is another.
    """

    given: Callable[[SmallMunicipality], Mapping[str, Any]]
    thing: Callable[[SmallMunicipality], Model] | None = None
    responsible: str = ""
    owned: Callable[[SmallMunicipality], Model] | None = None
