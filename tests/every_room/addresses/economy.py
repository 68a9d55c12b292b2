"""Addresses of the economy."""

from collections.abc import Mapping

from tertial.economy.models import LedgerImport
from tertial.things.rights import Right
from tests.every_room.addresses.needed import READS, Needed, Value

NEEDED: Mapping[str, Needed] = {
    "economy:overview": READS,
    "economy:statements": READS,
    "economy:statement": READS,
    "economy:statement_file": READS,
    "economy:months_file": READS,
    "economy:cell": READS,
    "economy:cell_file": READS,
    "economy:voucher": READS,
    "economy:adopt": Right.REPORT,
    "economy:budget": READS,
    "economy:budget_file": READS,
    "economy:budget_months_file": READS,
    "economy:budget_spread": Right.PLAN,
    "economy:budget_decision_new": Right.PLAN,
    "economy:budget_decision_change": Right.PLAN,
    "economy:budget_withdraw": Right.PLAN,
    "economy:budget_restore": Right.PLAN,
    "economy:budget_unspread": Right.PLAN,
    "economy:forecast": Right.REPORT,
    "economy:forecast_propose": Right.REPORT,
    "economy:forecast_file": READS,
    "economy:remedies": READS,
    "economy:remedies_file": READS,
    "economy:remedy_new": Right.REPORT,
    "economy:remedy_change": Right.REPORT,
    "economy:remedy_follow_up": Right.REPORT,
    "economy:remedy_withdraw": Right.REPORT,
    "economy:remedy_restore": Right.REPORT,
    "economy:track_record": READS,
    "economy:track_record_file": READS,
}

VALUES: Mapping[str, Value] = {
    "economy:statement": lambda _place: "income_statement",
    "economy:row": lambda _place: "consultants",
    "economy:shown": lambda _place: "deviation",
    "economy:source": lambda _place: LedgerImport.objects.earliest("pk").content,
    "economy:year": lambda _place: 2024,
    "economy:number": lambda _place: "V-900",
    "economy:what": lambda _place: "konton",
    "economy:file_type": lambda _place: "csv",
    "economy:kind": lambda place: "adjustment",
    "economy:decision_ref": lambda place: place.rooms["budget"].frame.ref,
    "economy:remedy": lambda place: place.rooms["budget"].remedy.ref,
    "economy:spread_ref": lambda place: place.rooms["budget"].spread.ref,
}
