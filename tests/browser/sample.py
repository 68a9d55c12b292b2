"""Things of the sample municipality that the walks go to, found by the names that people know them by."""

from dataclasses import dataclass

from django.urls import reverse

from tertial.accounts.models import Person
from tertial.goals.models import Assignment, Goal, Indicator, Plan
from tertial.texts.models import TextSection

GOAL = "Öka trygghet och delaktighet"
INDICATOR = "Servicemätning - Enkelt att få hjälp med sin fråga via telefon, index"
ASSIGNMENT = "Ta fram långsiktig handlingsplan för ökat valdeltagande"


@dataclass(frozen=True)
class Sample:
    """The executive board's plan for 2024, one goal of it with an indicator and an assignment, and the people."""

    plan: Plan
    goal: Goal
    indicator: Indicator
    assignment: Assignment

    @classmethod
    def read(cls) -> "Sample":
        plan = Plan.objects.select_related("unit", "steering_model").get(unit__code="KS", year=2024)
        return cls(
            plan=plan,
            goal=Goal.objects.get(plan=plan, name=GOAL),
            indicator=Indicator.objects.get(name=INDICATOR),
            assignment=Assignment.objects.get(plan=plan, title=ASSIGNMENT),
        )

    def person(self, who: str) -> Person:
        """`person("samordnare")` is samordnare@huddinge.example."""
        return Person.objects.get(email=f"{who}@huddinge.example")

    def text(self, slot: str) -> TextSection:
        """The goal's text in a slot, for 2024."""
        return TextSection.objects.get(subject=self.goal.ref, slot=slot, period="2024")

    def text_address(self, slot: str) -> str:
        """The page of the goal's text in a slot."""
        return reverse("texts:section", args=[self.goal.ref, slot, "2024"])
