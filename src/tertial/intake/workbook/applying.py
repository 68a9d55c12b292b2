"""Writes what a workbook changes through the actions of the rooms: all of it, or nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.workbook.columns import Refusal
from tertial.domain.workbook.comparing import Change, Compared, Fate
from tertial.intake.workbook import write_figures, write_people, write_plans
from tertial.intake.workbook.context import Context, NotWritten, Waits
from tertial.intake.workbook.judging import Judged
from tertial.organisation.tree import unit_tree
from tertial.things.importers import OnProgress

# What is written of one row, or of the rows of one decision; refusals are said at the row.
Piece = tuple[Change, Callable[[Context], None]]


@dataclass(frozen=True, slots=True)
class _Step:
    """The rows of a sheet, written one after the other; backwards where what is below goes first."""

    sheet: str
    write: Callable[[Context, Change], None]
    backwards: bool = False

    def pieces(self, compared: Compared) -> Iterator[Piece]:
        """What there is to write."""
        changes = [change for change in compared.changes if change.fate is not Fate.UNCHANGED]
        for change in reversed(changes) if self.backwards else changes:
            yield change, lambda context, change=change: self.write(context, change)  # type: ignore[misc]


class _Decisions:
    """The rows of the budget, each decision with all of its rows."""

    sheet = "budget"

    def pieces(self, compared: Compared) -> Iterator[Piece]:
        """What there is to write."""
        for rows in write_figures.decisions(compared.changes):
            differing = next(row for row in rows if row.fate is not Fate.UNCHANGED)
            yield differing, lambda context, rows=rows: write_figures.decision(context, rows)  # type: ignore[misc]


_STEPS: Sequence[_Step | _Decisions] = (
    _Step("units", write_people.unit),
    _Step("people", write_people.person),
    _Step("roles", write_people.role),
    _Step("goals", write_plans.goal),
    _Step("indicators", write_plans.indicator),
    _Step("targets", write_plans.target),
    _Step("outcomes", write_plans.outcome),
    _Step("assignments", write_figures.assignment),
    _Decisions(),
    _Step("forecasts", write_figures.forecast),
    _Step("assignments", write_figures.assignment_put_away, backwards=True),
    _Step("indicators", write_plans.indicator_put_away, backwards=True),
    _Step("goals", write_plans.goal_put_away, backwards=True),
    _Step("roles", write_people.role_taken),
    _Step("people", write_people.person_leaves),
    _Step("units", write_people.unit_ends, backwards=True),
)
# After these what someone may do can be another.
_RIGHTS_CHANGE = frozenset({"units", "roles"})


def _untold(_done: int, _all: int) -> None:
    """Nobody asks how far it has come."""


class NotApplied(DomainError):
    """Rows were refused, and nothing was written."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        template = gettext_noop("Nothing was written, for some rows cannot be taken (%(count)s); correct them first.")
        super().__init__(Message(template, {"count": len(refusals)}))
        self.refusals = refusals


@transaction.atomic
def write_workbook(
    *, by: Person, judged: Judged, name: str = "", on_progress: OnProgress = _untold
) -> list[AuditEntry]:
    """Writes every row that differs, and gives the entries of the audit trail that tell of it, in their order.

    The last of them is about the workbook as a whole, at the municipality: taking that back takes back all.

    Raises NotApplied where any row is refused, be it when it was read or by the action that writes it.
    """
    if judged.refusals:
        raise NotApplied(judged.refusals)
    with audit.noted() as entries:
        refusals = _written(by, judged, on_progress)
    if refusals:
        raise NotApplied(refusals)
    top = next(iter(unit_tree().children(None)), None)
    if entries and top is not None:
        after = {"file": name, "entries": [entry.pk for entry in entries]}
        entries.append(audit.record(person=by, action="unit.workbook", subject=top, after=after))
    return entries


def write_on_trial(*, by: Person, judged: Judged, on_progress: OnProgress = _untold) -> Sequence[Refusal]:
    """Why rows would be refused if the workbook were applied now. Everything is written, and then rolled back."""
    if judged.refusals:
        return judged.refusals
    with transaction.atomic():
        refusals = _written(by, judged, on_progress)
        transaction.set_rollback(True)
    return refusals


def _written(by: Person, judged: Judged, on_progress: OnProgress) -> list[Refusal]:
    context, refusals, done = Context(by, judged.years), list[Refusal](), 0
    context.with_rights_read_again()
    steps = [(step, judged.compared[step.sheet]) for step in _STEPS if step.sheet in judged.compared]
    # Rows of some sheets are gone through once more at the end, which is quickly done.
    first = {step.sheet: step for step, _compared in reversed(steps)}
    every = sum(1 for step, compared in steps if step is first[step.sheet] for _piece in step.pieces(compared))
    for step, compared in steps:
        for change, write in step.pieces(compared):
            refusal = _write(context, change, write)
            if refusal is not None:
                refusals.append(refusal)
            done += step is first[step.sheet]
            on_progress(done, every)
        if step.sheet in _RIGHTS_CHANGE:
            context.with_rights_read_again()
    return refusals


def _write(context: Context, change: Change, write: Callable[[Context], None]) -> Refusal | None:
    try:
        with transaction.atomic():
            write(context)
    except Waits:
        return None
    except NotWritten as error:
        return Refusal(change.sheet, change.row.number, error.column, error.message)
    except DomainError as error:
        return Refusal(change.sheet, change.row.number, _column(change, error), error.message)
    except IntegrityError:
        template = gettext_noop(
            "The row contradicts something that is stored already; compare it with what Tertial has."
        )
        return Refusal(change.sheet, change.row.number, "", Message(template))
    return None


_COLUMNS = {"email": "email", "name": "name", "code": "code", "parent": "parent", "valid_to": "valid_to"}


def _column(change: Change, error: DomainError) -> str:
    """The column that a refusal of an action is about, where the action says so and the sheet has it."""
    named = _COLUMNS.get(str(getattr(error, "field", "")), "")
    return named if any(column.key == named for column in change.sheet.columns) else ""
