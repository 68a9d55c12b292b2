"""Addresses of imports."""

from collections.abc import Mapping

from tertial.things.rights import Right
from tests.every_room.addresses.needed import READS, Needed, Value

NEEDED: Mapping[str, Needed] = {
    "intake:imports": READS,
    "intake:send": Right.PLAN,
    "intake:example": READS,
    "intake:staged": Right.PLAN,
    "intake:read": Right.PLAN,
    "intake:read_again": Right.PLAN,
    "intake:stop": Right.PLAN,
    "intake:progress": Right.PLAN,
    "intake:apply": Right.PLAN,
    "intake:discard": Right.PLAN,
    "intake:staged_refused": Right.PLAN,
    "intake:import": READS,
    "intake:undo": Right.PLAN,
    "intake:close": Right.PLAN,
    "intake:import_refused": Right.PLAN,
    "intake:workbooks": Right.PLAN,
    "intake:workbook_file": Right.PLAN,
    "intake:workbook": Right.PLAN,
    "intake:workbook_progress": Right.PLAN,
    "intake:workbook_read": Right.PLAN,
    "intake:workbook_apply": Right.PLAN,
    "intake:workbook_discard": Right.PLAN,
    "intake:workbook_undo": Right.PLAN,
}

VALUES: Mapping[str, Value] = {
    "intake:source": lambda place: "personal",
    "intake:name": lambda place: "hours.csv",
    "intake:import_ref": lambda place: place.rooms["intake"].ledger_import.ref,
    "intake:sent": lambda place: place.rooms["staff"].staged.ref,
    "intake:lines": lambda place: place.rooms["intake"].staged.ref,
    "intake:book": lambda place: place.rooms["intake"].workbook.ref,
    "intake:file_type": lambda place: "csv",
}
