"""Writes about indicators, their targets and their outcomes."""

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.archiving import bring_back, put_away
from tertial.common.keys import give_key
from tertial.common.locks import lock
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.numbers_sv import format_decimal, parse_quantity
from tertial.domain.period import Period
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as UnitOfMeasure
from tertial.domain.target import Direction, parse_target
from tertial.goals.errors import DuplicateOutcome, IndicatorNotSaved, OutcomeNotSaved
from tertial.goals.models import Indicator, Outcome, Plan, Sex, Target, TargetKind
from tertial.goals.models.indicator import LONGEST_EXPRESSION
from tertial.organisation import gate
from tertial.organisation.models import Unit

_FIELDS = (
    "name",
    "description",
    "unit_of_measure",
    "decimals",
    "direction",
    "source",
    "source_id",
    "publication_week",
    "lag_years",
    "owner",
)
_OUTCOME_FIELDS = ("indicator", "period", "sex", "value", "decimals", "preliminary", "source")
_YEARS_BACK = 10


@transaction.atomic
def save_indicator(
    *,
    by: Person,
    unit: Unit,
    indicator: Indicator | None = None,
    name: str,
    unit_of_measure: str,
    direction: str,
    decimals: int = 0,
    description: str = "",
    source: str = "",
    source_id: str = "",
    publication_week: int | None = None,
    lag_years: int = 0,
    owner: Person | None = None,
    key: str = "",
) -> Indicator:
    """Creates or changes an indicator; a new one has the key that was chosen for it, else one made of its name.

    Raises IndicatorNotSaved when the unit has another with the same name, and KeyTaken.
    """
    gate.enter(by=by, act=gate.PLAN, things=[indicator or unit])
    _check_name(unit, indicator, name.strip())
    saved = indicator or Indicator(unit=unit)
    before = audit.state(saved, _FIELDS) if indicator else {}
    saved.name, saved.description = name.strip(), description.strip()
    saved.unit_of_measure, saved.direction = unit_of_measure, direction
    saved.decimals, saved.source, saved.source_id = decimals, source.strip(), source_id.strip()
    saved.publication_week, saved.lag_years, saved.owner = publication_week, lag_years, owner
    give_key(saved, key)
    saved.save()
    action = "indicator.change" if indicator else "indicator.create"
    audit.record(person=by, action=action, subject=saved, before=before, after=audit.state(saved, _FIELDS))
    return saved


def _check_name(unit: Unit, indicator: Indicator | None, name: str) -> None:
    if not name:
        raise IndicatorNotSaved(Message(gettext_noop("An indicator needs a name; write one.")))
    same = Indicator.objects.filter(unit=unit, name=name)
    if (same.exclude(pk=indicator.pk) if indicator else same).exists():
        raise IndicatorNotSaved(
            Message(
                gettext_noop(
                    "%(unit)s already has an indicator called “%(name)s”; use that one or choose another name."
                ),
                {"unit": unit.name, "name": name},
            )
        )


@transaction.atomic
def archive_indicator(*, by: Person, indicator: Indicator) -> Indicator:
    """Puts an indicator away; earlier reports keep it, copied plans do not take it along."""
    gate.enter(by=by, act=gate.PUT_AWAY, things=[indicator])
    put_away(by=by, thing=indicator, action="indicator.archive")
    return indicator


@transaction.atomic
def restore_indicator(*, by: Person, indicator: Indicator) -> Indicator:
    """Brings an archived indicator back."""
    gate.enter(by=by, act=gate.PUT_AWAY, things=[indicator])
    bring_back(by=by, thing=indicator, action="indicator.restore")
    return indicator


@transaction.atomic
def set_target(*, by: Person, indicator: Indicator, year: int, kind: TargetKind, expression: str) -> Target | None:
    """Sets what an indicator is to reach in a year; an empty expression takes the target away.

    Nothing is written where the target already stands so. Raises UnreadableTarget when the expression cannot be read
    (docs/rules/targets.md), IndicatorNotSaved when it is too long.
    """
    gate.enter(by=by, act=gate.PLAN, things=[indicator], period=Period.parse(str(year)))
    existing = Target.objects.filter(indicator=indicator, year=year, kind=kind).first()
    before = {"expression": existing.expression} if existing else {}
    if not expression.strip():
        if existing:
            audit.record(
                person=by, action="target.remove", subject=indicator, before={**before, "year": year, "kind": kind}
            )
            existing.delete()
        return None
    read = _short_enough(parse_target(expression, Direction(indicator.direction)).expression)
    if existing is not None and existing.expression == read:
        return existing
    target = existing or Target(indicator=indicator, year=year, kind=kind)
    target.expression = read
    target.save()
    audit.record(
        person=by,
        action="target.set",
        subject=indicator,
        before=before,
        after={"expression": target.expression, "year": year, "kind": kind},
    )
    return target


def _short_enough(expression: str) -> str:
    if len(expression) > LONGEST_EXPRESSION:
        raise IndicatorNotSaved(
            Message(
                gettext_noop("The target %(target)s is longer than %(most)s characters; shorten the words after it."),
                {"target": excerpt(expression), "most": LONGEST_EXPRESSION},
            )
        )
    return expression


