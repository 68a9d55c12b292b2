"""Assignments, decisions on the budget and forecasts, as rows of the workbook's sheets."""

from collections import Counter

from tertial.domain.period import Period
from tertial.economy.models import BudgetDecision, BudgetLine, Forecast
from tertial.goals.models import Assignment, AssignmentFollowUp
from tertial.goals.queries.plan_reading import newest_follow_ups
from tertial.intake.workbook.scope import Scope, Values, address_of, link_to, places_of_units
from tertial.intake.workbook.wording import labels_of_rows
from tertial.organisation.queries import municipality_of


def assignments(scope: Scope) -> list[Values]:
    """The assignments of open plans, each with its newest follow-up."""
    plans = {"plan__unit__in": scope.units, "plan__year__in": scope.years, "plan__archived_at": None}
    near = ("plan__unit", "origin", "goal__plan__unit", "responsible_unit", "responsible")
    found = Assignment.objects.filter(**plans).select_related(*near).order_by("position", "pk")
    places = places_of_units()
    ordered = sorted(found, key=lambda each: (each.plan.year, places[each.plan.unit_id]))
    newest: dict[int, AssignmentFollowUp] = {}
    for year in scope.years:
        newest |= newest_follow_ups([each.pk for each in ordered if each.plan.year == year], Period.of_year(year))
    return [_assignment(each, newest.get(each.pk)) for each in ordered]


def _assignment(assignment: Assignment, newest: AssignmentFollowUp | None) -> Values:
    return {
        "unit": assignment.plan.unit.code,
        "year": assignment.plan.year,
        "code": assignment.ref.last,
        "title": assignment.title,
        "origin": assignment.origin.name,
        "goal": link_to(assignment.goal),
        "responsible_unit": assignment.responsible_unit.code if assignment.responsible_unit else None,
        "responsible": address_of(assignment.responsible),
        "due": assignment.due,
        "period": newest.period if newest else None,
        "status": newest.status.word if newest else None,
        "comment": (newest.comment or None) if newest else None,
        "archived": assignment.archived_at is not None,
    }


def numbered_decisions(scope: Scope) -> dict[int, int]:
    """The number of each decision among those of its unit, year, kind and reference, by the row's own number."""
    decisions = BudgetDecision.objects.filter(unit__in=scope.units, year__in=scope.years).order_by("pk")
    met: Counter[tuple[object, ...]] = Counter()
    found = {}
    for each in decisions:
        same = (each.unit_id, each.year, each.kind, each.reference)
        met[same] += 1
        found[each.pk] = met[same]
    return found


def budget(scope: Scope) -> list[Values]:
    """A row for each line of the decisions, in the order in which they were decided."""
    numbers = numbered_decisions(scope)
    lines = BudgetLine.objects.filter(decision__in=numbers).select_related("decision__unit", "unit")
    places = places_of_units()
    ordered = sorted(
        lines.order_by("decision__decided_on", "decision", "pk"),
        key=lambda line: (line.decision.year, places[line.decision.unit_id]),
    )
    return [
        {
            "unit": line.decision.unit.code,
            "year": line.decision.year,
            "kind": line.decision.kind,
            "reference": line.decision.reference,
            "number": numbers[line.decision_id],
            "decided_on": line.decision.decided_on,
            "text": line.decision.text or None,
            "line_unit": line.unit.code,
            "amount": line.amount,
            "withdrawn": line.decision.withdrawn_at is not None,
            "remove": False,
        }
        for line in ordered
    ]


def forecasts(scope: Scope) -> list[Values]:
    """The forecasts, occasion after occasion."""
    found = Forecast.objects.filter(unit__in=scope.units).select_related("unit").order_by("statement", "pk")
    places = places_of_units()
    ordered = sorted(
        (each for each in found if int(each.period[:4]) in scope.years),
        key=lambda each: (places[each.unit_id], Period.parse(each.period)),
    )
    labels = labels_of_rows(municipality_of(ordered[0].unit)) if ordered else {}
    return [
        {
            "unit": each.unit.code,
            "period": each.period,
            "statement": each.statement,
            "row": each.row,
            "label": labels.get((each.statement, each.row)),
            "amount": each.amount,
            "comment": each.comment or None,
            "remove": False,
        }
        for each in ordered
    ]
