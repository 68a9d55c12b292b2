"""The one gate: may this person do this act to these things in this period, and are they open? (ADR 62.)

Every action asks it once, with all that it writes to; a page asks it what to offer. It joins role, responsibility,
what is archived and what is locked, and refuses with a sentence.
"""

from tertial.organisation.gate.asking import (
    Question,
    asked_by_administrator,
    asked_by_coordinator,
    check,
    enter,
    may,
    may_each,
    noted,
    permits,
)
from tertial.organisation.gate.guarded import (
    Gated,
    Guarded,
    Reporters,
    guarded,
)
from tertial.organisation.gate.people import anywhere, password_of, whole_municipality
from tertial.organisation.gate.refusals import Archived, Closed, Locked, Shut
from tertial.things.rights import ADMINISTER, APPROVE, PLAN, PUT_AWAY, REPORT, WITHDRAW, Act

__all__ = [
    "ADMINISTER",
    "APPROVE",
    "PLAN",
    "PUT_AWAY",
    "REPORT",
    "WITHDRAW",
    "Act",
    "Archived",
    "Closed",
    "Gated",
    "Guarded",
    "Locked",
    "Question",
    "Reporters",
    "Shut",
    "anywhere",
    "asked_by_administrator",
    "asked_by_coordinator",
    "check",
    "enter",
    "guarded",
    "may",
    "may_each",
    "noted",
    "password_of",
    "permits",
    "whole_municipality",
]
