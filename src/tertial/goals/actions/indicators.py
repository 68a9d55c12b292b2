"""Writes about indicators and their targets."""

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.archiving import bring_back, put_away
from tertial.common.keys import give_key
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.period import Period
from tertial.goals.errors import IndicatorNotSaved, MeasureNotSaved
from tertial.goals.measures import grades_of, read_target
from tertial.goals.models import Indicator, Target, TargetKind
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
    "split",
    "owner",
)


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
    split: bool = False,
    owner: Person | None = None,
    key: str = "",
) -> Indicator:
    """Creates or changes an indicator; a new one has the key that was chosen for it, else one made of its name.

    Raises IndicatorNotSaved when the unit has another with the same name, and where what has been entered would mean
    something else in the new unit; and KeyTaken.
    """
    gate.enter(by=by, act=gate.PLAN, things=[indicator or unit])
    _check_name(unit, indicator, name.strip())
    saved = indicator or Indicator(unit=unit)
    before = audit.state(saved, _FIELDS) if indicator else {}
    saved.name, saved.description = name.strip(), description.strip()
    saved.unit_of_measure, saved.direction = unit_of_measure, direction
    saved.decimals, saved.source, saved.source_id = decimals, source.strip(), source_id.strip()
    saved.publication_week, saved.lag_years, saved.split, saved.owner = publication_week, lag_years, split, owner
    check_measure(saved)
    give_key(saved, key)
    saved.save()
    action = "indicator.change" if indicator else "indicator.create"
    audit.record(person=by, action=action, subject=saved, before=before, after=audit.state(saved, _FIELDS))
    return saved


def check_measure(indicator: Indicator) -> None:
    """Raises MeasureNotSaved where figures that have been entered would become words, or words figures."""
    stored = Indicator.objects.filter(pk=indicator.pk).first()
    if stored is None or grades_of(stored) == grades_of(indicator):
        return
    if stored.outcomes.exists() or stored.targets.exists():
        template = gettext_noop(
            "“%(indicator)s” has outcomes or targets in %(unit)s; take them away first, or add another indicator."
        )
        said = {"indicator": stored.name, "unit": str(stored.get_unit_of_measure_display())}
        raise MeasureNotSaved(Message(template, said))


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
    read = _short_enough(read_target(indicator, expression).expression)
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
