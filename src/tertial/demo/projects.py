"""Loads initiatives, grants, investments and projects of the sample municipality."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tertial.accounts.system import the_system
from tertial.common.keys import ref_of
from tertial.demo.loaded import Loaded, sample
from tertial.demo.written import written
from tertial.domain.money import to_ore
from tertial.domain.project_table import (
    DECIDED,
    REPORTED,
    SHAPES,
    AmountSign,
    Convention,
    DeviationSign,
    Measure,
    TableKind,
)
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as Quantum
from tertial.domain.ref import NO_REF, Ref
from tertial.economy.models import Project, ProjectGroup
from tertial.economy.projects.actions.amounts import enter_amount
from tertial.economy.projects.actions.projects import save_project, set_codes, set_stage
from tertial.economy.projects.actions.tables import save_group, save_table
from tertial.economy.projects.text_slots import subject_of
from tertial.texts.actions import import_text

_LIVE_FIGURE = re.compile(r"\[\[figure:(?P<line>[a-z_]+)-(?P<name>[a-z_-]+)\]\]")
_ENTERED = DECIDED | REPORTED


def load(loaded: Loaded) -> None:
    """Stores initiatives, grants, investments and projects through the same actions that people use."""
    tree = sample("projects-2024.toml")
    conventions = _load_tables(tree, loaded)
    groups = _load_groups(tree, loaded)
    stored: dict[str, Project] = {}
    for given in tree["projects"]:
        project = _load_project(given, tree, loaded, stored, groups)
        stored[f"{given['kind']}:{given['key']}"] = stored[given["key"]] = project
        kind = TableKind(given["kind"])
        _load_figures(project, kind, given, tree, conventions[kind])
        if "exploitation" in given:
            exploitation = TableKind.EXPLOITATION_OUTCOME
            _load_figures(project, exploitation, given["exploitation"], tree, conventions[exploitation])
    _load_expected(tree, conventions, stored)
    _load_texts(sample("texts-projects-2024.toml"), loaded, stored)


def _load_expected(
    tree: Mapping[str, Any], conventions: Mapping[TableKind, Convention], stored: Mapping[str, Project]
) -> None:
    """Stores what each project was expected to come to in the year, as it was told in the interim report."""
    for kind, projects in tree["expected"]["tables"].items():
        table = TableKind(kind)
        for key, amount in projects.items():
            enter_amount(
                by=the_system(),
                project=stored[f"{SHAPES[table].projects_of}:{key}"],
                table=table,
                measure=Measure.EXPECTED,
                year=tree["year"],
                amount=conventions[table].booked(to_ore(Quantity(Decimal(amount), Quantum.TKR, 0))),
                on=tree["expected"]["on"],
                text="Prognos i delårsrapporten",
            )


def _load_tables(tree: Mapping[str, Any], loaded: Loaded) -> dict[TableKind, Convention]:
    conventions = {}
    for kind, given in tree["tables"].items():
        deviation = DeviationSign(given.get("deviation", DeviationSign.OUTCOME_MINUS_BUDGET))
        conventions[TableKind(kind)] = Convention(AmountSign(given["amounts"]), deviation)
        save_table(
            by=the_system(),
            municipality=loaded.units["HUDDINGE"],
            kind=TableKind(kind),
            caption=given["caption"],
            headings=given["headings"],
            convention=conventions[TableKind(kind)],
            total_label=given.get("total", ""),
        )
    return conventions


def _load_groups(tree: Mapping[str, Any], loaded: Loaded) -> dict[tuple[str, str], ProjectGroup]:
    return {
        (table["kind"], given["key"]): save_group(
            by=the_system(), municipality=loaded.units["HUDDINGE"], kind=TableKind(table["kind"]), **given
        )
        for table in tree["groups"]
        for given in table["groups"]
    }


def _load_project(
    given: Mapping[str, Any],
    tree: Mapping[str, Any],
    loaded: Loaded,
    stored: Mapping[str, Project],
    groups: Mapping[tuple[str, str], ProjectGroup],
) -> Project:
    first_year = given.get("first_year", tree["year"])
    project = save_project(
        by=the_system(),
        unit=loaded.units[tree["unit"]],
        kind=TableKind(given["kind"]),
        name=given["name"],
        first_year=first_year,
        last_year=given.get("last_year"),
        goal_ref=Ref("goal", loaded.goals[given["goal"]].pk) if "goal" in given else NO_REF,
        is_reserve=given.get("reserve", False),
        parent=stored[given["parent"]] if "parent" in given else None,
    )
    if "group" in given:
        since = given.get("since", date(first_year, 1, 1))
        set_stage(by=the_system(), project=project, group=groups[given["kind"], given["group"]], since=since)
    return project


def _load_figures(
    project: Project, table: TableKind, given: Mapping[str, Any], tree: Mapping[str, Any], convention: Convention
) -> None:
    """Stores the project's code in a table and its amounts there, but for what the ledger holds under the code."""
    from_ledger = SHAPES[table].from_ledger or {}
    if "code" in given:
        set_codes(by=the_system(), project=project, table=table, codes=[given["code"]])
    for amount in _amounts(given, tree):
        if "code" in given and amount["measure"] in from_ledger:
            continue
        enter_amount(
            by=the_system(),
            project=project,
            table=table,
            measure=Measure(amount["measure"]),
            year=amount.get("year", tree["year"]),
            amount=convention.booked(to_ore(Quantity(Decimal(amount["amount"]), Quantum.TKR, 0))),
            on=amount["on"],
            reference=amount.get("reference", ""),
            text=amount.get("text", ""),
        )


def _amounts(given: Mapping[str, Any], tree: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The amounts written out, and those that rest on the ground their measure has in the file."""
    reported = {"on": date(tree["year"], 12, 31), "text": "Enligt årsbokslutet"}
    for measure in sorted(_ENTERED & given.keys()):
        yield {"measure": measure, "amount": given[measure]} | tree["decisions"].get(measure, reported)
    yield from given.get("amounts", ())


def _load_texts(tree: Mapping[str, Any], loaded: Loaded, stored: Mapping[str, Project]) -> None:
    unit, period = loaded.units["KS"], "2024"

    def write(subject: Ref, slot: str, text: str) -> None:
        document = written(_with_refs(text, unit.code, period, stored))
        by = loaded.people["samordnare"]
        import_text(by=by, unit=unit, subject=subject, slot=slot, period=period, document=document)

    for kind, text in tree["tables"].items():
        write(subject_of(unit), kind, text)
    for key, text in tree["projects"].items():
        write(ref_of(stored[key]), stored[key].kind, text)
    for key, text in tree["exploitation"].items():
        write(ref_of(stored[key]), TableKind.EXPLOITATION_OUTCOME.value, text)


def _with_refs(text: str, code: str, period: str, stored: Mapping[str, Project]) -> str:
    """The text with its figures under the numbers that projects have been stored with."""

    def ref(found: re.Match[str]) -> str:
        line, name = found["line"], found["name"]
        if line in stored:
            return f"[[{ref_of(stored[line]).extended(period, name)}]]"
        return f"[[{Ref('projectsum', code, period, f'{line}-{name}')}]]"

    return _LIVE_FIGURE.sub(ref, text)
