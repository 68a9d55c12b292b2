"""Loads Exempelby's plans: goals on two levels, indicators with targets and outcomes, and assignments."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.demo.exempelby.declared import Row, table
from tertial.domain.period import Period
from tertial.domain.quantity import Unit as Quantum
from tertial.goals.actions import assessments, assignments, goals, indicators, outcomes, plans
from tertial.goals.models import Goal, Indicator, Plan, Sex, SteeringModel, TargetKind
from tertial.organisation.models import Unit

FIRST, RUNNING = 2025, 2026
_MEASURES = {"%": Quantum.PERCENT, "index": Quantum.INDEX, "mnkr": Quantum.MNKR}


@dataclass
class _Loading:
    units: dict[str, Unit]
    people: dict[str, Person]
    model: SteeringModel
    plans: dict[tuple[str, int], Plan] = field(default_factory=dict)
    goals: dict[tuple[str, int], Goal] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)

    def person(self, key: str) -> Person | None:
        return self.people[key] if key else None


def load(units: dict[str, Unit], people: dict[str, Person], model: SteeringModel) -> None:
    """Stores the plans of the closed year, copies them forward, and goes on with the running one."""
    loading = _Loading(units, people, model)
    _load_goals(loading)
    _load_indicators(loading)
    _load_assignments(loading, FIRST)
    _follow_up(loading, FIRST)
    _assess(loading, str(FIRST))
    _go_on(loading)
    _load_assignments(loading, RUNNING)
    _follow_up(loading, RUNNING)
    _assess(loading, f"{RUNNING}-T2")


def _load_goals(loading: _Loading) -> None:
    levels = {level.key: level for level in loading.model.levels.all()}
    for row in table("goals.csv"):
        place = (row["unit"], FIRST)
        if place not in loading.plans:
            loading.plans[place] = plans.create_plan(by=the_system(), unit=loading.units[row["unit"]], year=FIRST)
        loading.goals[row["key"], FIRST] = goals.save_goal(
            by=the_system(),
            plan=loading.plans[place],
            level=levels[row["level"]],
            name=row["name"],
            contributes_to=loading.goals[row["serves"], FIRST] if row["serves"] else None,
            responsible=loading.person(row["responsible"]),
        )


def _load_indicators(loading: _Loading) -> None:
    for row in table("indicators.csv"):
        goal = loading.goals[row["goal"], FIRST]
        loading.indicators[row["key"]] = indicators.save_indicator(
            by=the_system(),
            unit=goal.plan.unit,
            name=row["name"],
            unit_of_measure=_MEASURES.get(row["measure"], Quantum.COUNT),
            direction=row["direction"],
            decimals=int(row["decimals"]),
            source=row["source"],
            source_id=row["source_id"],
            publication_week=int(row["week"]),
            lag_years=int(row["lag"]),
            owner=loading.person(row["owner"]),
        )
        goals.follow_by(by=the_system(), goal=goal, indicator=loading.indicators[row["key"]])
    for row in table("targets.csv"):
        for year, kind, expression in _targets(row):
            indicator = loading.indicators[row["indicator"]]
            indicators.set_target(by=the_system(), indicator=indicator, year=year, kind=kind, expression=expression)
    for period, row, text in _outcomes():
        if period.year <= FIRST:
            _record(loading, FIRST, row, period, text)


def _targets(row: Row) -> Iterator[tuple[int, TargetKind, str]]:
    for year in (FIRST, RUNNING):
        if row[str(year)]:
            yield year, TargetKind.INTERIM, row[str(year)]
    if row["long_term"]:
        year_text, _, expression = row["long_term"].partition(" ")
        yield int(year_text), TargetKind.LONG_TERM, expression


def _outcomes() -> Iterator[tuple[Period, Row, str]]:
    for row in table("outcomes.csv"):
        for heading, text in row.items():
            if heading not in {"indicator", "sex"} and text:
                yield Period.parse(heading), row, text


def _record(loading: _Loading, year: int, row: Row, period: Period, text: str) -> None:
    indicator = loading.indicators[row["indicator"]]
    outcomes.record_outcome(
        by=indicator.owner or the_system(),
        indicator=indicator,
        plan=loading.plans[indicator.unit.code, year],
        period=period,
        text=text,
        sex=Sex(row["sex"]),
        source=indicator.source,
    )


def _load_assignments(loading: _Loading, year: int) -> None:
    origins = {origin.key: origin for origin in loading.model.assignment_origins.all()}
    for row in table("assignments.csv"):
        if int(row["year"]) == year:
            assignments.save_assignment(
                by=the_system(),
                plan=loading.plans[row["unit"], year],
                title=row["title"],
                origin=origins[row["origin"]],
                goal=loading.goals[row["goal"], year],
                responsible_unit=loading.units[row["responsible_unit"]],
                responsible=loading.person(row["responsible"]),
                due=date.fromisoformat(row["due"]),
            )


def _follow_up(loading: _Loading, year: int) -> None:
    statuses = {status.word: status for status in loading.model.assignment_statuses.all()}
    period = Period.parse(str(year)) if year == FIRST else Period.parse(f"{year}-T2")
    for row in table("assignments.csv"):
        if word := row[f"status_{year}"]:
            assignments.follow_up(
                by=loading.person(row["responsible"]) or the_system(),
                assignment=loading.plans[row["unit"], year].assignments.get(title=row["title"]),
                period=period,
                status=statuses[word],
                comment=row[f"comment_{year}"],
            )


def _assess(loading: _Loading, period: str) -> None:
    steps = {step.key: step for step in loading.model.scale_steps.all()}
    heading, read = period.replace("-", "_"), Period.parse(period)
    for row in reversed(table("goals.csv")):
        if not (word := row[f"assessed_{heading}"]):
            continue
        goal = loading.goals[row["key"], read.year]
        found = assessments.assess_goal(
            by=goal.responsible or the_system(),
            goal=goal,
            period=read,
            step=steps[word],
            reason=row[f"reason_{heading}"],
        )
        if read.year == FIRST:
            approver = loading.people["kommunchef"]
            assessments.approve_assessment(by=approver, assessment=found, seen=assessments.decision_seen(found))


def _go_on(loading: _Loading) -> None:
    """The plans of the running year, as those of the closed one with what is new."""
    for unit in sorted({unit for unit, _year in loading.plans}, key=lambda code: code != "EXB"):
        loading.plans[unit, RUNNING] = plans.copy_forward(by=the_system(), plan=loading.plans[unit, FIRST])
    for key, goal in [(key, goal) for (key, year), goal in loading.goals.items() if year == FIRST]:
        loading.goals[key, RUNNING] = Goal.objects.get(continues=goal, plan__year=RUNNING)
    for period, row, text in _outcomes():
        if period.year == RUNNING:
            _record(loading, RUNNING, row, period, text)
