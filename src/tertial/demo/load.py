"""Loads the sample municipality through the same actions that people use."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from tertial.accounts.actions import save_person
from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.demo import budget, control, economy_texts, free_chapters, ledger, projects, staff
from tertial.demo.loaded import Loaded, sample, sample_text
from tertial.demo.steering import load_steering_model
from tertial.demo.written import written
from tertial.domain.assessment import IndicatorState
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.goals.actions import assessments, assignments, goals, indicators, outcomes, plans
from tertial.goals.models import (
    Sex,
    SteeringModel,
    TargetKind,
)
from tertial.goals.text_slots import MOTIVATION, WORK, analysis_slot
from tertial.organisation.actions import add_successor, give_role, save_unit
from tertial.organisation.roles import Role
from tertial.reports.actions import save_template
from tertial.reports.models import ReportKind
from tertial.reports.text_slots import subject_of
from tertial.texts.actions import import_text

DEMO_PASSWORD = "tertial-exempel-2024"  # noqa: S105 - the sample municipality's sign-ins are public
ROOMS = {
    "the ledger": ledger,
    "texts about the economy": economy_texts,
    "budget and forecast": budget,
    "projects": projects,
    "staff": staff,
    "internal control": control,
    "free chapters": free_chapters,
}
_LIVE_FIGURE = re.compile(r"\[\[outcome:(?P<indicator>[a-z_0-9]+):(?P<period>[0-9T-]+)\]\]")


@transaction.atomic
def load_demo(progress: Callable[[str], None] = lambda _: None, *, ledger_lines: int | None = None) -> None:
    """Stores the sample municipality; `progress` gets each step. All of it is stored, or nothing.

    `ledger_lines` is about how many lines the ledger has a year, which sum to the same whether few or many.
    """
    loaded = Loaded(ledger_lines=ledger_lines)
    municipality, plan = sample("municipality.toml"), sample("goals-2024.toml")
    progress("units")
    _load_units(municipality, loaded)
    progress("people")
    _load_people(municipality, loaded)
    model = load_steering_model(municipality["steering_model"], loaded.units["HUDDINGE"])
    progress("goals")
    _load_goals(plan, loaded, model)
    progress("indicators")
    _load_indicators(plan, loaded)
    progress("assignments")
    _load_assignments(sample("assignments-2024.toml"), loaded, model)
    _load_assessments(plan, loaded, model)
    _load_templates(loaded)
    for name, room in ROOMS.items():
        progress(name)
        room.load(loaded)
    progress("texts")
    _load_texts(sample("texts-2024.toml"), loaded)
    progress("next year")
    plans.copy_forward(by=loaded.people["administrator"], plan=loaded.plans["council"])
    plans.copy_forward(by=loaded.people["samordnare"], plan=loaded.plans["committee"])


def addresses() -> list[str]:
    """The e-mail addresses of the sample municipality's people in the order of their roles, whoever has none last."""
    return [person["email"] for person in sample("municipality.toml")["people"]]


def _load_units(tree: Mapping[str, Any], loaded: Loaded) -> None:
    for unit in _parents_first(tree["units"]):
        loaded.units[unit["code"]] = save_unit(
            by=the_system(),
            code=unit["code"],
            name=unit["name"],
            kind=unit["kind"],
            parent=loaded.units[unit["parent"]] if "parent" in unit else None,
            valid_from=unit["valid_from"],
            valid_to=unit.get("valid_to"),
        )
    for unit in tree["units"]:
        for successor in unit.get("successors", []):
            add_successor(
                by=the_system(),
                predecessor=loaded.units[unit["code"]],
                successor=loaded.units[successor["code"]],
                on=successor["on"],
            )


def _parents_first(units: list[dict[str, Any]]) -> list[dict[str, Any]]:
    by_code = {unit["code"]: unit for unit in units}

    def depth(unit: Mapping[str, Any]) -> int:
        return 1 + depth(by_code[unit["parent"]]) if "parent" in unit else 0

    return sorted(units, key=depth)


def _load_people(tree: Mapping[str, Any], loaded: Loaded) -> None:
    for declared in tree["people"]:
        person = save_person(by=the_system(), email=declared["email"], name=declared["name"], title=declared["title"])
        loaded.people[declared["key"]] = person
        for role in declared["roles"]:
            give_role(by=the_system(), person=person, unit=loaded.units[role["unit"]], role=Role(role["role"]))
    # One hash for all who share the password: hashing is slow on purpose, and a newcomer waits for it.
    Person.objects.filter(pk__in=[person.pk for person in loaded.people.values()]).update(
        password=make_password(DEMO_PASSWORD)
    )


def _load_goals(tree: Mapping[str, Any], loaded: Loaded, model: SteeringModel) -> None:
    levels = {level.key: level for level in model.levels.all()}
    council, committee = loaded.units[tree["municipality"]], loaded.units[tree["unit"]]
    loaded.plans["council"] = plans.create_plan(by=the_system(), unit=council, year=tree["year"])
    loaded.plans["committee"] = plans.create_plan(by=the_system(), unit=committee, year=tree["year"])
    for area in tree["areas"]:
        loaded.goals[area["key"]] = goals.save_goal(
            by=the_system(), plan=loaded.plans["council"], level=levels["area"], name=area["name"]
        )
    for goal in tree["council_goals"]:
        loaded.goals[goal["key"]] = goals.save_goal(
            by=the_system(),
            plan=loaded.plans["council"],
            level=levels["council_goal"],
            name=goal["name"],
            parent=loaded.goals[goal["parent"]],
        )
    for goal in tree["committee_goals"]:
        loaded.goals[goal["key"]] = goals.save_goal(
            by=the_system(),
            plan=loaded.plans["committee"],
            level=levels["committee_goal"],
            name=goal["name"],
            contributes_to=loaded.goals[goal["contributes_to"]],
            responsible=loaded.person(goal.get("responsible")),
        )


