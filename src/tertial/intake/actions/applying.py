"""Importing what was read, and taking an import back."""

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.keys import Keyed
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.ref import Ref
from tertial.domain.workflow.imports import ImportAct
from tertial.intake import uploads
from tertial.intake.actions.asking import WrongState, write_waiting_to_apply
from tertial.intake.actions.holding import Hold, take
from tertial.intake.adapter import Outdated, adapter_of, adapter_of_import
from tertial.intake.models import StagedImport
from tertial.organisation import gate
from tertial.things import work
from tertial.things.work.doing import beating

BROKEN = gettext_noop(
    "%(files)s could not be imported because of an error in Tertial, and nothing was changed; try again, and report it"
    " if it stays."
)


def apply_staged(*, by: Person, staged: StagedImport, closed_through: int | None = None) -> StagedImport:
    """Imports what the preview told of here and now; of a ledger `closed_through` is YYYYMM, 0 for none.

    Raises NotAllowed, WrongState, and what the kind of file says where it cannot be imported.
    """
    gate.enter(by=by, act=adapter_of(staged.source).act, things=[staged.unit])
    hold = take(write_waiting_to_apply(by=by, staged=staged, closed_through=closed_through))
    if hold is None:
        raise _in_other_hands(staged)
    try:
        with beating(hold.held):
            return apply_held(hold)
    except work.TakenAway as error:
        raise _in_other_hands(staged) from error


def apply_held(hold: Hold) -> StagedImport:
    """Does the import that was taken; where that fails it is READY again with why, and the error goes on.

    A kill at any instant leaves everything as it was or as it is to be.
    """
    staged = hold.staged
    try:
        return _apply(hold)
    except work.TakenAway:
        raise
    except Outdated as error:
        adapter = adapter_of(staged.source)
        again = adapter.read(staged, hold.asked_by, lambda _done, _all: None)
        hold.give_up(ImportAct.GIVE_UP, error.message, preview=again)
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


def _apply(hold: Hold) -> StagedImport:
    staged, by, adapter = hold.staged, hold.asked_by, adapter_of(hold.staged.source)
    gate.check(by, adapter.act, staged.unit)  # it may have been asked for a while ago
    adapter.write(by=by, staged=staged, also=lambda made: _switch_over(by, hold, made))
    transaction.on_commit(lambda: uploads.remove(staged.folder))
    return StagedImport.objects.get(pk=staged.pk)


def _switch_over(by: Person, hold: Hold, made: Keyed) -> None:
    """In one transaction with what is written: once, also when a process thought dead still has the files."""
    hold.held.finish(ref=made.ref)
    found = StagedImport.objects.select_for_update(of=("self",)).get(pk=hold.staged.pk)
    becomes = found.after(ImportAct.BOOK)
    before = audit.state(found, ("state",))
    found.state, found.brought = becomes.value, made.ref
    found.save(update_fields=["state", "brought"])
    after = audit.state(found, ("state", "brought"))
    audit.record(person=by, action="import.apply", subject=found, before=before, after=after)


def _in_other_hands(staged: StagedImport) -> WrongState:
    return WrongState(Message(gettext_noop("%(files)s is being imported already."), {"files": str(staged)}))


def take_back(*, by: Person, ref: Ref) -> None:
    """Takes what was imported out again; what stood there before it counts again. Raises what the room says."""
    adapter_of_import(ref).take_back(by=by, ref=ref)
