"""Addresses of staff."""

from collections.abc import Mapping

from tests.every_room.addresses.needed import READS, Needed, Value

NEEDED: Mapping[str, Needed] = {
    "staff:overview": READS,
    "staff:employees": READS,
    "staff:sick_leave": READS,
    "staff:survey": READS,
    "staff:figure": READS,
    "staff:export": READS,
}

VALUES: Mapping[str, Value] = {
    "staff:name": lambda place: "sick_leave_women",
    "staff:table": lambda place: "nyckeltal",
}
