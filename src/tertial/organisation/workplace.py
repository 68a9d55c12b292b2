"""Where in the municipality and in time someone is working, taken from the address of the page."""

from dataclasses import dataclass

from django.http import HttpRequest

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.common.policies import Hidden
from tertial.domain.period import Period
from tertial.organisation import gate, policies
from tertial.organisation.models import Unit
from tertial.organisation.queries import as_code, unit_by_code
from tertial.things.rights import Right


@dataclass(frozen=True)
class Workplace:
    """A unit and a period, and what the person may do there."""

    unit: Unit
    period: Period
    person: Person
    asked: Right = Right.READ
    """The right that the open page takes."""

    @property
    def code(self) -> str:
        """The unit's code as it stands in addresses."""
        return self.unit.code

    @property
    def may_report(self) -> bool:
        """Whether the person may enter outcomes, texts and statuses."""
        return gate.may(self.person, gate.REPORT, self.unit, self.period)

    @property
    def may_plan(self) -> bool:
        """Whether the person may change goals, indicators and assignments."""
        return gate.may(self.person, gate.PLAN, self.unit, self.period)

    @property
    def may_approve(self) -> bool:
        """Whether the person may approve an assessment."""
        return gate.may(self.person, gate.APPROVE, self.unit, self.period)


def enter(request: HttpRequest, unit: Unit | str, period: Period | str, right: Right = Right.READ) -> Workplace:
    """Checks the right and remembers the workplace for the page's navigation.

    Raises UnknownUnit, UnreadablePeriod or NotAllowed.
    """
    person = person_of(request)
    found = unit_at(person, unit) if isinstance(unit, str) else unit
    when = Period.parse(period) if isinstance(period, str) else period
    gate.check(person, gate.Act(right=right), found)
    workplace = Workplace(found, when, person, right)
    request.workplace = workplace  # type: ignore[attr-defined]
    last = {"unit": found.code, "period": when.key}
    if request.session.get("workplace") != last:
        request.session["workplace"] = last
    return workplace


def unit_at(person: Person, code: str) -> Unit:
    """The unit of an address. A unit that the person may not read is answered as one that does not exist."""
    readable = {unit.code for unit in policies.rights(person).units_with(Right.READ)}
    if not readable:
        raise Hidden
    return unit_by_code(code, among=readable)


def unit_in_address(_request: HttpRequest, code: str, **_address: object) -> dict[str, str]:
    """For `edits(Unit, unit_in_address)`: what finds the unit of an address, where its code may be in any case."""
    return {"code": as_code(code)}


def last_workplace(request: HttpRequest) -> tuple[str, str] | None:
    """The unit code and period of the page the person last worked on, if any."""
    last = request.session.get("workplace")
    return (last["unit"], last["period"]) if last else None
