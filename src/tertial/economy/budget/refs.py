"""What refs to decisions, frames, spreads and forecasts stand for."""

from django.db.models import Q
from django.utils.translation import gettext as _

from tertial.common.models import AuditEntry
from tertial.common.period_words import period_key_words, period_name
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.economy.budget.addresses import budget_url, forecast_url
from tertial.economy.models import BudgetDecision, BudgetLine, BudgetSpread, Forecast
from tertial.organisation.models import Unit
from tertial.organisation.queries import unit_by_code
from tertial.organisation.tracing import Traced, register
from tertial.things.finding import unknown


def register_kinds() -> None:
    """Lets every figure of budgets and forecasts be traced to its page and history."""
    register("budgetdecision", _decision)
    register("budgetspread", _spread)
    register("budgetframe", _frame)
    register("forecast", _forecast)
    register("forecasts", _forecasts)


def _decision(ref: Ref) -> Traced:
    decision = BudgetDecision.objects.select_related("unit").get(pk=ref.row)
    units = list({line.unit_id: line.unit for line in decision.lines.select_related("unit")}.values())
    shown = units[0] if units else decision.unit
    url = budget_url(shown, str(decision.year), f"decision-{decision.pk}")
    return Traced(str(decision), [decision.unit, *units], url, Q(ref=ref))


def _frame(ref: Ref) -> Traced:
    """`budgetframe:KS:2024`: the adjusted frame, with the history of every decision that it is made of."""
    code, year = ref.parts(2)
    unit, period = unit_by_code(code), Period.parse(year)
    decisions = BudgetLine.objects.filter(unit=unit, decision__year=period.year).values_list("decision_id", flat=True)
    history = Q(ref__in=[Ref("budgetdecision", pk) for pk in decisions])
    name = _("Budget of %(unit)s %(year)s") % {"unit": unit.name, "year": period.year}
    return Traced(name, [unit], budget_url(unit, str(period.year)), history)


def _spread(ref: Ref) -> Traced:
    found = BudgetSpread.objects.select_related("unit").filter(pk=ref.row).first()
    unit, year = (found.unit, found.year) if found is not None else _gone(ref, "year")
    return Traced(f"{unit} {year}", [unit], budget_url(unit, str(year), "spread"), Q(ref=ref))


def _forecast(ref: Ref) -> Traced:
    found = Forecast.objects.select_related("unit").filter(pk=ref.row).first()
    if found is not None:
        url = forecast_url(found.unit, found.period, found.statement, f"row-{found.row}")
        return Traced(str(found), [found.unit], url, Q(ref=ref))
    unit, period = _gone(ref, "period")
    return Traced(f"{unit} {period_key_words(str(period))}", [unit], forecast_url(unit, str(period)), Q(ref=ref))


def _gone(ref: Ref, field: str) -> tuple[Unit, object]:
    """The unit and the year or period of something that has been taken away, so that its history can still be read."""
    entry = AuditEntry.objects.filter(ref=ref, action__endswith=".remove").first()
    if entry is None:
        raise unknown(ref)
    return Unit.objects.get(pk=entry.before["unit"]), entry.before[field]


def _forecasts(ref: Ref) -> Traced:
    """`forecasts:KS:2024-T2:income_statement:result`: what is foreseen of a row, summed from stored forecasts."""
    code, period, statement, row = ref.parts(4)
    unit, occasion = unit_by_code(code), Period.parse(period)
    stored = Forecast.objects.filter(unit=unit, period=occasion.key, statement=statement)
    history = Q(ref__in=[Ref("forecast", pk) for pk in stored.values_list("pk", flat=True)])
    name = _("Forecast of %(unit)s %(period)s") % {"unit": unit.name, "period": period_name(occasion)}
    return Traced(name, [unit], forecast_url(unit, occasion.key, statement, f"row-{row}"), history)
