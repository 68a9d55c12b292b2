"""Writes of what is done against a deficit, and of how far it has come."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.archiving import bring_back, put_away, state_of
from tertial.common.locks import lock
from tertial.common.models import AuditEntry
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import Period
from tertial.domain.remedy import RemedyState
from tertial.domain.workflow.archiving import ARCHIVING, ArchiveAct
from tertial.economy.budget.actions.decisions import MOST_ORE
from tertial.economy.models import Remedy, RemedyFollowUp
from tertial.economy.remedies.errors import RemedyNotSaved
from tertial.organisation import gate
from tertial.organisation.models import Unit

FIELDS = ("unit", "period", "what", "responsible", "due", "this_year", "full_year", "in_forecast")
FOLLOW_UP_FIELDS = ("remedy", "period", "state", "this_year", "comment")


@dataclass(frozen=True, slots=True)
class RemedyGiven:
    """What someone writes of a remedy: effects in öre, plus is a better result."""

    what: str
    this_year: int
    full_year: int
    responsible: Person | None = None
    due: date | None = None
    in_forecast: bool = True


@transaction.atomic
def save_remedy(*, by: Person, unit: Unit, period: Period, given: RemedyGiven, remedy: Remedy | None = None) -> Remedy:
    """Stores what the unit decided in the period to do, or corrects it.

    Raises RemedyNotSaved for a remedy without an effect or a day before the year; NotNow for one that is withdrawn.
    """
    gate.enter(by=by, act=gate.REPORT, things=[unit if remedy is None else remedy], period=period)
    lock(*([remedy] if remedy is not None else []), unit)
    if remedy is not None:
        ARCHIVING.after(state_of(remedy), ArchiveAct.CHANGE, thing=str(remedy))
    _check(given, period)
    before = audit.state(remedy, FIELDS) if remedy is not None else {}
    saved = remedy or Remedy(unit=unit, period=period.key)
    saved.what, saved.this_year, saved.full_year = given.what.strip(), given.this_year, given.full_year
    saved.responsible, saved.due, saved.in_forecast = given.responsible, given.due, given.in_forecast
    saved.recorded_by = by
    after = audit.state(saved, FIELDS)
    if before == after:
        return saved
    saved.save()
    audit.record(
        person=by, action="remedy.change" if before else "remedy.create", subject=saved, before=before, after=after
    )
    return saved


def _check(given: RemedyGiven, period: Period) -> None:
    if not given.what.strip():
        raise RemedyNotSaved(Message(gettext_noop("Write what is done.")), "what")
    if given.this_year <= 0 and given.full_year <= 0:
        template = gettext_noop(
            "What is done against a deficit makes the result better, this year or in a full year; write by how much,"
            " with plus."
        )
        raise RemedyNotSaved(Message(template), "this_year" if given.this_year else "full_year")
    for field, amount in (("this_year", given.this_year), ("full_year", given.full_year)):
        _check_amount(amount, field)
    if given.due is not None and given.due.year < period.year:
        template = gettext_noop("The day is before %(year)s, when it was decided; write a later day.")
        raise RemedyNotSaved(Message(template, {"year": str(period.year)}), "due")


def _check_amount(amount: int, field: str) -> None:
    if abs(amount) > MOST_ORE:
        template = gettext_noop("The amount is too large to be true; check the unit it is written in.")
        raise RemedyNotSaved(Message(template), field)


@transaction.atomic
def withdraw_remedy(*, by: Person, remedy: Remedy) -> bool:
    """Lets a remedy count no more; it can be brought back. False where it is withdrawn already."""
    gate.enter(by=by, act=gate.WITHDRAW, things=[remedy], period=Period.parse(remedy.period))
    return put_away(by=by, thing=remedy, action="remedy.archive")


@transaction.atomic
def restore_remedy(*, by: Person, remedy: Remedy) -> bool:
    """Lets a withdrawn remedy count again. False where it does."""
    gate.enter(by=by, act=gate.WITHDRAW, things=[remedy], period=Period.parse(remedy.period))
    return bring_back(by=by, thing=remedy, action="remedy.restore")


@transaction.atomic
def follow_up_remedy(
    *, by: Person, remedy: Remedy, period: Period, state: RemedyState, this_year: int, comment: str = ""
) -> AuditEntry | None:
    """Stores how far a remedy has come in a period, and its effect this year as it is now expected, in öre.

    None where nothing was changed. Raises RemedyNotSaved for a period of another year, or before it was decided, and
    for a remedy that is stopped without a word why.
    """
    gate.enter(by=by, act=gate.REPORT, things=[remedy], period=period)
    lock(remedy)
    ARCHIVING.after(state_of(remedy), ArchiveAct.CHANGE, thing=str(remedy))
    _check_amount(this_year, "this_year")
    decided = Period.parse(remedy.period)
    if period.year != decided.year or not decided.ends_by(period):
        template = gettext_noop("“%(remedy)s” is followed up from the period it was decided in to the end of its year.")
        raise RemedyNotSaved(Message(template, {"remedy": str(remedy)}), "state")
    if state is RemedyState.STOPPED and not comment.strip():
        raise RemedyNotSaved(Message(gettext_noop("Write why it was stopped.")), "comment")
    stored = RemedyFollowUp.objects.filter(remedy=remedy, period=period.key).first()
    before = audit.state(stored, FOLLOW_UP_FIELDS) if stored is not None else {}
    saved = stored or RemedyFollowUp(remedy=remedy, period=period.key)
    saved.state, saved.this_year, saved.comment, saved.recorded_by = state.value, this_year, comment.strip(), by
    after = audit.state(saved, FOLLOW_UP_FIELDS)
    if before == after:
        return None
    saved.save()
    action = "remedy_follow_up.change" if before else "remedy_follow_up.enter"
    return audit.record(person=by, action=action, subject=saved, before=before, after=after)
