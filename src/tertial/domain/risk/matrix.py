"""The risk matrix: likelihood times consequence, and the zone that the product falls in."""

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from tertial.domain.message import DomainError, Message, gettext_noop

Placed = TypeVar("Placed")


class UnusableRisk(DomainError):
    """A risk or a scale of risks cannot be used; `field` is the one to correct."""

    def __init__(self, message: Message, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class Decision(StrEnum):
    """What has been decided about a risk: live with it, keep watch over it, or do something about it."""

    ACCEPT = "accept"
    CONTROL = "control"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class RiskZone:
    """A word for a range of risk values, and the lowest value in it."""

    word: str
    at_least: int


@dataclass(frozen=True, slots=True)
class RiskScale:
    """The words of both axes, the lowest first, and the zones, the gravest first; the last begins at 1 or below.

    Raises UnusableRisk where an axis has no words, or the zones leave a value without a word.
    """

    likelihoods: tuple[str, ...]
    consequences: tuple[str, ...]
    zones: tuple[RiskZone, ...]

    def __post_init__(self) -> None:
        if not self.likelihoods or not self.consequences:
            raise UnusableRisk(Message(gettext_noop("Both axes need words; write at least one on each.")))
        limits = [zone.at_least for zone in self.zones]
        if not limits or limits[-1] > 1:
            raise UnusableRisk(
                Message(gettext_noop("The lowest risk value is 1; let the last zone begin there.")), "zones"
            )
        if any(later >= earlier for earlier, later in itertools.pairwise(limits)):
            raise UnusableRisk(
                Message(gettext_noop("Each zone must begin lower than the one before; write the gravest first.")),
                "zones",
            )

    def value(self, likelihood: int, consequence: int) -> int:
        """Likelihood times consequence, each counted from 1. Raises UnusableRisk off the scale."""
        for number, words, field in (
            (likelihood, self.likelihoods, "likelihood"),
            (consequence, self.consequences, "consequence"),
        ):
            if not 1 <= number <= len(words):
                template = gettext_noop("%(number)s is not on the scale, which goes from 1 to %(most)s.")
                raise UnusableRisk(Message(template, {"number": number, "most": len(words)}), field)
        return likelihood * consequence

    def zone(self, likelihood: int, consequence: int) -> RiskZone:
        """The zone that the value falls in. Raises UnusableRisk off the scale."""
        value = self.value(likelihood, consequence)
        return next(zone for zone in self.zones if value >= zone.at_least)

    def is_gravest(self, likelihood: int, consequence: int) -> bool:
        """Whether the value falls in the first zone; never where all values share one."""
        return len(self.zones) > 1 and self.zone(likelihood, consequence) == self.zones[0]


@dataclass(frozen=True, slots=True)
class MatrixCell(Generic[Placed]):
    """One pair of likelihood and consequence with its value, its zone and the risks that stand there."""

    likelihood: int
    consequence: int
    value: int
    zone: RiskZone
    risks: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow(Generic[Placed]):
    """The cells of one likelihood, the mildest consequence first."""

    likelihood: int
    word: str
    cells: tuple[MatrixCell[Placed], ...]


def matrix(
    scale: RiskScale, risks: Iterable[Placed], place: Callable[[Placed], tuple[int, int]]
) -> tuple[MatrixRow[Placed], ...]:
    """Every pair on the scale, the most likely row first, with its risks; `place` gives (likelihood, consequence).

    Risks off the scale, such as those valued before it was shortened, stand nowhere.
    """
    placed: dict[tuple[int, int], list[Placed]] = {}
    for risk in risks:
        placed.setdefault(place(risk), []).append(risk)
    return tuple(
        MatrixRow(
            likelihood,
            scale.likelihoods[likelihood - 1],
            tuple(
                MatrixCell(
                    likelihood,
                    consequence,
                    scale.value(likelihood, consequence),
                    scale.zone(likelihood, consequence),
                    tuple(placed.get((likelihood, consequence), ())),
                )
                for consequence in range(1, len(scale.consequences) + 1)
            ),
        )
        for likelihood in range(len(scale.likelihoods), 0, -1)
    )
