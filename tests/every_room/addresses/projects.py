"""Addresses of projects and grants."""

from collections.abc import Mapping

from tertial.things.rights import Right
from tests.every_room.addresses.needed import READS, Needed, Value

NEEDED: Mapping[str, Needed] = {
    "economy:projects": READS,
    "economy:project_table": READS,
    "economy:project_export": READS,
    "economy:project": READS,
    "economy:project_lines": READS,
    "economy:project_lines_file": READS,
    "economy:project_new": Right.PLAN,
    "economy:project_change": Right.PLAN,
    "economy:project_archive": Right.PLAN,
    "economy:project_restore": Right.PLAN,
    "economy:project_transfer": Right.PLAN,
    "economy:project_stage": Right.REPORT,
    "economy:project_stage_remove": Right.REPORT,
    "economy:project_amount_add": Right.REPORT,
    "economy:project_amount_change": Right.PLAN,
    "economy:project_amount_remove": Right.PLAN,
    "economy:project_tables": READS,
    "economy:project_table_new": Right.PLAN,
    "economy:project_table_archive": Right.PLAN,
    "economy:project_table_restore": Right.PLAN,
    "economy:project_words": Right.PLAN,
    "economy:project_paste": Right.PLAN,
    "economy:project_group_new": Right.PLAN,
    "economy:project_group_change": Right.PLAN,
    "economy:project_group_remove": Right.PLAN,
}

VALUES: Mapping[str, Value] = {
    "economy:project_ref": lambda place: place.rooms["projects"].investment.ref,
    "economy:amount_ref": lambda place: place.rooms["projects"].budget.ref,
    "economy:stage_ref": lambda place: place.rooms["projects"].stage.ref,
    "economy:group_ref": lambda place: place.rooms["projects"].group.ref,
    "economy:slug": lambda place: "investments",
}
