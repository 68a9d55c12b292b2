"""Addresses of imports."""

from collections.abc import Mapping

from tertial.things.rights import Right
from tests.every_room.addresses.needed import READS, Needed, Value

NEEDED: Mapping[str, Needed] = {
    "sources:imports": READS,
    "sources:send": Right.PLAN,
    "sources:staged": Right.PLAN,
    "sources:read": Right.PLAN,
    "sources:read_again": Right.PLAN,
    "sources:stop": Right.PLAN,
    "sources:progress": Right.PLAN,
    "sources:apply": Right.PLAN,
    "sources:discard": Right.PLAN,
    "sources:staged_refused": Right.PLAN,
    "sources:import": READS,
    "sources:undo": Right.PLAN,
    "sources:close": Right.PLAN,
    "sources:import_refused": Right.PLAN,
}

VALUES: Mapping[str, Value] = {
    "sources:number": lambda place: place.rooms["sources"].ledger_import.pk,
    "sources:sent": lambda place: place.rooms["sources"].staged.pk,
    "sources:file_type": lambda place: "csv",
}
