"""Loads initiatives, grants, investments and projects of the sample municipality."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from tertial.accounts.system import the_system
from tertial.demo.loaded import Loaded, sample
from tertial.demo.written import written
from tertial.domain.money import to_ore
from tertial.domain.project_table import (
    DECIDED,
    REPORTED,
    AmountSign,
    Convention,
    DeviationSign,
    Measure,
    RowsBy,
)
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as Quantum
from tertial.domain.ref import NO_REF, Ref
from tertial.economy.models import Project, ProjectGroup, ProjectTable
from tertial.economy.projects.actions.amounts import enter_amount
from tertial.economy.projects.actions.projects import save_project, set_codes, set_stage
from tertial.economy.projects.actions.tables import Declared, save_group, save_table
from tertial.economy.projects.queries.layout import layout_for
from tertial.economy.projects.text_slots import subject_of
from tertial.texts.actions import import_text

_LIVE_FIGURE = re.compile(r"\[\[figure:(?P<line>[a-z_]+)-(?P<name>[a-z_-]+)\]\]")
_ENTERED = DECIDED | REPORTED
_FLAGS = ("text_for_each", "asks_goal", "has_reserve", "has_parts")
_LAND = "exploitation_outcome"


class _Declared(NamedTuple):
    """The tables by their keys, and the groups of each."""

    tables: Mapping[str, ProjectTable]
    groups: Mapping[tuple[str, str], ProjectGroup]


def load(loaded: Loaded) -> None:
    """Stores initiatives, grants, investments and projects through the same actions that people use."""
    tree = sample("projects-2024.toml")
    tables = _load_tables(tree, loaded)
    declared = _Declared(tables, _load_groups(tree, tables))
    stored: dict[str, Project] = {}
    for given in tree["projects"]:
        project = _load_project(given, tree, loaded, stored, declared)
        stored[f"{given['kind']}:{given['key']}"] = stored[given["key"]] = project
        _load_figures(project, tables[given["kind"]], given, tree)
        if "exploitation" in given:
            _load_figures(project, tables[_LAND], given["exploitation"], tree)
    _load_expected(tree, tables, stored)
    _load_texts(sample("texts-projects-2024.toml"), loaded, stored)


def _load_expected(tree: Mapping[str, Any], tables: Mapping[str, ProjectTable], stored: Mapping[str, Project]) -> None:
    """Stores what each project was expected to come to in the year, as the interim report said."""
    for kind, projects in tree["expected"]["tables"].items():
        table = tables[kind]
        stored_under = table.rows_of or table
        for key, amount in projects.items():
            enter_amount(
                by=the_system(),
                project=stored[f"{stored_under.key}:{key}"],
                table=table,
                measure=Measure.EXPECTED,
                year=tree["year"],
                amount=layout_for(table).convention.booked(to_ore(Quantity(Decimal(amount), Quantum.TKR, 0))),
                on=tree["expected"]["on"],
                text="Prognos i delårsrapporten",
            )


def _load_tables(tree: Mapping[str, Any], loaded: Loaded) -> dict[str, ProjectTable]:
    tables: dict[str, ProjectTable] = {}
    for key, given in tree["tables"].items():
        deviation = DeviationSign(given.get("deviation", DeviationSign.OUTCOME_MINUS_BUDGET))
        flags = {name: given.get(name, False) for name in _FLAGS}
        declared = Declared(
            caption=given["caption"],
            columns=given["columns"],
            extra=given.get("extra", ()),
            rows=RowsBy(given.get("rows", RowsBy.PROJECT)),
            rows_of=tables[given["rows_of"]] if "rows_of" in given else None,
            headings=given["headings"],
            convention=Convention(AmountSign(given["amounts"]), deviation),
            total_label=given.get("total", ""),
            **flags,
        )
        tables[key] = save_table(by=the_system(), unit=loaded.units["HUDDINGE"], key=key, declared=declared)
    return tables


def _load_groups(tree: Mapping[str, Any], tables: Mapping[str, ProjectTable]) -> dict[tuple[str, str], ProjectGroup]:
    return {
        (table["kind"], given["key"]): save_group(by=the_system(), table=tables[table["kind"]], **given)
        for table in tree["groups"]
        for given in table["groups"]
    }


def _load_project(
    given: Mapping[str, Any],
    tree: Mapping[str, Any],
    loaded: Loaded,
    stored: Mapping[str, Project],
    declared: _Declared,
) -> Project:
    first_year = given.get("first_year", tree["year"])
    project = save_project(
        by=the_system(),
        unit=loaded.units[tree["unit"]],
        table=declared.tables[given["kind"]],
        name=given["name"],
        first_year=first_year,
        last_year=given.get("last_year"),
        goal_ref=loaded.goals[given["goal"]].ref if "goal" in given else NO_REF,
        is_reserve=given.get("reserve", False),
        parent=stored[given["parent"]] if "parent" in given else None,
    )
    if "group" in given:
        since = given.get("since", date(first_year, 1, 1))
        set_stage(by=the_system(), project=project, group=declared.groups[given["kind"], given["group"]], since=since)
    return project


def _load_figures(project: Project, table: ProjectTable, given: Mapping[str, Any], tree: Mapping[str, Any]) -> None:
    """Stores the project's code in a table and its amounts there, but for what the ledger holds under the code."""
    layout = layout_for(table)
    if "code" in given:
        set_codes(by=the_system(), project=project, table=table, codes=[given["code"]])
    for amount in _amounts(given, tree):
        if "code" in given and amount["measure"] in layout.shape.from_ledger:
            continue
        enter_amount(
            by=the_system(),
            project=project,
            table=table,
            measure=Measure(amount["measure"]),
            year=amount.get("year", tree["year"]),
            amount=layout.convention.booked(to_ore(Quantity(Decimal(amount["amount"]), Quantum.TKR, 0))),
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
        write(stored[key].ref, stored[key].table.key, text)
    for key, text in tree["exploitation"].items():
        write(stored[key].ref, _LAND, text)


def _with_refs(text: str, code: str, period: str, stored: Mapping[str, Project]) -> str:
    """The text with its figures under the numbers that projects have been stored with."""

    def ref(found: re.Match[str]) -> str:
        line, name = found["line"], found["name"]
        if line in stored:
            return f"[[{stored[line].ref.extended(period, name)}]]"
        return f"[[{Ref('projectsum', code, period, f'{line}-{name}')}]]"

    return _LIVE_FIGURE.sub(ref, text)
