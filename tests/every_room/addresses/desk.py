"""Addresses of the desk."""

from collections.abc import Mapping

from tertial.things.rights import Right
from tests.every_room.addresses.needed import READS, Needed, Value

NEEDED: Mapping[str, Needed] = {
    "desk:root": READS,
    "desk:start": READS,
    "desk:search": READS,
    "desk:history": READS,
    "desk:trace": READS,
    "desk:checklist": READS,
    "desk:checklist_skip": Right.ADMINISTER,
    "desk:checklist_take_up": Right.ADMINISTER,
    "desk:log": READS,
    "desk:work": READS,
    "desk:work_stop": Right.ADMINISTER,
    "desk:work_again": Right.ADMINISTER,
    "desk:presets": READS,
    "desk:preset": Right.ADMINISTER,
    "desk:configuration": READS,
    "desk:configuration_export": READS,
    "desk:configuration_look": Right.ADMINISTER,
    "desk:configuration_apply": Right.ADMINISTER,
    "desk:help": READS,
    "desk:loose_ends": READS,
}

VALUES: Mapping[str, Value] = {
    "desk:key": lambda _place: "units",
    "desk:preset_key": lambda _place: "activities",
}
