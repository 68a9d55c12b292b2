"""Decisions, frames, spreads and forecasts, found by their keys."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from tertial.common.models import AuditEntry
from tertial.common.period_words import period_key_words, period_name
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.economy.budget.addresses import budget_url, forecast_url
from tertial.economy.models import BudgetDecision, BudgetSpread, Forecast
from tertial.organisation.tree import unit_tree
from tertial.things.finding import Find, stored
from tertial.things.histories import refs_of
from tertial.things.kinds import Held


def held_decision(lines: Sequence[Any], _rest: str) -> Held:
    """A decision, of the unit that took it and of those that it gives money or takes some from; a line for each."""
    decision: BudgetDecision = lines[0]
    given = [line.given for line in lines if line.given is not None]
    shown = unit_tree().units[given[0]] if given else decision.unit
    return Held(
        called=str(decision),
        way=partial(budget_url, shown, str(decision.year), decision.ref.anchor),
        units=tuple(dict.fromkeys([decision.unit_id, *given])),
        year=decision.year,
        archived=decision.withdrawn_at is not None,
    )


def held_frame(key: str) -> Held:
    """`KS:2024`: the adjusted frame."""
    code, year = Ref("budgetframe", key).parts(2)
    unit, period = unit_tree().by_code[code], Period.parse(year)
    return Held(
        called=_("Budget of %(unit)s %(year)s") % {"unit": unit.name, "year": period.year},
        way=partial(budget_url, unit, str(period.year)),
        units=(unit.pk,),
        year=period.year,
    )


def history_of_frame(key: str) -> Q:
    """The entries about every decision that the frame is made of."""
    code, year = Ref("budgetframe", key).parts(2)
    return Q(ref__in=refs_of(BudgetDecision, lines__unit__code=code, year=Period.parse(year).year))


def find_spreads() -> Find:
    """How budgets are spread over the months, also of those that were taken away."""
    return _also_gone(
        "budgetspread",
        stored(BudgetSpread, lambda spread, _rest: _spread(spread.unit_id, spread.year)),
        _spread,
        "year",
    )


def _spread(unit_id: int, year: object) -> Held:
    unit = unit_tree().units[unit_id]
    return Held(
        called=f"{unit} {year}",
        way=partial(budget_url, unit, str(year), "spread"),
        units=(unit.pk,),
        year=int(str(year)),
    )


def find_forecasts() -> Find:
    """Forecasts of rows, also those that were taken away."""
    return _also_gone("forecast", stored(Forecast, _forecast, "unit"), _gone_forecast, "period")


def _forecast(forecast: Forecast, _rest: str) -> Held:
    return Held(
        called=str(forecast),
        way=partial(forecast_url, forecast.unit, forecast.period, forecast.statement, f"row-{forecast.row}"),
        units=(forecast.unit_id,),
        year=Period.parse(forecast.period).year,
    )


def _gone_forecast(unit_id: int, period: object) -> Held:
    unit, when = unit_tree().units[unit_id], str(period)
    return Held(
        called=f"{unit} {period_key_words(when)}",
        way=partial(forecast_url, unit, when),
        units=(unit.pk,),
        year=Period.parse(when).year,
    )


def _also_gone(word: str, find: Find, held: Callable[[int, object], Held], told: str) -> Find:
    """What has been taken away is found by what the log remembers of it, so that its history can still be read."""

    def find_all(keys: Collection[str]) -> Mapping[str, Held]:
        found = find(keys)
        missing = [Ref(word, key) for key in keys if key not in found]
        entries = AuditEntry.objects.filter(ref__in=missing, action__endswith=".remove") if missing else ()
        gone = {entry.ref.key: held(entry.before["unit"], entry.before[told]) for entry in entries}
        return {**gone, **found}

    return find_all


def held_forecasts(key: str) -> Held:
    """`KS:2024-T2:income_statement:result`: what is forecast of a row, summed from stored forecasts."""
    code, period, statement, row = Ref("forecasts", key).parts(4)
    unit, occasion = unit_tree().by_code[code], Period.parse(period)
    return Held(
        called=_("Forecast of %(unit)s %(period)s") % {"unit": unit.name, "period": period_name(occasion)},
        way=partial(forecast_url, unit, occasion.key, statement, f"row-{row}"),
        units=(unit.pk,),
        year=occasion.year,
    )


def history_of_forecasts(key: str) -> Q:
    """The entries about the forecasts that are summed."""
    code, period, statement, _row = Ref("forecasts", key).parts(4)
    return Q(ref__in=refs_of(Forecast, unit__code=code, period=Period.parse(period).key, statement=statement))
