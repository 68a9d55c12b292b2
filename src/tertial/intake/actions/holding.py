"""Having the work on an import in hand: how the files stand, and the work row, change in one transaction."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F

from tertial.accounts.models import Person
from tertial.common.stored_messages import as_json
from tertial.domain.message import Message
from tertial.domain.workflow.imports import ImportAct
from tertial.intake.models import StagedImport, StagedState
from tertial.things import work
from tertial.things.models import Work

READ, APPLY = "import.read", "import.apply"
_WORK = {StagedState.READING.value: READ, StagedState.APPLYING.value: APPLY}


@dataclass(frozen=True, slots=True)
class Hold:
    """That this process, and no other, has the work on an import in hand; `staged` is how it stood when taken."""

    staged: StagedImport
    held: work.Hold

    @property
    def asked_by(self) -> Person:
        """For whom it is done."""
        return self.held.work.asked_by

    def tell(self, *, done: int) -> None:
        """Gives a sign of life and says how many bytes have been read. Raises TakenAway."""
        self.held.tell(done=done, total=self.staged.total)

    def end(self, act: ImportAct, **values: object) -> None:
        """Says how the work ended well. Raises TakenAway."""
        with transaction.atomic():
            self.held.finish()
            self._write(act, values)

    def give_up(self, act: ImportAct, message: Message, preview: dict[str, Any] | None = None, **said: object) -> None:
        """Says why it could not be done, unless it has been taken away; `said` are what the page needs besides.

        A `preview` takes the place of the one that was looked at, which is then of an older reading.
        """
        anew = {} if preview is None else {"preview": preview, "reading": F("reading") + 1}
        with transaction.atomic():
            if self.held.fail(message):
                self._write(act, {"error": {**as_json(message), **said}, **anew})

    def let_go(self, act: ImportAct) -> None:
        """Lets the work be, as whoever asked for it does no longer want it."""
        with transaction.atomic():
            if work.withdraw(self.held.work):
                self._write(act, {})

    def _write(self, act: ImportAct, values: dict[str, object]) -> None:
        held = self.staged
        found = StagedImport.objects.filter(pk=held.pk, state=held.state, reading=held.reading)
        found.update(state=held.after(act).value, **values)


def work_of(staged: StagedImport) -> Work | None:
    """The work on the import that waits or is under way."""
    name = _WORK.get(staged.state)
    return None if name is None else work.open_work(name, staged.ref)


def stop_work_on(staged: StagedImport) -> None:
    """Stops the work on the import, where there is any; whoever has it in hand finds out by itself."""
    row = work_of(staged)
    if row is not None:
        work.withdraw(row)


def take(staged: StagedImport) -> Hold | None:
    """Takes the work that was asked for into this process; None where it does not wait, or another was quicker."""
    waits = work_of(staged)
    held = None if waits is None else work.take(waits)
    return None if held is None else begin(held, staged)


def begin(held: work.Hold, staged: StagedImport) -> Hold:
    """The work that was taken, with the files it is about; a reading gets a number of its own."""
    if held.work.name == READ:
        StagedImport.objects.filter(pk=staged.pk, state=StagedState.READING).update(reading=F("reading") + 1)
    return Hold(StagedImport.objects.select_related("unit").get(pk=staged.pk), held)