def _load_indicators(tree: Mapping[str, Any], loaded: Loaded) -> None:
    year = tree["year"]
    for declared in tree["indicators"]:
        owner = loaded.person(declared.get("owner"))
        indicator = indicators.save_indicator(
            by=the_system(),
            unit=loaded.units[tree["unit"]],
            name=declared["name"],
            unit_of_measure=declared["unit"],
            direction=declared["direction"],
            source=declared.get("source", ""),
            source_id=declared.get("source_id", ""),
            publication_week=declared.get("publication_week"),
            lag_years=declared.get("lag_years", 0),
            split="outcomes_women" in declared,
            owner=owner,
            decimals=max(len(text.partition(",")[2]) for text in declared["outcomes"].values()),
        )
        loaded.indicators[declared["key"]] = indicator
        link = goals.follow_by(by=the_system(), goal=loaded.goals[declared["goal"]], indicator=indicator)
        loaded.links[declared["goal"], declared["key"]] = link
        for target_year, expression in declared["targets"].items():
            kind = TargetKind.INTERIM if int(target_year) == year else TargetKind.LONG_TERM
            indicators.set_target(
                by=the_system(), indicator=indicator, year=int(target_year), kind=kind, expression=expression
            )
        for sex, key in ((Sex.TOTAL, "outcomes"), (Sex.WOMEN, "outcomes_women"), (Sex.MEN, "outcomes_men")):
            for period, text in declared.get(key, {}).items():
                outcomes.record_outcome(
                    by=owner or the_system(),
                    indicator=indicator,
                    plan=loaded.plans["committee"],
                    period=Period.parse(period),
                    text=text,
                    sex=sex,
                    source=declared.get("source", ""),
                )


def _load_assignments(tree: Mapping[str, Any], loaded: Loaded, model: SteeringModel) -> None:
    origins = {origin.key: origin for origin in model.assignment_origins.all()}
    statuses = {status.word: status for status in model.assignment_statuses.all()}
    for declared in tree["assignments"]:
        responsible = loaded.person(declared.get("responsible"))
        assignment = assignments.save_assignment(
            by=the_system(),
            plan=loaded.plans["committee"],
            title=declared["title"],
            origin=origins[declared["origin"]],
            goal=loaded.goals[declared["goal"]],
            responsible_unit=loaded.units[declared["responsible_unit"]] if "responsible_unit" in declared else None,
            responsible=responsible,
            due=declared.get("due") or date(tree["year"], 12, 31),
        )
        steps = [assignments.StepGiven(step["title"], done=step["done"]) for step in declared.get("steps", [])]
        if steps:
            assignments.save_steps(by=the_system(), assignment=assignment, steps=steps)
        assignments.follow_up(
            by=responsible or the_system(),
            assignment=assignment,
            period=Period.parse(str(tree["year"])),
            status=statuses[declared["status"]],
            comment=declared["comment"],
        )


def _load_assessments(tree: Mapping[str, Any], loaded: Loaded, model: SteeringModel) -> None:
    period = Period.parse(str(tree["year"]))
    for declared in tree["indicators"]:
        if "decision" in declared:
            assessments.assess_indicator(
                by=loaded.people["samordnare"],
                link=loaded.links[declared["goal"], declared["key"]],
                period=period,
                state=IndicatorState(declared["decision"]["state"]),
                reason=declared["decision"]["reason"],
            )
    steps = {step.key: step for step in model.scale_steps.all()}
    for declared in tree["committee_goals"]:
        assessment = assessments.assess_goal(
            by=loaded.people["samordnare"],
            goal=loaded.goals[declared["key"]],
            period=period,
            step=steps[declared["assessment"]],
            reason=declared.get("reason", ""),
        )
        assessments.approve_assessment(
            by=loaded.people["godkannare"], assessment=assessment, seen=assessments.decision_seen(assessment)
        )


def _load_texts(tree: Mapping[str, Any], loaded: Loaded) -> None:
    period = str(tree["year"])
    plan = loaded.plans["committee"]

    def write(subject: Ref, slot: str, text: str, author: Person | None) -> None:
        document = written(_with_refs(text, loaded))
        import_text(
            by=author or the_system(), unit=plan.unit, subject=subject, slot=slot, period=period, document=document
        )

    write(subject_of(plan.unit), "summary", tree["summary"]["text"], loaded.people["samordnare"])
    for key, texts in tree["goals"].items():
        goal = loaded.goals[key]
        for slot in (MOTIVATION, WORK):
            write(goal.ref, slot, texts[slot], goal.responsible)
        for indicator_key, text in texts["analysis"].items():
            write(goal.ref, analysis_slot(loaded.indicators[indicator_key].ref), text, goal.responsible)


def _with_refs(text: str, loaded: Loaded) -> str:
    with_plan = text.replace("[[controlplan:", f"[[{loaded.control_plan}:")
    return _LIVE_FIGURE.sub(
        lambda found: f"[[{loaded.indicators[found['indicator']].ref.extended(found['period'])}]]", with_plan
    )


def _load_templates(loaded: Loaded) -> None:
    for kind in ReportKind:
        declaration = sample_text(f"report-{kind.value}.toml")
        save_template(by=the_system(), unit=loaded.units["HUDDINGE"], kind=kind, declaration=declaration)
