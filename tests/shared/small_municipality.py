"""One of everything: a municipality with a committee, its plan for 2024, and whatever an address can point at."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.common import audit
from tertial.domain.document import from_plain_text, rich_text_to_json
from tertial.domain.period import Period
from tertial.goals.actions import assessments, assignments, goals, indicators, outcomes, plans
from tertial.goals.actions.steering_start import start_steering_model
from tertial.goals.models import Assignment, Goal, GoalIndicator, Indicator, Outcome, Plan, SteeringModel, TargetKind
from tertial.organisation.actions import add_successor, save_unit
from tertial.organisation.models import RoleAssignment, Succession, Unit, UnitKind
from tertial.organisation.roles import Role
from tertial.reports.actions import save_template
from tertial.reports.models import ReportKind
from tertial.texts.actions import import_text
from tests.shared.factories import PersonFactory, RoleFactory
from tests.shared.small_rooms import budget, checks, control, economy, free, intake, projects, staff
from tests.shared.stored import stored_once

ROOMS = (economy, budget, projects, staff, control, intake, free, checks)

YEAR = Period.parse("2024")
TEMPLATE = """
name = "Rapport"
title = "{unit} {year}"

[[chapter]]
title = "Mål"

    [[chapter.block]]
    kind = "goals"

[[chapter]]
title = "Händelser"

    [[chapter.block]]
    kind = "entries"
    slot = "handelser"
"""


def small_municipality(only: Collection[str] | None = None) -> "SmallMunicipality":
    """The municipality, stored; `only` names the rooms needed besides goals, otherwise there is something in each."""
    rooms = "everything" if only is None else ", ".join(sorted(only))
    return stored_once(f"small municipality with {rooms}", lambda: SmallMunicipality(only=only))


@dataclass
class SmallMunicipality:
    """Built as people would build it, through the same actions."""

    only: Collection[str] | None = None
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[Role, Person] = field(default_factory=dict)
    outsider: Person = field(init=False)
    colleague: Person = field(init=False)
    role: RoleAssignment = field(init=False)
    succession: Succession = field(init=False)
    model: SteeringModel = field(init=False)
    plan: Plan = field(init=False)
    goal: Goal = field(init=False)
    indicator: Indicator = field(init=False)
    link: GoalIndicator = field(init=False)
    outcome: Outcome = field(init=False)
    assignment: Assignment = field(init=False)
    rooms: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._units()
        self._people()
        self._plan()
        self._words()
        for room in ROOMS:
            name = room.__name__.rpartition(".")[2]
            if self.only is None or name in self.only:
                self.rooms[name] = room.store(self)

    def _units(self) -> None:
        for code, kind, above in (
            ("BY", UnitKind.MUNICIPALITY, None),
            ("KS", UnitKind.COMMITTEE, "BY"),
            ("KSF", UnitKind.DEPARTMENT, "KS"),
            ("OLD", UnitKind.DEPARTMENT, "KS"),
        ):
            parent = self.units[above] if above else None
            self.units[code] = save_unit(
                by=the_system(), code=code, name=f"Enhet {code}", kind=kind, parent=parent, valid_from=date(2019, 1, 1)
            )
        self.succession = add_successor(
            by=the_system(), predecessor=self.units["OLD"], successor=self.units["KSF"], on=date(2024, 4, 1)
        )

    def _people(self) -> None:
        for role in Role:
            person = PersonFactory(name=role.label, email=f"{role}@exempelby.se")
            RoleFactory(person=person, unit=self.units["BY"], role=role)
            self.people[role] = person
        self.outsider = PersonFactory(name="Ulla Utanför")
        self.colleague = PersonFactory(name="Kollega")
        self.role = RoleFactory(person=self.colleague, unit=self.units["KS"])

    def _plan(self) -> None:
        self.model = start_steering_model(by=the_system(), municipality=self.units["BY"])
        council = plans.create_plan(by=the_system(), unit=self.units["BY"], year=2024)
        self.plan = plans.create_plan(by=the_system(), unit=self.units["KS"], year=2024)
        area_level, goal_level, committee_level = self.model.levels.all()
        area = goals.save_goal(by=the_system(), plan=council, level=area_level, name="Målområde")
        above = goals.save_goal(by=the_system(), plan=council, level=goal_level, name="Fullmäktiges mål", parent=area)
        self.goal, _ = (
            goals.save_goal(by=the_system(), plan=self.plan, level=committee_level, name=name, contributes_to=above)
            for name in ("Hemligt nämndmål", "Ett mål till")
        )
        self.indicator = indicators.save_indicator(
            by=the_system(), unit=self.units["KS"], name="Nöjda", unit_of_measure="percent", direction="higher"
        )
        self.link = goals.follow_by(by=the_system(), goal=self.goal, indicator=self.indicator)
        indicators.set_target(
            by=the_system(), indicator=self.indicator, year=2024, kind=TargetKind.INTERIM, expression="≥80"
        )
        self.outcome = outcomes.record_outcome(
            by=the_system(), indicator=self.indicator, plan=self.plan, period=YEAR, text="83"
        )
        self.assignment = assignments.save_assignment(
            by=the_system(),
            plan=self.plan,
            title="Uppdrag",
            origin=self.model.assignment_origins.all()[0],
            goal=self.goal,
        )
        step = self.model.scale_steps.all()[0]
        assessments.assess_goal(by=the_system(), goal=self.goal, period=YEAR, step=step, reason="Av goda skäl.")

    def _words(self) -> None:
        document = rich_text_to_json(from_plain_text("Därför."))
        place = {"subject": self.goal.ref, "slot": "motivation", "period": "2024"}
        import_text(by=self.people[Role.REPORTER], unit=self.units["KS"], document=document, **place)
        for kind in ReportKind:
            save_template(by=the_system(), unit=self.units["KS"], kind=kind, declaration=TEMPLATE)

    def entry(self, action: str) -> int:
        """The number of a new audit entry, to take back."""
        subject = {"unit.change": self.units["KSF"], "goal.archive": self.goal, "level.save": self.model.levels.last()}
        return audit.record(person=the_system(), action=action, subject=subject[action], before={}, after={}).pk
