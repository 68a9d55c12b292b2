"""The texts that a goal has, by the names they are stored under."""

from tertial.domain.ref import Ref

MOTIVATION, WORK, ANALYSIS = "motivation", "work", "analysis"


def analysis_slot(indicator_id: int) -> str:
    """The slot of a goal's text about one of its indicators."""
    return f"{ANALYSIS}-{indicator_id}"


def text_ref(goal_id: int, slot: str) -> Ref:
    """The name by which findings point at a text of a goal, written or not: `text:goal:12:motivation`."""
    return Ref("text", Ref("goal", goal_id), slot)


def divided_text_ref(ref: Ref) -> tuple[Ref, str]:
    """What such a text is about, and its slot."""
    about, slot = ["", *ref.parts(2)][-2:]
    return Ref.parse(about), slot
