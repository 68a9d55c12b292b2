"""Loads the budget decisions and the forecasts of the sample municipality."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from tertial.demo.loaded import Loaded, sample
from tertial.domain.budget import DecisionKind, SpreadMethod, even_weights
from tertial.domain.money import to_ore
from tertial.domain.period import Period
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as Quantum
from tertial.economy.budget.actions.decisions import Line, save_decision
from tertial.economy.budget.actions.forecasts import Foreseen, save_forecasts
from tertial.economy.budget.actions.spreads import save_spread
from tertial.economy.budget.queries.statement_rows import rows_of


def load(loaded: Loaded) -> None:
    """Stores the budget decisions and the forecasts through the same actions that people use."""
    tree = sample("budget-2024.toml")
    unit, year, by = loaded.units[tree["unit"]], tree["year"], loaded.people["samordnare"]
    for kind, declared in [
        (DecisionKind.FRAME, tree["frame"]),
        *((DecisionKind.ADJUSTMENT, each) for each in tree["adjustments"]),
    ]:
        save_decision(
            by=by,
            kind=kind,
            unit=unit,
            year=year,
            lines=[Line(unit, _ore(declared["amount"]))],
            decided_on=declared["decided_on"],
            reference=declared["reference"],
            text=declared["text"],
        )
    save_spread(by=by, unit=unit, year=year, method=SpreadMethod.EVEN, weights=even_weights())
    _load_forecast(tree, loaded)


def _load_forecast(tree: Mapping[str, Any], loaded: Loaded) -> None:
    declared, unit = tree["forecast"], loaded.units[tree["unit"]]
    if not rows_of(unit, declared["statement"], Period.parse(declared["period"]).year):
        return  # a municipality without statements has no rows to foresee
    save_forecasts(
        by=loaded.people["rapportor"],
        unit=unit,
        period=Period.parse(declared["period"]),
        statement=declared["statement"],
        foreseen=[Foreseen(row, _ore(amount)) for row, amount in declared["rows"].items()],
    )


def _ore(thousands: int) -> int:
    return to_ore(Quantity(Decimal(thousands), Quantum.TKR, 0))
