"""What the writers of the workbook's sheets look up while they write."""

from dataclasses import dataclass, field

from tertial.accounts.models import Person
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.ref import Ref
from tertial.domain.workbook.columns import Value
from tertial.goals.actions.plans import create_plan
from tertial.goals.models import Goal, Indicator, Plan
from tertial.goals.queries.plans import plan_of
from tertial.organisation.models import Unit


class NotWritten(DomainError):
    """A row cannot be written; `column` is the one to correct."""

    def __init__(self, message: Message, column: str = "") -> None:
        super().__init__(message)
        self.column = column


class Waits(Exception):
    """A row belongs to one that was refused, which has been said there."""


@dataclass(slots=True)
class Context:
    """Who writes, within which years links are written, and what has been looked up so far."""

    by: Person
    years: frozenset[int]
    _units: dict[str, Unit] = field(default_factory=dict)
    _people: dict[str, Person] = field(default_factory=dict)
    _plans: dict[tuple[str, int], Plan] = field(default_factory=dict)

    def with_rights_read_again(self) -> None:
        """Lets what was just written about units and roles count for who writes."""
        self.by = Person.everyone.get(pk=self.by.pk)

    def unit(self, code: Value) -> Unit:
        """The unit with the code. Raises Waits."""
        text = str(code)
        if text not in self._units:
            found = Unit.objects.filter(code=text).select_related("parent").first()
            if found is None:
                raise Waits
            self._units[text] = found
        return self._units[text]

    def unit_or_none(self, code: Value) -> Unit | None:
        """As `unit`; None where none is written."""
        return self.unit(code) if code else None

    def person(self, email: Value) -> Person:
        """The person with the address. Raises Waits."""
        text = str(email)
        if text not in self._people:
            found = Person.objects.filter(email__iexact=text).first()
            if found is None:
                raise Waits
            self._people[text] = found
        return self._people[text]

    def person_or_none(self, email: Value) -> Person | None:
        """As `person`; None where none is written."""
        return self.person(email) if email else None

    def plan(self, unit: Value, year: Value) -> Plan:
        """The unit's plan of the year; begun where there is none."""
        assert isinstance(year, int)  # noqa: S101 - read as a year
        key = (str(unit), year)
        if key not in self._plans:
            home = self.unit(unit)
            self._plans[key] = plan_of(home, year) or create_plan(by=self.by, unit=home, year=year)
        return self._plans[key]

    def goal(self, link: Value) -> Goal | None:
        """The goal that a link points at; None where none is written. Raises Waits."""
        if not link:
            return None
        unit, year, code = str(link).split("/")
        plan = plan_of(self.unit(unit), int(year))
        found = plan.goals.filter(ref=Ref("goal", plan.ref.key, code)) if plan is not None else Goal.objects.none()
        goal = found.select_related("plan__unit", "level", "parent").first()
        if goal is None:
            raise Waits
        return goal

    def indicator(self, unit: Value, code: Value) -> Indicator:
        """The unit's indicator with the code. Raises Waits."""
        home = self.unit(unit)
        found = Indicator.objects.filter(unit=home, ref__endswith=f":{code}").select_related("unit")
        indicator = next((each for each in found if each.ref.last == code), None)
        if indicator is None:
            raise Waits
        return indicator


def not_a_word_of(year: Value, word: Value, column: str) -> NotWritten:
    """The refusal of a word that does not count in the year."""
    template = gettext_noop("“%(word)s” is not among the words of %(year)s; choose another.")
    return NotWritten(Message(template, {"word": str(word), "year": str(year)}), column)
