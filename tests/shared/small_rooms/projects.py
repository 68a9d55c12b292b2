"""The small municipality's part of projects and grants."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tertial.accounts.system import the_system
from tertial.common import audit
from tertial.domain.project_table import AmountSign, Convention, Measure, RowsBy
from tertial.economy.models import Project, ProjectAmount, ProjectGroup, ProjectStage, ProjectTable
from tertial.economy.projects.actions.amounts import enter_amount
from tertial.economy.projects.actions.projects import save_project, set_stage
from tertial.economy.projects.actions.tables import Declared, save_group, save_table

if TYPE_CHECKING:
    from tests.shared.small_municipality import SmallMunicipality

TKR = 100_000  # öre
_AHEAD = ("expected", "expected_deviation")
TABLES: Mapping[str, Declared] = {
    "special_initiatives": Declared(
        caption="Special initiatives",
        columns=("budget", "outcome"),
        extra=_AHEAD,
        rows=RowsBy.UNDER_GROUPS,
        convention=Convention(AmountSign.COST_PLUS),
        text_for_each=True,
        asks_goal=True,
    ),
    "digitalisation_pot": Declared(
        caption="Digitalisation pot",
        columns=("reserved", "allotted", "outcome"),
        convention=Convention(AmountSign.COST_PLUS),
        has_parts=True,
    ),
    "external_funding": Declared(
        caption="External funding",
        columns=("applied", "received", "budget", "goal"),
        extra=_AHEAD,
        total_label="Total",
        text_for_each=True,
        asks_goal=True,
    ),
    "investments": Declared(
        caption="Investments",
        columns=("budget", "outcome", "deviation"),
        extra=("carry_over", *_AHEAD, "used"),
        total_label="Total",
        has_reserve=True,
    ),
    "investment_projects": Declared(
        caption="Investment projects",
        columns=("budget", "outcome", "deviation"),
        extra=_AHEAD,
        rows=RowsBy.GROUP,
        total_label="Total",
    ),
}


@dataclass(frozen=True)
class Projects:
    """An investment with a budget, and an investment project in a stage; a group that no project has stood in."""

    investment: Project
    budget: ProjectAmount
    project: Project
    stage: ProjectStage
    group: ProjectGroup
    tables: Mapping[str, ProjectTable]

    def archiving(self) -> int:
        """The number of a new audit entry, to take back."""
        return audit.record(person=the_system(), action="project.archive", subject=self.investment).pk


def store(place: "SmallMunicipality") -> Projects:
    """Stores one of everything, and gives it, so that addresses can point at it."""
    unit, municipality = place.units["KS"], place.units["BY"]
    tables = {
        key: save_table(by=the_system(), unit=municipality, key=key, declared=declared)
        for key, declared in TABLES.items()
    }
    table = tables["investment_projects"]
    stage, unused = (
        save_group(by=the_system(), table=table, key=key, name=name)
        for key, name in (("planning", "Planering"), ("guarantee", "Garanti"))
    )
    investment = save_project(by=the_system(), unit=unit, table=tables["investments"], name="Kameror", first_year=2024)
    project = save_project(by=the_system(), unit=unit, table=table, name="Bro", first_year=2023)
    return Projects(
        investment,
        enter_amount(
            by=the_system(),
            project=investment,
            table=tables["investments"],
            measure=Measure.BUDGET,
            year=2024,
            amount=1_000 * TKR,
            on=date(2023, 12, 1),
            reference="KF 2023/1",
        ),
        project,
        set_stage(by=the_system(), project=project, group=stage, since=date(2023, 1, 1)),
        unused,
        tables,
    )
