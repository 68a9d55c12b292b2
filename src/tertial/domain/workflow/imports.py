"""Files on their way in: received, read, previewed, imported, taken back."""

from enum import StrEnum

from tertial.domain.message import gettext_noop
from tertial.domain.workflow.table import Transition, Workflow


class ImportState(StrEnum):
    """Where an import stands on its way."""

    UPLOADED = "uploaded"
    READING = "reading"
    READY = "ready"
    FAILED = "failed"
    APPLYING = "applying"
    APPLIED = "applied"
    DISCARDED = "discarded"
    TAKEN_BACK = "taken_back"


class ImportAct(StrEnum):
    """What can be done with an import; the last four are done by whoever works on it."""

    DESCRIBE = "describe"
    READ = "read"
    STOP = "stop"
    APPLY = "apply"
    DISCARD = "discard"
    TAKE_BACK = "take_back"
    SHOW = "show"
    FAIL = "fail"
    BOOK = "book"
    GIVE_UP = "give_up"


_IMPORTS, _WORKER = "may import for the municipality", "the worker, or the command line"
_S, _A = ImportState, ImportAct

IMPORTING = Workflow(
    name="import",
    title="Import of files",
    start=_S.UPLOADED,
    states={
        _S.UPLOADED: gettext_noop("Received"),
        _S.READING: gettext_noop("Being read"),
        _S.READY: gettext_noop("Read, not yet imported"),
        _S.FAILED: gettext_noop("Could not be read"),
        _S.APPLYING: gettext_noop("Being imported"),
        _S.APPLIED: gettext_noop("Imported"),
        _S.DISCARDED: gettext_noop("Set aside"),
        _S.TAKEN_BACK: gettext_noop("Taken back"),
    },
    acts={
        _A.DESCRIBE: gettext_noop("say how the files are read"),
        _A.READ: gettext_noop("read the files"),
        _A.STOP: gettext_noop("stop the reading"),
        _A.APPLY: gettext_noop("import what was read"),
        _A.DISCARD: gettext_noop("discard the files"),
        _A.TAKE_BACK: gettext_noop("take the import back"),
        _A.SHOW: gettext_noop("show what was read"),
        _A.FAIL: gettext_noop("say why the files cannot be read"),
        _A.BOOK: gettext_noop("store what was read"),
        _A.GIVE_UP: gettext_noop("give the import up"),
    },
    transitions=(
        *(Transition(state, _A.DESCRIBE, state, _IMPORTS) for state in (_S.UPLOADED, _S.READING, _S.READY, _S.FAILED)),
        *(Transition(state, _A.READ, _S.READING, _IMPORTS) for state in (_S.UPLOADED, _S.READY, _S.FAILED)),
        Transition(_S.READING, _A.READ, _S.READING, _IMPORTS, already=True),
        Transition(_S.READING, _A.STOP, _S.UPLOADED, _IMPORTS),
        Transition(_S.READING, _A.SHOW, _S.READY, _WORKER),
        Transition(_S.READING, _A.FAIL, _S.FAILED, f"{_WORKER}, with the reason"),
        Transition(_S.READY, _A.APPLY, _S.APPLYING, f"{_IMPORTS}, and has seen the newest reading"),
        Transition(_S.APPLYING, _A.APPLY, _S.APPLYING, _IMPORTS, already=True),
        Transition(_S.APPLYING, _A.BOOK, _S.APPLIED, f"{_WORKER}, all lines or none"),
        Transition(_S.APPLYING, _A.GIVE_UP, _S.READY, f"{_WORKER}, with the reason; nothing is imported"),
        *(
            Transition(state, _A.DISCARD, _S.DISCARDED, _IMPORTS)
            for state in (_S.UPLOADED, _S.READING, _S.READY, _S.FAILED)
        ),
        Transition(_S.APPLIED, _A.TAKE_BACK, _S.TAKEN_BACK, f"{_IMPORTS}, where no later import builds on it"),
    ),
    instead={
        (_S.TAKEN_BACK, _A.TAKE_BACK): gettext_noop("“%(thing)s” has been taken back already."),
    },
)


def stored_import(*, taken_back: bool) -> ImportState:
    """Where an import stands that was imported."""
    return ImportState.TAKEN_BACK if taken_back else ImportState.APPLIED
