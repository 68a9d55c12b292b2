"""Putting staged lines into the ledger, and taking an import back."""

import shutil
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.workflow.imports import ImportAct
from tertial.economy.ledger.imports import ImportedFile, undo_import, write_import
from tertial.economy.models import LedgerImport, LedgerKind
from tertial.intake import uploads
from tertial.intake.actions.asking import WrongState, write_waiting_to_apply
from tertial.intake.actions.holding import Hold, take
from tertial.intake.actions.reading import staged_folder
from tertial.intake.models import StagedImport
from tertial.intake.workshop import LINES, REFUSED
from tertial.organisation import gate
from tertial.things import work
from tertial.things.work.doing import beating

BROKEN = gettext_noop(
    "%(files)s could not be imported because of an error in Tertial, and nothing was changed; try again, and report it"
    " if it stays."
)


def apply_staged(*, by: Person, staged: StagedImport, closed_through: int | None = None) -> LedgerImport:
    """Puts the lines that the preview told of into the ledger here and now; `closed_through` is YYYYMM, 0 for none.

    For their periods they take the place of earlier ones. Raises NotAllowed, WrongState, ClosingRefused, ImportRefused.
    """
    gate.enter(by=by, act=gate.PLAN, things=[staged.municipality])
    hold = take(write_waiting_to_apply(by=by, staged=staged, closed_through=closed_through))
    if hold is None:
        raise _in_other_hands(staged)
    try:
        with beating(hold.held):
            return apply_held(hold)
    except work.TakenAway as error:
        raise _in_other_hands(staged) from error


def apply_held(hold: Hold) -> LedgerImport:
    """Does the import that was taken; where that fails it is READY again with why, and the error goes on.

    A kill at any instant leaves the ledger as it was or as it is to be.
    """
    staged = hold.staged
    try:
        return _apply(hold)
    except work.TakenAway:
        raise
    except DomainError as error:
        hold.give_up(ImportAct.GIVE_UP, error.message)
        raise
    except Exception:
        hold.give_up(ImportAct.GIVE_UP, Message(BROKEN, {"files": str(staged)}))
        raise
    except BaseException:
        hold.let_go(ImportAct.GIVE_UP)
        raise


def _apply(hold: Hold) -> LedgerImport:
    staged, by = hold.staged, hold.asked_by
    gate.check(by, gate.PLAN, staged.municipality)  # it may have been asked for a while ago
    preview, folder = staged.preview or {}, staged_folder(staged)
    refused = uploads.refused_path(staged.folder)
    refused.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(folder / REFUSED, refused)
    made = write_import(
        by=by,
        municipality=staged.municipality,
        kind=LedgerKind(staged.kind),
        source_system=staged.source_system,
        lines=folder / LINES,
        files=_files(staged, preview),
        refused=refused,
        refused_count=preview["refused"],
        closed_through=staged.closed_through,
        also=lambda made: _switch_over(by, hold, made),
    )
    transaction.on_commit(lambda: uploads.remove(staged.folder))
    return made


def _switch_over(by: Person, hold: Hold, made: LedgerImport) -> None:
    """In one transaction with the ledger: lines are imported once, also when a process thought dead still has them."""
    hold.held.finish(ref=made.ref)
    found = StagedImport.objects.select_for_update(of=("self",)).get(pk=hold.staged.pk)
    becomes = found.after(ImportAct.BOOK)
    before = audit.state(found, ("state",))
    found.state, found.ledger_import = becomes.value, made
    found.save(update_fields=["state", "ledger_import"])
    after = audit.state(found, ("state", "ledger_import"))
    audit.record(person=by, action="import.apply", subject=found, before=before, after=after)


def _in_other_hands(staged: StagedImport) -> WrongState:
    return WrongState(Message(gettext_noop("%(files)s is being imported already."), {"files": str(staged)}))


def take_back(*, by: Person, ledger_import: LedgerImport) -> LedgerImport:
    """Takes an import out of the ledger; what stood there before it counts again. Raises NotAllowed, ImportRefused."""
    return undo_import(by=by, ledger_import=ledger_import)


def _files(staged: StagedImport, preview: Mapping[str, Any]) -> list[ImportedFile]:
    counts = preview["files"]
    return [
        ImportedFile(
            name=file["name"],
            sha256=file["sha256"],
            bytes=file["bytes"],
            rows=count["lines"] + count["refused"],
        )
        for file, count in zip(staged.files, counts, strict=True)
    ]
