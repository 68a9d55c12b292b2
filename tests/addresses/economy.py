"""Addresses of the economy."""

from collections.abc import Mapping

from tertial.organisation.roles import Right
from tests.addresses.needed import READS, Needed, Value

NEEDED: Mapping[str, Needed] = {
    "economy:overview": READS,
    "economy:statements": READS,
    "economy:statement": READS,
    "economy:statement_file": READS,
    "economy:months_file": READS,
    "economy:cell": READS,
    "economy:cell_file": READS,
    "economy:adopt": Right.REPORT,
}

VALUES: Mapping[str, Value] = {
    "economy:statement": lambda _place: "income_statement",
    "economy:row": lambda _place: "consultants",
    "economy:shown": lambda _place: "deviation",
    "economy:what": lambda _place: "konton",
    "economy:form": lambda _place: "csv",
}
