"""The texts that a goal has, by the names they are stored under."""

MOTIVATION, WORK, ANALYSIS = "motivation", "work", "analysis"


def analysis_slot(indicator_id: int) -> str:
    """The slot of a goal's text about one of its indicators."""
    return f"{ANALYSIS}-{indicator_id}"


def text_ref(goal_id: int, slot: str) -> str:
    """The name by which findings point at a text of a goal, written or not: `text:goal:12:motivation`."""
    return f"text:goal:{goal_id}:{slot}"
