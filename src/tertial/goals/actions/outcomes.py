"""Writes about the outcomes of indicators."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.common.models import AuditEntry
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.numbers_sv import format_quantity, parse_quantity
from tertial.domain.period import Period
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as UnitOfMeasure
from tertial.goals.errors import DuplicateOutcome, IndicatorNotSaved, OutcomeNotSaved
from tertial.goals.measures import grades_of, quantity_of
from tertial.goals.models import Indicator, Outcome, Plan, Sex
from tertial.goals.queries.open_goals import without_an_open_goal
from tertial.organisation import gate

_FIELDS = ("indicator", "period", "sex", "value", "decimals", "preliminary", "source")
_YEARS_BACK = 10


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
    _store(by, outcome, written, preliminary=preliminary, source=source)
    return outcome


def _store(by: Person, outcome: Outcome, written: Quantity, *, preliminary: bool, source: str) -> AuditEntry:
    before = {} if outcome._state.adding else audit.state(outcome, _FIELDS)
    outcome.value, outcome.decimals, outcome.preliminary = written.value, written.decimals, preliminary
    outcome.source, outcome.recorded_by = source.strip(), by
    outcome.save()
    action = "outcome.change" if before else "outcome.record"
    return audit.record(person=by, action=action, subject=outcome, before=before, after=audit.state(outcome, _FIELDS))


@dataclass(frozen=True, slots=True)
class OutcomeGiven:
    """What someone writes in one cell of a table of outcomes; nothing takes the outcome away."""

    indicator: Indicator
    period: Period
    sex: Sex
    text: str


@dataclass(frozen=True, slots=True)
class OutcomesSaved:
    """What came of a table of outcomes: the entries of what was written, and why other cells were not."""

    written: Sequence[AuditEntry]
    refused: Sequence[tuple[OutcomeGiven, Message]]


@transaction.atomic
def save_outcomes(*, by: Person, plan: Plan, given: Sequence[OutcomeGiven], preliminary: bool = False) -> OutcomesSaved:
    """Stores the cells of a table that differ from what stands; what is wrong is told of and holds nothing else up.

    Raises NotAllowed, Archived or Locked where some of the indicators is not open to the person, and then nothing is
    stored.
    """
    for period in sorted({each.period for each in given}):
        things = [each.indicator for each in given if each.period == period]
        gate.enter(by=by, act=gate.REPORT, things=list(dict.fromkeys(things)), period=period)
    lock(plan)
    stored = {
        (each.indicator_id, each.period, each.sex): each
        for each in Outcome.objects.filter(indicator__in={each.indicator.pk for each in given}).select_related(
            "indicator"
        )
    }
    shut = without_an_open_goal([each.indicator for each in given])
    written, refused = [], []
    for cell in given:
        try:
            stands = stored.get((cell.indicator.pk, cell.period.key, cell.sex))
            entry = _save_cell(by, plan, cell, stands, preliminary=preliminary, shut=shut)
        except DomainError as error:
            refused.append((cell, error.message))
        else:
            written += [entry] if entry is not None else []
    return OutcomesSaved(written, refused)


def _save_cell(
    by: Person, plan: Plan, cell: OutcomeGiven, stands: Outcome | None, *, preliminary: bool, shut: Collection[int]
) -> AuditEntry | None:
    """Writes one cell, unless it holds what stands."""
    if not cell.text.strip():
        if stands is None:
            return None
        _refuse_shut(cell.indicator, shut)
        return _take_away(by, stands)
    read = _read(cell.indicator, cell.text)
    if stands is not None and (stands.value, stands.decimals) == (read.value, read.decimals):
        return None
    _refuse_shut(cell.indicator, shut)
    _check_period(plan, cell.period)
    outcome = stands or Outcome(indicator=cell.indicator, period=cell.period.key, sex=cell.sex)
    source = stands.source if stands is not None else cell.indicator.source
    return _store(by, outcome, read, preliminary=preliminary, source=source)


@transaction.atomic
def remove_outcome(*, by: Person, outcome: Outcome) -> None:
    """Takes an outcome away; the audit trail keeps what it was.

    Raises IndicatorNotSaved or OutcomeNotSaved where the indicator, or every goal that it follows, is archived, and
    Gone where it has been taken away already.
    """
    gate.enter(by=by, act=gate.REPORT, things=[outcome.indicator], period=Period.parse(outcome.period))
    _check_goals(outcome.indicator)
    _take_away(by, outcome)


def _take_away(by: Person, outcome: Outcome) -> AuditEntry:
    lock(outcome)
    entry = audit.record(
        person=by, action="outcome.remove", subject=outcome, before=audit.state(outcome, ("id", *_FIELDS))
    )
    outcome.delete()
    return entry


def _read(indicator: Indicator, text: str) -> Quantity:
    """What was written, in the indicator's unit and with no more digits than can be kept."""
    grades = grades_of(indicator)
    if grades is not None:
        return quantity_of(indicator, grades.read(text), 0)
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
    _refuse_shut(indicator, without_an_open_goal([indicator]))


def _refuse_shut(indicator: Indicator, shut: Collection[int]) -> None:
    if indicator.pk in shut:
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


def _duplicate(existing: Outcome) -> DuplicateOutcome:
    return DuplicateOutcome(
        Message(
            gettext_noop("“%(indicator)s” already has the outcome %(value)s for %(period)s; change that one instead."),
            {
                "indicator": existing.indicator.name,
                "value": format_quantity(quantity_of(existing.indicator, existing.value, existing.decimals)),
                "period": Period.parse(existing.period),
            },
        )
    )
