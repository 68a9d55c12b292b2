"""Writes goals, indicators, targets and outcomes from their rows."""

from decimal import Decimal

from tertial.domain.message import Message, gettext_noop
from tertial.domain.numbers_sv import decimals_of, format_decimal, format_exact
from tertial.domain.period import Period
from tertial.domain.workbook.columns import Value
from tertial.domain.workbook.comparing import Change
from tertial.domain.workbook.weights import weights_of
from tertial.goals.actions import goals, indicators, outcomes
from tertial.goals.actions.weights import weigh_indicators
from tertial.goals.measures import grades_of
from tertial.goals.models import Goal, Indicator, Outcome, Plan, Sex, TargetKind
from tertial.intake.workbook.context import Context, NotWritten, not_a_word_of

_GOAL = ("level", "name", "description", "parent", "contributes_to", "responsible")
_INDICATOR = (
    "name",
    "description",
    "measure",
    "decimals",
    "direction",
    "source",
    "source_id",
    "publication_week",
    "lag_years",
    "split",
    "responsible",
)


def goal(context: Context, change: Change) -> None:
    """Adds, brings back or changes a goal."""
    values = change.values
    plan = context.plan(values["unit"], values["year"])
    stored = context.goal(_link(change)) if change.stored else None
    if stored is not None and change.differs("archived") and not values["archived"]:
        stored = goals.restore_goal(by=context.by, goal=stored)
    if stored is not None and not change.differs(*_GOAL):
        return
    level = plan.steering_model.levels.filter(name=values["level"]).first()
    if level is None:
        raise not_a_word_of(values["year"], values["level"], "level")
    goals.save_goal(
        by=context.by,
        plan=plan,
        goal=stored,
        level=level,
        name=str(values["name"]),
        parent=context.goal(values.get("parent")),
        contributes_to=context.goal(values.get("contributes_to")),
        description=str(values.get("description") or ""),
        responsible=context.person_or_none(values.get("responsible")),
        key=str(values["code"]),
    )


def goal_put_away(context: Context, change: Change) -> None:
    """Archives a goal."""
    if change.values.get("archived") and (not change.stored or change.differs("archived")):
        found = context.goal(_link(change))
        if found is not None:
            goals.archive_goal(by=context.by, goal=found)


def _link(change: Change) -> str:
    return "/".join(str(change.values[key]) for key in ("unit", "year", "code"))


def indicator(context: Context, change: Change) -> None:
    """Adds, brings back or changes an indicator, and lets it follow the goals of its row."""
    values = change.values
    stored = context.indicator(values["unit"], values["code"]) if change.stored else None
    if stored is not None and change.differs("archived") and not values["archived"]:
        stored = indicators.restore_indicator(by=context.by, indicator=stored)
    if stored is None or change.differs(*_INDICATOR):
        stored = _save_indicator(context, change, stored)
    if not change.stored or change.differs("goals"):
        _follow(context, change, stored)
    if change.differs("weights") or (not change.stored and change.values.get("weights")):
        _weigh(context, change, stored)


def _weigh(context: Context, change: Change, stored: Indicator) -> None:
    """Lets an indicator weigh for its goals what its row says, in their order, or 1 for all. Raises NotWritten."""
    links, written = change.values.get("goals"), change.values.get("weights")
    found = weights_of(links, written)
    if found is None:
        template = gettext_noop(
            "“%(weights)s” is not one whole number for each of the %(goals)s goals; write like 2; 1."
        )
        said = {"weights": str(written), "goals": len(links) if isinstance(links, tuple) else 0}
        raise NotWritten(Message(template, said), "weights")
    for each, weight in found.items():
        goal = context.goal(each)
        # A link of a year that the file says nothing of may not be there.
        link = goal.goal_indicators.filter(indicator=stored).first() if goal is not None else None
        if goal is not None and link is not None:
            weigh_indicators(by=context.by, goal=goal, weights={link: weight})


