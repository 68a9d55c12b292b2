"""The rights that acts ask for; which role has which is told in `organisation/roles`."""

from enum import StrEnum


class Right(StrEnum):
    """One kind of thing that may be done in a unit."""

    READ = "read"
    REPORT = "report"
    APPROVE = "approve"
    PLAN = "plan"
    ADMINISTER = "administer"
