"""The texts that a goal has, by the names they are stored under."""

from tertial.domain.ref import Ref

MOTIVATION, WORK, ANALYSIS = "motivation", "work", "analysis"


def analysis_slot(indicator: Ref) -> str:
    """The slot of a goal's text about one of its indicators: `analysis-KS.pupils`."""
    return f"{ANALYSIS}-{indicator.key.replace(':', '.')}"


def text_ref(goal: Ref, slot: str) -> Ref:
    """The name by which findings point at a text of a goal, written or not: `text:goal:KS:2024:work:motivation`."""
    return Ref("text", goal, slot)


def divided_text_ref(ref: Ref) -> tuple[Ref, str]:
    """What such a text is about, and its slot."""
    about, slot = ["", *ref.parts(2)][-2:]
    return Ref.parse(about), slot
