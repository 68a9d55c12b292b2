"""Writes about audit recommendations, and how measures and recommendations come along."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.control.actions.periods import check_period
from tertial.control.actions.writing import checked_ref, needed, write
from tertial.control.belonging import plan_of
from tertial.control.errors import ControlNotSaved
from tertial.control.models import ControlFollowUp, ControlPlan, Measure, Recheck, Recommendation
from tertial.control.queries.progress import newest_rechecks, state_of
from tertial.domain.assessment import AssignmentState
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.period import Period
from tertial.domain.ref import NO_REF, Ref
from tertial.domain.workflow.recommendation import RECOMMENDATION, RecommendationAct
from tertial.organisation import gate


@dataclass(frozen=True, slots=True)
class RecommendationGiven:
    """What is written about a recommendation."""

    audit: str
    measure: str
    record_number: str = ""
    background: str = ""
    about: Ref = NO_REF
    responsible: Person | None = None
    due: date | None = None


@transaction.atomic
def save_recommendation(
    *, by: Person, plan: ControlPlan, recommendation: Recommendation | None = None, given: RecommendationGiven
) -> Recommendation:
    """Creates or changes a recommendation of a plan; raises ControlNotSaved without an audit and a measure."""
    gate.enter(by=by, act=gate.PLAN, things=[recommendation or plan])
    saved = recommendation or Recommendation(plan=plan, position=plan.recommendations.count())
    audit_needed = Message(gettext_noop("Write which audit the recommendation comes from."))
    values = {
        "audit": needed(given.audit, "audit", audit_needed),
        "record_number": given.record_number.strip(),
        "background": given.background.strip(),
        "measure": needed(given.measure, "measure", Message(gettext_noop("Write what is done about it."))),
        "about": checked_ref(given.about),
        "responsible": given.responsible,
        "due": given.due,
    }
    write(saved, values, by=by, action="recommendation.change" if recommendation else "recommendation.create")
    return saved


@transaction.atomic
def follow_up(
    *,
    by: Person,
    thing: Measure | Recommendation,
    period: Period,
    status: AssignmentState | str,
    comment: str = "",
) -> ControlFollowUp:
    """Stores how far a measure or a recommendation has come; raises ControlNotSaved outside the plan's year."""
    gate.enter(by=by, act=gate.REPORT, things=[thing], period=period)
    check_period(period, plan_of(thing))
    if isinstance(thing, Recommendation):
        last = newest_rechecks([thing.pk]).get(thing.pk)
        RECOMMENDATION.after(state_of(last), RecommendationAct.REPORT, thing=excerpt(thing.measure))
    found = thing.follow_ups.filter(period=period.key).first()
    values = {
        "measure": thing if isinstance(thing, Measure) else None,
        "recommendation": thing if isinstance(thing, Recommendation) else None,
        "period": period.key,
        "status": AssignmentState(status).value,
        "comment": comment.strip(),
        "person": by,
    }
    action = "control_follow_up.change" if found else "control_follow_up.record"
    write(found or ControlFollowUp(), values, by=by, action=action)
    return thing.follow_ups.get(period=period.key)


@transaction.atomic
def recheck(*, by: Person, recommendation: Recommendation, on: date, seen: str, closes: bool) -> Recheck:
    """Someone has looked whether the recommendation is met; only this closes it.

    Nobody re-checks their own work: neither whoever is responsible for the measure, nor whoever has reported it done,
    this year or last. It is closed only where someone is responsible, for else nobody could tell whose work it was.
    Raises ControlNotSaved for these, without what was seen, on a day to come and on one before the latest re-check.
    """
    gate.enter(by=by, act=gate.REPORT, things=[recommendation])
    _check_not_own(by, recommendation, closes=closes)
    last = newest_rechecks([recommendation.pk]).get(recommendation.pk)
    act = RecommendationAct.CLOSE if closes else RecommendationAct.RECHECK
    RECOMMENDATION.after(state_of(last), act, thing=excerpt(recommendation.measure))
    if last is not None and on < last.on:
        template = gettext_noop(
            "It was re-checked on %(day)s and the latest re-check counts; give that day or a later one."
        )
        raise ControlNotSaved(Message(template, {"day": last.on.isoformat()}), "on")
    if on > timezone.localdate():
        raise ControlNotSaved(Message(gettext_noop("A re-check has been made; give the day when it was.")), "on")
    seen_needed = Message(gettext_noop("Write what was seen, so that others can trust that it is closed."))
    values = {
        "recommendation": recommendation,
        "person": by,
        "on": on,
        "seen": needed(seen, "seen", seen_needed),
        "closes": closes,
    }
    row = Recheck()
    write(row, values, by=by, action="recheck.record")
    return row


def _check_not_own(by: Person, recommendation: Recommendation, *, closes: bool) -> None:
    name = {"name": excerpt(recommendation.measure)}
    if recommendation.responsible_id == by.pk:
        template = gettext_noop("You are responsible for “%(name)s”, so somebody else has to re-check it.")
        raise ControlNotSaved(Message(template, name))
    same = [recommendation.pk, recommendation.continues_id]
    done = ControlFollowUp.objects.filter(recommendation__in=same, status=AssignmentState.DONE.value)
    if done.filter(person=by).exists():
        template = gettext_noop("You have reported “%(name)s” done, so somebody else has to re-check it.")
        raise ControlNotSaved(Message(template, name))
    if closes and recommendation.responsible_id is None:
        template = gettext_noop(
            "“%(name)s” has nobody responsible, so it is not clear who may close it; name who is responsible first."
        )
        raise ControlNotSaved(Message(template, name), "closes")
