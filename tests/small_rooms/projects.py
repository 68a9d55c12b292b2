"""The small municipality's part of projects and grants."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tertial.accounts.system import the_system
from tertial.common import audit
from tertial.domain.project_table import Measure, TableKind
from tertial.economy.models import Project, ProjectAmount, ProjectGroup, ProjectStage
from tertial.economy.projects.actions.amounts import enter_amount
from tertial.economy.projects.actions.projects import save_project, set_stage
from tertial.economy.projects.actions.tables import save_group

if TYPE_CHECKING:
    from tests.small_municipality import SmallMunicipality

TKR = 100_000  # öre


@dataclass(frozen=True)
class Projects:
    """An investment with a budget, and an investment project in a stage; a group that no project has stood in."""

    investment: Project
    budget: ProjectAmount
    project: Project
    stage: ProjectStage
    group: ProjectGroup

    def archiving(self) -> int:
        """The number of a new audit entry, to take back."""
        return audit.record(person=the_system(), action="project.archive", subject=self.investment).pk


def store(place: "SmallMunicipality") -> Projects:
    """Stores one of everything, and gives it, so that addresses can point at it."""
    unit, municipality = place.units["KS"], place.units["BY"]
    kind = TableKind.INVESTMENT_PROJECTS
    stage, unused = (
        save_group(by=the_system(), municipality=municipality, kind=kind, key=key, name=name)
        for key, name in (("planning", "Planering"), ("guarantee", "Garanti"))
    )
    investment = save_project(by=the_system(), unit=unit, kind=TableKind.INVESTMENTS, name="Kameror", first_year=2024)
    project = save_project(by=the_system(), unit=unit, kind=kind, name="Bro", first_year=2023)
    return Projects(
        investment,
        enter_amount(
            by=the_system(),
            project=investment,
            table=TableKind.INVESTMENTS,
            measure=Measure.BUDGET,
            year=2024,
            amount=1_000 * TKR,
            on=date(2023, 12, 1),
            reference="KF 2023/1",
        ),
        project,
        set_stage(by=the_system(), project=project, group=stage, since=date(2023, 1, 1)),
        unused,
    )