@transaction.atomic
def record_outcome(
    *,
    by: Person,
    indicator: Indicator,
    plan: Plan,
    period: Period,
    text: str,
    sex: Sex = Sex.TOTAL,
    preliminary: bool = False,
    source: str = "",
    replace: bool = False,
) -> Outcome:
    """Stores what an indicator came to, as precisely as it was written (`74,5` is known to one decimal).

    Raises UnreadableNumber; OutcomeNotSaved for a period outside the plan; DuplicateOutcome when the period has
    another outcome already and `replace` is not asked for; the same one again is not written.
    """
    gate.enter(by=by, act=gate.REPORT, things=[indicator], period=period)
    _check_goals(indicator)
    lock(plan)
    _check_period(plan, period)
    written = _read(indicator, text)
    existing = Outcome.objects.filter(indicator=indicator, period=period.key, sex=sex).first()
    if existing is not None and not replace:
        if (existing.value, existing.decimals, existing.preliminary) == (written.value, written.decimals, preliminary):
            return existing
        raise _duplicate(existing)
    outcome = existing or Outcome(indicator=indicator, period=period.key, sex=sex)
    before = audit.state(outcome, _OUTCOME_FIELDS) if existing else {}
    outcome.value, outcome.decimals, outcome.preliminary = written.value, written.decimals, preliminary
    outcome.source, outcome.recorded_by = source.strip(), by
    outcome.save()
    action = "outcome.change" if existing else "outcome.record"
    audit.record(person=by, action=action, subject=outcome, before=before, after=audit.state(outcome, _OUTCOME_FIELDS))
    return outcome


def _read(indicator: Indicator, text: str) -> Quantity:
    """What was written, in the indicator's unit and with no more digits than can be kept."""
    written = parse_quantity(text)
    if written.decimals > 6 or abs(written.value) >= 10**13:
        raise OutcomeNotSaved(
            Message(
                gettext_noop(
                    "%(text)s has more digits than can be kept; write at most six decimals"
                    " and thirteen digits before them."
                ),
                {"text": text.strip()},
            )
        )
    _check_unit(indicator, text, written.unit)
    return written


def _lock_open(indicator: Indicator) -> None:
    """Nobody else writes about the indicator until the transaction ends; raises IndicatorNotSaved if archived."""
    lock(indicator)
    if indicator.archived_at is not None:
        raise IndicatorNotSaved(
            Message(
                gettext_noop("“%(indicator)s” has been archived; restore it before you change it."),
                {"indicator": indicator.name},
            )
        )


def check_outcomes_open(outcome: Outcome) -> None:
    """Raises IndicatorNotSaved or OutcomeNotSaved where no outcome of the indicator may be written."""
    _lock_open(outcome.indicator)
    _check_goals(outcome.indicator)


def _check_goals(indicator: Indicator) -> None:
    """An indicator whose every goal is archived, by itself or with its plan, takes no outcomes."""
    followed = indicator.goal_indicators.all()
    if followed.exists() and not followed.filter(goal__archived_at=None, goal__plan__archived_at=None).exists():
        raise OutcomeNotSaved(
            Message(
                gettext_noop("Every goal that “%(indicator)s” follows is archived; restore one of them first."),
                {"indicator": indicator.name},
            )
        )


def _check_unit(indicator: Indicator, text: str, given: UnitOfMeasure) -> None:
    """`12 mnkr` is no outcome of an indicator in tkr; a figure without a unit is always in the indicator's own."""
    if given not in {UnitOfMeasure.COUNT, UnitOfMeasure.RATIO, UnitOfMeasure(indicator.unit_of_measure)}:
        raise OutcomeNotSaved(
            Message(
                gettext_noop("%(text)s is not in the unit of “%(indicator)s”; write the figure in %(unit)s."),
                {
                    "text": text.strip(),
                    "indicator": indicator.name,
                    "unit": str(indicator.get_unit_of_measure_display()),
                },
            )
        )


def _check_period(plan: Plan, period: Period) -> None:
    if plan.archived_at is not None or not plan.year - _YEARS_BACK <= period.year <= plan.year:
        raise OutcomeNotSaved(
            Message(
                gettext_noop("%(period)s is outside the plan %(plan)s; write an outcome for %(first)s to %(last)s."),
                {
                    "period": period,
                    "plan": str(plan),
                    "first": str(plan.year - _YEARS_BACK),
                    "last": str(plan.year),
                },
            )
        )


@transaction.atomic
def remove_outcome(*, by: Person, outcome: Outcome) -> None:
    """Takes an outcome away; the audit trail keeps what it was.

    Raises IndicatorNotSaved or OutcomeNotSaved where the indicator, or every goal that it follows, is archived, and
    Gone where it has been taken away already.
    """
    gate.enter(by=by, act=gate.REPORT, things=[outcome.indicator], period=Period.parse(outcome.period))
    _check_goals(outcome.indicator)
    lock(outcome)
    audit.record(
        person=by, action="outcome.remove", subject=outcome, before=audit.state(outcome, ("id", *_OUTCOME_FIELDS))
    )
    outcome.delete()


def _duplicate(existing: Outcome) -> DuplicateOutcome:
    return DuplicateOutcome(
        Message(
            gettext_noop("“%(indicator)s” already has the outcome %(value)s for %(period)s; change that one instead."),
            {
                "indicator": existing.indicator.name,
                "value": format_decimal(existing.value, existing.decimals),
                "period": Period.parse(existing.period),
            },
        )
    )
