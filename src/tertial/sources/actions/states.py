"""In which states of an import what may be done (the table in docs/rules/imports.md is held to this by a test)."""

from collections.abc import Mapping

from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.sources.models import StagedImport, StagedState

FOLLOWING: Mapping[StagedState, frozenset[StagedState]] = {
    StagedState.UPLOADED: frozenset({StagedState.READING, StagedState.DISCARDED}),
    StagedState.READING: frozenset(
        {
            StagedState.READING,
            StagedState.READY,
            StagedState.FAILED,
            StagedState.UPLOADED,
            StagedState.DISCARDED,
        }
    ),
    StagedState.READY: frozenset({StagedState.READING, StagedState.APPLYING, StagedState.DISCARDED}),
    StagedState.APPLYING: frozenset({StagedState.APPLYING, StagedState.APPLIED, StagedState.READY}),
    StagedState.FAILED: frozenset({StagedState.READING, StagedState.DISCARDED}),
    StagedState.APPLIED: frozenset(),
    StagedState.DISCARDED: frozenset(),
}


class WrongState(DomainError):
    """What is asked for does not follow on where the import stands."""


def check_follows(staged: StagedImport, state: StagedState) -> None:
    """Raises WrongState unless the state may follow on the one the import is in."""
    if state not in FOLLOWING[StagedState(staged.state)]:
        template = gettext_noop(
            "The import of %(files)s is “%(state)s”; open the list of imports to see how it stands."
        )
        values = {"files": str(staged), "state": str(StagedState(staged.state).label)}
        raise WrongState(Message(template, values))
