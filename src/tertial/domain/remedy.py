"""What is done against a deficit, and what it comes to beside a forecast (docs/rules/remedies.md).

Effects are öre with the sign of statements: plus is a better result.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class RemedyState(StrEnum):
    """How far a remedy has come."""

    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a remedy gives this year and in a full year, and whether the forecast already counts with it."""

    this_year: int
    full_year: int
    state: RemedyState = RemedyState.PLANNED
    in_forecast: bool = True


@dataclass(frozen=True, slots=True)
class Remedies:
    """What remedies come to together, those that were stopped left out: öre, plus is better."""

    in_forecast: int
    beyond_forecast: int
    full_year: int

    @property
    def this_year(self) -> int:
        """All of this year's effect, whether or not the forecast counts with it."""
        return self.in_forecast + self.beyond_forecast


def remedies(effects: Iterable[Effect]) -> Remedies:
    """The sums of some remedies."""
    counted = [effect for effect in effects if effect.state is not RemedyState.STOPPED]
    return Remedies(
        in_forecast=sum(effect.this_year for effect in counted if effect.in_forecast),
        beyond_forecast=sum(effect.this_year for effect in counted if not effect.in_forecast),
        full_year=sum(effect.full_year for effect in counted),
    )
