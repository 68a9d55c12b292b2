"""Addresses of internal control."""

from collections.abc import Mapping

from tertial.things.rights import Right
from tests.every_room.addresses.needed import READS, Needed, Value

NEEDED: Mapping[str, Needed] = {
    "control:settings": Right.ADMINISTER,
    "control:overview": READS,
    "control:judgement_approve": Right.APPROVE,
    "control:judgement_reopen": Right.APPROVE,
    "control:plan_begin": Right.PLAN,
    "control:plan_copy": Right.PLAN,
    "control:plan_moved": READS,
    "control:plan_archive": Right.PLAN,
    "control:plan_restore": Right.PLAN,
    "control:list": READS,
    "control:export": READS,
    "control:thing_new": Right.PLAN,
    "control:thing": READS,
    "control:thing_change": Right.PLAN,
    "control:thing_archive": Right.PLAN,
    "control:thing_restore": Right.PLAN,
    "control:measure_new": Right.PLAN,
    "control:follow_up_measure": Right.REPORT,
    "control:follow_up_recommendation": Right.REPORT,
    "control:recheck": Right.REPORT,
    "control:result": Right.REPORT,
    "control:commons": READS,
    "control:common": READS,
    "control:common_export": READS,
    "control:common_new": Right.PLAN,
    "control:common_change": Right.PLAN,
    "control:common_archive": Right.PLAN,
    "control:common_restore": Right.PLAN,
    "control:common_rows": Right.PLAN,
    "control:question_new": Right.PLAN,
    "control:question_change": Right.PLAN,
    "control:question_remove": Right.PLAN,
    "control:answer": Right.REPORT,
    "control:answer_remove": Right.REPORT,
}

VALUES: Mapping[str, Value] = {
    "control:kind": lambda place: "risk",
    "control:subject": lambda place: "risker",
    "control:thing_ref": lambda place: place.rooms["control"].risk.ref,
    "control:risk_ref": lambda place: place.rooms["control"].risk.ref,
    "control:measure_ref": lambda place: place.rooms["control"].measure.ref,
    "control:recommendation_ref": lambda place: place.rooms["control"].recommendation.ref,
    "control:plan_ref": lambda place: place.rooms["control"].plan.ref,
    "control:control_ref": lambda place: place.rooms["control"].common.ref,
    "control:systematic_ref": lambda place: place.rooms["control"].control.ref,
    "control:question_ref": lambda place: place.rooms["control"].question.ref,
    "control:row_ref": lambda place: place.rooms["control"].row.ref,
    "control:answer_ref": lambda place: place.rooms["control"].answer.ref,
}
