"""Loads Exempelby's budget decisions and forecasts."""

from datetime import date

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.demo.exempelby.declared import Row, table
from tertial.demo.ledger_export.declared import ore
from tertial.domain.budget import DecisionKind
from tertial.domain.period import Period
from tertial.economy.budget.actions.decisions import Line, save_decision
from tertial.economy.budget.actions.forecasts import Foreseen, save_forecasts
from tertial.organisation.models import Unit

_WHO = {"KS": "controller_ks", "BUN": "controller_bun", "SN": "controller_sn", "GMB": "miljochef"}
STATEMENT = "resultat"


def load(units: dict[str, Unit], people: dict[str, Person]) -> None:
    """Stores the decisions as councils took them, and the forecasts of every occasion."""
    for row in table("budget_decisions.csv"):
        save_decision(
            by=people["ekonomichef"],
            kind=DecisionKind(row["kind"]),
            unit=units[row["unit"]],
            year=int(row["year"]),
            lines=[_line(given, units) for given in row["lines"].split(", ")],
            decided_on=date.fromisoformat(row["decided_on"]),
            reference=row["reference"],
            text=row["text"],
        )
    occasions: dict[tuple[str, str], list[Row]] = {}
    for row in table("forecasts.csv"):
        occasions.setdefault((row["unit"], row["period"]), []).append(row)
    for (unit, period), rows in occasions.items():
        save_forecasts(
            by=people[_WHO[unit]] if unit in _WHO else the_system(),
            unit=units[unit],
            period=Period.parse(period),
            statement=STATEMENT,
            foreseen=[Foreseen(row["row"], ore(int(row["tkr"])), row["comment"]) for row in rows],
        )


def _line(given: str, units: dict[str, Unit]) -> Line:
    unit, _, tkr = given.partition(" ")
    return Line(units[unit], ore(int(tkr)))