def _save_indicator(context: Context, change: Change, stored: Indicator | None) -> Indicator:
    values = change.values
    week = values.get("publication_week")
    return indicators.save_indicator(
        by=context.by,
        unit=context.unit(values["unit"]),
        indicator=stored,
        name=str(values["name"]),
        unit_of_measure=str(values["measure"]),
        direction=str(values["direction"]),
        decimals=_whole(values.get("decimals")),
        description=str(values.get("description") or ""),
        source=str(values.get("source") or ""),
        source_id=str(values.get("source_id") or ""),
        publication_week=_whole(week) if week is not None else None,
        lag_years=_whole(values.get("lag_years")),
        split=bool(values.get("split")),
        owner=context.person_or_none(values.get("responsible")),
        key=str(values["code"]),
    )


def _whole(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _follow(context: Context, change: Change, stored: Indicator) -> None:
    links = change.row.values.get("goals")
    wanted = list(links) if isinstance(links, tuple) else []
    years = context.years or {int(link.split("/")[1]) for link in wanted}
    followed = stored.goal_indicators.filter(goal__plan__year__in=years, goal__plan__archived_at=None)
    now = {f"{link.goal.plan.unit.code}/{link.goal.plan.year}/{link.goal.ref.last}": link for link in followed}
    for each in wanted:
        found = context.goal(each)
        if each not in now and found is not None:
            goals.follow_by(by=context.by, goal=found, indicator=stored)
    for each, link in now.items():
        if each not in wanted:
            goals.unfollow(by=context.by, link=link)


def indicator_put_away(context: Context, change: Change) -> None:
    """Archives an indicator."""
    if change.values.get("archived") and (not change.stored or change.differs("archived")):
        found = context.indicator(change.values["unit"], change.values["code"])
        indicators.archive_indicator(by=context.by, indicator=found)


def target(context: Context, change: Change) -> None:
    """Sets a target, or takes it away."""
    values = change.values
    indicators.set_target(
        by=context.by,
        indicator=context.indicator(values["unit"], values["code"]),
        year=_whole(values["year"]),
        kind=TargetKind(str(values["kind"])),
        expression="" if values.get("remove") else str(values["expression"]),
    )


def outcome(context: Context, change: Change) -> None:
    """Stores an outcome, or takes it away."""
    values = change.values
    about, period = context.indicator(values["unit"], values["code"]), Period.parse(str(values["period"]))
    if values.get("remove"):
        stored = Outcome.objects.filter(indicator=about, period=period.key, sex=values["sex"]).first()
        if stored is not None:
            outcomes.remove_outcome(by=context.by, outcome=stored)
        return
    outcomes.record_outcome(
        by=context.by,
        indicator=about,
        plan=_plan_for(about, period),
        period=period,
        text=_outcome(about, change),
        sex=Sex(str(values["sex"])),
        preliminary=bool(values.get("preliminary")),
        source=str(values.get("source") or ""),
        replace=True,
    )


def _outcome(about: Indicator, change: Change) -> str:
    """The outcome as someone would type it: a figure, or the word that the figure stands for."""
    value, grades = change.values["value"], grades_of(about)
    return grades.word(value) if grades is not None and isinstance(value, Decimal) else _figure(change)


def _figure(change: Change) -> str:
    """The outcome with the decimals that it is known to, never fewer than are written."""
    value, given = change.values["value"], change.row.values.get("decimals")
    assert isinstance(value, Decimal)  # noqa: S101 - read as one
    exponent = value.as_tuple().exponent
    decimals = given if isinstance(given, int) else max(0, -exponent if isinstance(exponent, int) else 0)
    if decimals_of(value) > decimals:
        template = gettext_noop("%(value)s has more than %(decimals)s decimals; correct the figure or the decimals.")
        raise NotWritten(Message(template, {"value": format_exact(value), "decimals": decimals}), "value")
    return format_decimal(value, decimals)


def _plan_for(about: Indicator, period: Period) -> Plan:
    """The first plan from the year of the period on that has the indicator, else one of its unit. Raises NotWritten."""
    following = Goal.objects.filter(indicators=about, archived_at=None).values("plan")
    for plans in (Plan.objects.filter(pk__in=following), Plan.objects.filter(unit=about.unit)):
        found = plans.filter(archived_at=None, year__gte=period.year).order_by("year").first()
        if found is not None:
            return found
    template = gettext_noop("%(unit)s has no plan for %(year)s; write a goal of that year, or begin the plan first.")
    raise NotWritten(Message(template, {"unit": about.unit.name, "year": str(period.year)}), "period")
