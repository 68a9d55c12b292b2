"""Every address of Tertial: which right it takes to write there, and what its parameters can be; one file a room."""

from collections.abc import Mapping

from tests.every_room.addresses import (
    checks,
    coding,
    control,
    desk,
    economy,
    foundation,
    free,
    intake,
    projects,
    staff,
)
from tests.every_room.addresses.needed import Needed, Value

_ROOMS = (foundation, economy, coding, projects, staff, control, intake, free, checks, desk)
NEEDED: Mapping[str, Needed] = {name: needed for room in _ROOMS for name, needed in room.NEEDED.items()}
VALUES: Mapping[str, Value] = {name: value for room in _ROOMS for name, value in room.VALUES.items()}
