"""The goals that projects serve, known here only by their refs: the goals room is beside this one."""

from tertial.domain.ref import NO_REF, Ref
from tertial.organisation.pointing import led_forward


def goal_in(ref: Ref, year: int) -> Ref:
    """The goal of a year that a project serves: the one it names, or what continues that; none for no ref.

    A project goes on from year to year and names one goal, while each year's plan has goals of its own.
    """
    return led_forward([ref], year)[ref] if ref else NO_REF
