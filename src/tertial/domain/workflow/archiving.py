"""Whatever can be archived and brought back: goals, plans, risks, projects, templates, pictures."""

from enum import StrEnum

from tertial.domain.message import gettext_noop
from tertial.domain.workflow.table import Transition, Workflow


class ArchiveState(StrEnum):
    """Whether a thing is in use."""

    IN_USE = "in_use"
    ARCHIVED = "archived"


class ArchiveAct(StrEnum):
    """What can be done with a thing."""

    CHANGE = "change"
    ARCHIVE = "archive"
    RESTORE = "restore"


_PLANS = "may plan for the unit"

ARCHIVING = Workflow(
    name="archiving",
    title="What can be archived",
    start=ArchiveState.IN_USE,
    states={ArchiveState.IN_USE: gettext_noop("In use"), ArchiveState.ARCHIVED: gettext_noop("Archived")},
    acts={
        ArchiveAct.CHANGE: gettext_noop("change it"),
        ArchiveAct.ARCHIVE: gettext_noop("archive it"),
        ArchiveAct.RESTORE: gettext_noop("bring it back"),
    },
    transitions=(
        Transition(ArchiveState.IN_USE, ArchiveAct.CHANGE, ArchiveState.IN_USE, "has the right that the change takes"),
        Transition(ArchiveState.IN_USE, ArchiveAct.ARCHIVE, ArchiveState.ARCHIVED, _PLANS),
        Transition(ArchiveState.ARCHIVED, ArchiveAct.ARCHIVE, ArchiveState.ARCHIVED, _PLANS, already=True),
        Transition(
            ArchiveState.ARCHIVED,
            ArchiveAct.RESTORE,
            ArchiveState.IN_USE,
            f"{_PLANS}, where nothing has taken its place",
        ),
        Transition(ArchiveState.IN_USE, ArchiveAct.RESTORE, ArchiveState.IN_USE, _PLANS, already=True),
    ),
    instead={
        (ArchiveState.ARCHIVED, ArchiveAct.CHANGE): gettext_noop(
            "“%(thing)s” is archived; bring it back before you change it."
        ),
    },
)
