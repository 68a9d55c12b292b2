"""What is stored, as rows of the workbook's sheets: what an export writes, and what a file is compared with."""

from collections.abc import Callable, Mapping

from django.db.models import QuerySet

from tertial.accounts.models import Person
from tertial.common.swedish_order import InSwedishOrder
from tertial.domain.workbook.columns import Key, Sheet
from tertial.domain.workbook.figures import SHEETS
from tertial.domain.workbook.reading import Stored
from tertial.domain.workbook.weights import written_weights
from tertial.goals.models import Goal, GoalIndicator, Indicator, Outcome, Target
from tertial.intake.workbook import stored_figures
from tertial.intake.workbook.scope import Scope, Values, address_of, link_to, places_of_units
from tertial.organisation.models import RoleAssignment
from tertial.organisation.tree import unit_tree


def stored_rows(scope: Scope) -> Mapping[str, Stored]:
    """By the key of each sheet its rows by what they are recognised by, in the order in which they are exported."""
    return {sheet.key: _by_key(sheet, _READERS[sheet.key](scope)) for sheet in SHEETS}


def _by_key(sheet: Sheet, rows: list[Values]) -> Stored:
    found: dict[Key, Values] = {}
    for values in rows:
        found.setdefault(tuple(values.get(key) for key in sheet.keys), values)
    return found


def _units(scope: Scope) -> list[Values]:
    tree = unit_tree()
    return [
        {
            "code": unit.code,
            "name": unit.name,
            "kind": unit.kind,
            "parent": tree.units[unit.parent_id].code if unit.parent_id else None,
            "valid_from": unit.valid_from,
            "valid_to": unit.valid_to,
        }
        for unit, _depth in tree.walk()
        if unit.pk in scope.units
    ]


def _people(scope: Scope) -> list[Values]:
    people = Person.objects.all() if scope.people is None else Person.objects.filter(pk__in=scope.people)
    return [
        {
            "email": person.email.lower(),
            "name": person.name,
            "title": person.title or None,
            "active": person.is_active,
        }
        for person in people.order_by(InSwedishOrder("name"), "id")
    ]


def _roles(scope: Scope) -> list[Values]:
    given = RoleAssignment.objects.filter(unit__in=scope.units).select_related("person", "unit")
    if scope.people is not None:
        given = given.filter(person__in=scope.people)
    return [
        {
            "email": each.person.email.lower(),
            "name": each.person.name,
            "role": each.role,
            "unit": each.unit.code,
            "remove": False,
        }
        for each in given.order_by(InSwedishOrder("person__name"), "person", "unit__code", "role")
    ]


def goals_in(scope: Scope) -> QuerySet[Goal]:
    """The goals of open plans, in their order."""
    plans = {"plan__unit__in": scope.units, "plan__year__in": scope.years, "plan__archived_at": None}
    near = ("plan__unit", "level", "parent__plan__unit", "contributes_to__plan__unit", "responsible")
    return Goal.objects.filter(**plans).select_related(*near).order_by("level__position", "position", "pk")


def _goals(scope: Scope) -> list[Values]:
    places = places_of_units()
    goals = sorted(goals_in(scope), key=lambda goal: (goal.plan.year, places[goal.plan.unit_id]))
    return [
        {
            "unit": goal.plan.unit.code,
            "year": goal.plan.year,
            "code": goal.ref.last,
            "level": goal.level.name,
            "name": goal.name,
            "description": goal.description or None,
            "parent": link_to(goal.parent),
            "contributes_to": link_to(goal.contributes_to),
            "responsible": address_of(goal.responsible),
            "archived": goal.archived_at is not None,
        }
        for goal in goals
    ]


def _indicators(scope: Scope) -> list[Values]:
    found = Indicator.objects.filter(unit__in=scope.units).select_related("unit", "owner")
    links = GoalIndicator.objects.filter(
        indicator__in=found, goal__plan__year__in=scope.years, goal__plan__archived_at=None
    ).select_related("goal__plan__unit", "goal__level")
    followed: dict[int, list[GoalIndicator]] = {}
    for link in links.order_by("goal__plan__year", "goal__level__position", "goal__position", "goal", "position"):
        followed.setdefault(link.indicator_id, []).append(link)
    places = places_of_units()
    order = {
        number: (first.goal.plan.year, places[first.goal.plan.unit_id], first.goal.position, first.position)
        for number, (first, *_more) in followed.items()
    }
    last = (9999, 0, 0, 0)
    ordered = sorted(found, key=lambda each: (places[each.unit_id], order.get(each.pk, last)))
    return [_indicator(each, followed.get(each.pk, [])) for each in ordered]


def _indicator(indicator: Indicator, links: list[GoalIndicator]) -> Values:
    return {
        "unit": indicator.unit.code,
        "code": indicator.ref.last,
        "name": indicator.name,
        "description": indicator.description or None,
        "measure": indicator.unit_of_measure,
        "decimals": indicator.decimals,
        "direction": indicator.direction,
        "goals": tuple(str(link_to(link.goal)) for link in links),
        "weights": written_weights({str(link_to(link.goal)): link.weight for link in links}),
        "source": indicator.source or None,
        "source_id": indicator.source_id or None,
        "publication_week": indicator.publication_week,
        "lag_years": indicator.lag_years,
        "split": indicator.split,
        "responsible": address_of(indicator.owner),
        "archived": indicator.archived_at is not None,
    }


def _targets(scope: Scope) -> list[Values]:
    near = {"indicator__unit__in": scope.units, "year__in": scope.years}
    found = Target.objects.filter(**near).select_related("indicator__unit").order_by("year", "-kind", "pk")
    return _under_indicators(
        scope,
        [
            (
                each.indicator_id,
                {
                    "unit": each.indicator.unit.code,
                    "code": each.indicator.ref.last,
                    "name": each.indicator.name,
                    "year": each.year,
                    "kind": each.kind,
                    "expression": each.expression,
                    "remove": False,
                },
            )
            for each in found
        ],
    )


def _outcomes(scope: Scope) -> list[Values]:
    near = {"indicator__unit__in": scope.units}
    found = Outcome.objects.filter(**near).select_related("indicator__unit").order_by("period", "-sex", "pk")
    return _under_indicators(
        scope,
        [
            (
                each.indicator_id,
                {
                    "unit": each.indicator.unit.code,
                    "code": each.indicator.ref.last,
                    "name": each.indicator.name,
                    "period": each.period,
                    "sex": each.sex,
                    "value": each.value,
                    "decimals": each.decimals,
                    "preliminary": each.preliminary,
                    "source": each.source or None,
                    "remove": False,
                },
            )
            for each in found
            if int(each.period[:4]) in scope.years
        ],
    )


def _under_indicators(scope: Scope, rows: list[tuple[int, Values]]) -> list[Values]:
    """The rows in the order of the indicators that they are about."""
    indicators = [(values["unit"], values["code"]) for values in _indicators(scope)]
    place = {key: number for number, key in enumerate(indicators)}
    return [values for _number, values in sorted(rows, key=lambda row: place[row[1]["unit"], row[1]["code"]])]


_READERS: Mapping[str, Callable[[Scope], list[Values]]] = {
    "units": _units,
    "people": _people,
    "roles": _roles,
    "goals": _goals,
    "indicators": _indicators,
    "targets": _targets,
    "outcomes": _outcomes,
    "assignments": stored_figures.assignments,
    "budget": stored_figures.budget,
    "forecasts": stored_figures.forecasts,
}
