"""Whatever can be archived and brought back: goals, plans, risks, projects, templates, pictures."""

from enum import StrEnum

from tertial.domain.message import gettext_noop
from tertial.domain.workflow.table import Transition, Workflow


class Kept(StrEnum):
    """Whether a thing is in use."""

    IN_USE = "in_use"
    ARCHIVED = "archived"


class KeepingAct(StrEnum):
    """What can be done with a thing."""

    CHANGE = "change"
    ARCHIVE = "archive"
    RESTORE = "restore"


_PLANS = "may plan for the unit"

ARCHIVING = Workflow(
    name="archiving",
    title="What can be archived",
    start=Kept.IN_USE,
    states={Kept.IN_USE: gettext_noop("In use"), Kept.ARCHIVED: gettext_noop("Archived")},
    acts={
        KeepingAct.CHANGE: gettext_noop("change it"),
        KeepingAct.ARCHIVE: gettext_noop("archive it"),
        KeepingAct.RESTORE: gettext_noop("bring it back"),
    },
    transitions=(
        Transition(Kept.IN_USE, KeepingAct.CHANGE, Kept.IN_USE, "has the right that the change takes"),
        Transition(Kept.IN_USE, KeepingAct.ARCHIVE, Kept.ARCHIVED, _PLANS),
        Transition(Kept.ARCHIVED, KeepingAct.ARCHIVE, Kept.ARCHIVED, _PLANS, already=True),
        Transition(Kept.ARCHIVED, KeepingAct.RESTORE, Kept.IN_USE, f"{_PLANS}, where nothing has taken its place"),
        Transition(Kept.IN_USE, KeepingAct.RESTORE, Kept.IN_USE, _PLANS, already=True),
    ),
    instead={
        (Kept.ARCHIVED, KeepingAct.CHANGE): gettext_noop(
            "“%(thing)s” is archived; bring it back before you change it."
        ),
    },
)
