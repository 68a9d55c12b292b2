"""The small municipality's part of a budget and a forecast."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tertial.accounts.system import the_system
from tertial.common.models import AuditEntry
from tertial.domain.budget import DecisionKind, SpreadMethod, even_weights
from tertial.domain.period import Period
from tertial.domain.remedy import RemedyState
from tertial.economy.budget.actions.decisions import Line, save_decision
from tertial.economy.budget.actions.forecasts import Foreseen, save_forecasts
from tertial.economy.budget.actions.spreads import save_spread
from tertial.economy.models import BudgetDecision, BudgetSpread, Remedy
from tertial.economy.remedies.actions import RemedyGiven, follow_up_remedy, save_remedy

if TYPE_CHECKING:
    from tests.shared.small_municipality import SmallMunicipality

MILLION = 10**8


@dataclass
class SmallBudget:
    """What has been stored: the frame of the committee, its spread, the entries of a forecast, and a remedy."""

    frame: BudgetDecision
    spread: BudgetSpread
    entries: list[AuditEntry]
    remedy: Remedy


def store(place: "SmallMunicipality") -> SmallBudget:
    """Stores one of everything, and gives it, so that addresses can point at it."""
    unit = place.units["KS"]
    frame = save_decision(
        by=the_system(),
        kind=DecisionKind.FRAME,
        unit=unit,
        year=2024,
        lines=[Line(unit, 5 * MILLION)],
        decided_on=date(2023, 11, 6),
        reference="KF § 12",
    )
    spread = save_spread(by=the_system(), unit=unit, year=2024, method=SpreadMethod.EVEN, weights=even_weights())
    entries = save_forecasts(
        by=the_system(),
        unit=unit,
        period=Period.parse("2024-T2"),
        statement="income_statement",
        foreseen=[Foreseen("premises", -490_00000, "Höjd hyra")],
    )
    remedy = save_remedy(
        by=the_system(),
        unit=unit,
        period=Period.parse("2024-T1"),
        given=RemedyGiven("Avstå från konsulter", MILLION, 3 * MILLION, due=date(2024, 5, 31)),
    )
    follow_up_remedy(
        by=the_system(),
        remedy=remedy,
        period=Period.parse("2024-T2"),
        state=RemedyState.STARTED,
        this_year=MILLION // 2,
        comment="Avtalet löper ut i september.",
    )
    return SmallBudget(frame, spread, entries, remedy)
