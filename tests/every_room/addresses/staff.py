"""Addresses of staff."""

from collections.abc import Mapping

from tertial.things.rights import Right
from tests.every_room.addresses.needed import READS, Needed, Value

NEEDED: Mapping[str, Needed] = {
    "staff:overview": READS,
    "staff:employees": READS,
    "staff:sick_leave": READS,
    "staff:survey": READS,
    "staff:figure": READS,
    "staff:export": READS,
    "staff:imports": READS,
    "staff:example": READS,
    "staff:send": Right.PLAN,
    "staff:preview": Right.PLAN,
    "staff:drop": Right.PLAN,
    "staff:undo": Right.PLAN,
}

VALUES: Mapping[str, Value] = {
    "staff:name": lambda place: "sick_leave_women",
    "staff:table": lambda place: "nyckeltal",
    "staff:kind": lambda place: "hours",
    "staff:token": lambda place: place.rooms["staff"].token,
    "staff:import_ref": lambda place: place.rooms["staff"].done.ref,
}
