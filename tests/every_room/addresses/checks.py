"""Addresses of checks."""

from collections.abc import Mapping

from tertial.things.rights import Right
from tests.every_room.addresses.needed import READS, Needed, Value

NEEDED: Mapping[str, Needed] = {
    "checks:check": READS,
    "checks:report": Right.REPORT,
    "checks:summary": READS,
    "checks:withdraw": Right.REPORT,
}

VALUES: Mapping[str, Value] = {"checks:answer_ref": lambda place: place.rooms["checks"].answer.ref}
