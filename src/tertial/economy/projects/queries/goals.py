"""The goals that projects serve, known here only by their refs: the goals room is beside this one."""

from tertial.common.policies import NotThere
from tertial.organisation.tracing import trace


def goal_name(ref: str) -> str:
    """What the goal is called; nothing for no ref, or for one that stands for nothing any more."""
    if not ref:
        return ""
    try:
        return trace(ref).name
    except NotThere:
        return ""
