"""What can be done to things, and the right that it takes; which role has which is decided in `organisation/roles`."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Right(StrEnum):
    """One kind of thing that may be done in a unit."""

    READ = "read"
    REPORT = "report"
    APPROVE = "approve"
    PLAN = "plan"
    ADMINISTER = "administer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """The right that an act takes, and whom and what else it passes.

    `owner`: whoever is responsible for the thing may do it too. `even_archived`: it may be done to what is put away.
    `even_locked`: it touches nothing that a report says, so no lock stops it.
    """

    right: Right
    owner: bool = False
    even_archived: bool = False
    even_locked: bool = False

    @property
    def undone(self) -> "Act":
        """The act as it is taken back, which the rules of the thing itself judge further."""
        return replace(self, even_archived=True)


REPORT = Act(right=Right.REPORT, owner=True)
WITHDRAW = Act(right=Right.REPORT, owner=True, even_archived=True)
"""To let what is reported count no more, and to bring it back."""
APPROVE = Act(right=Right.APPROVE)
PLAN = Act(right=Right.PLAN)
PUT_AWAY = Act(right=Right.PLAN, even_archived=True)
"""To archive and to restore."""
ADMINISTER = Act(right=Right.ADMINISTER, even_locked=True)
