"""Answers to findings."""

from tertial.checks.models import Answer, FindingAnswer
from tests.every_room.acts.call import Call
from tests.shared.small_municipality import SmallMunicipality
from tests.shared.small_rooms.checks import TERTIAL, open_finding


def _answer(place: SmallMunicipality) -> FindingAnswer:
    found: FindingAnswer = place.rooms["checks"].answer
    return found


CALLS = {
    "checks.answer_finding": Call(
        lambda place: {
            "unit": place.units["KS"],
            "period": TERTIAL,
            "finding": open_finding(place.units["KS"]),
            "answer": Answer.ACCEPTED,
            "reason": "Så är det.",
        }
    ),
    "checks.withdraw_answer": Call(lambda place: {"answer": _answer(place)}, _answer),
}
