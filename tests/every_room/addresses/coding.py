"""Addresses of codes and of the layouts of statements."""

from collections.abc import Mapping

from tertial.accounts.system import the_system
from tertial.common import audit
from tertial.economy.actions.coding import FIELDS
from tertial.economy.models import Code
from tertial.things.rights import Right
from tests.every_room.addresses.needed import READS, Needed, Value
from tests.shared.small_municipality import SmallMunicipality

NEEDED: Mapping[str, Needed] = {
    "economy:all_codes": READS,
    "economy:codes": READS,
    "economy:codes_file": READS,
    "economy:code_new": Right.ADMINISTER,
    "economy:code_change": Right.ADMINISTER,
    "economy:code_remove": Right.ADMINISTER,
    "economy:codes_named": Right.ADMINISTER,
    "economy:codes_read": Right.ADMINISTER,
    "economy:layouts": READS,
    "economy:layout": READS,
    "economy:layout_file": READS,
    "economy:layout_new": Right.ADMINISTER,
    "economy:amounts": READS,
    "economy:amounts_begin": Right.ADMINISTER,
    "economy:amounts_change": Right.ADMINISTER,
    "economy:layout_begin": Right.ADMINISTER,
    "economy:layout_change": Right.ADMINISTER,
    "economy:layout_remove": Right.ADMINISTER,
    "economy:layout_row_new": Right.ADMINISTER,
    "economy:layout_row_change": Right.ADMINISTER,
    "economy:layout_row_move": Right.ADMINISTER,
    "economy:layout_row_remove": Right.ADMINISTER,
}


def _code(place: SmallMunicipality) -> Code:
    return Code.objects.get(code="6010")


def _naming(place: SmallMunicipality) -> int:
    """The number of a new audit entry, to take back."""
    code = _code(place)
    now = audit.state(code, FIELDS)
    return audit.record(
        person=the_system(), action="code.save", subject=code, before=now | {"name": "Hyra"}, after=now
    ).pk


VALUES: Mapping[str, Value] = {
    "economy:code_ref": lambda place: _code(place).ref,
    "economy:dimension": lambda _place: "konton",
    "economy:row_key": lambda _place: "premises",
}
