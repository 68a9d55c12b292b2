"""What of the sample municipality has been stored so far, and its files."""

import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from tertial.accounts.models import Person
from tertial.domain.ref import NO_REF, Ref
from tertial.goals.models import Goal, GoalIndicator, Indicator, Plan
from tertial.organisation.models import Unit


@dataclass
class Loaded:
    """What has been stored so far, by the keys of the sample files."""

    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    links: dict[tuple[str, str], GoalIndicator] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    control_plan: Ref = NO_REF
    ledger_lines: int | None = None

    def person(self, key: str | None) -> Person | None:
        """The person with the key, if one is named."""
        return self.people[key] if key else None


def sample(name: str) -> dict[str, Any]:
    """A TOML file of the sample municipality, read."""
    return tomllib.loads(sample_text(name))


def sample_text(name: str) -> str:
    """A file of the sample municipality as it stands."""
    return files("tertial.demo").joinpath("huddinge", name).read_text(encoding="utf-8")
