"""A municipality with all its figures, exact and consistent, made from a seed."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from bench.checking import names

Values = dict[str, Decimal]

SHARES = {"staff": 0.52, "premises": 0.13, "purchases": 0.12, "grants": 0.05, "goods": 0.14, "capital": 0.04}
MEASURES = ("budget", "outcome", "last", "year_budget", "forecast", "before_forecast", "year_last")


@dataclass(frozen=True)
class Area:
    """An area of work, its code and its values by kind; what comes in is plus, what it costs minus, in öre."""

    name: str
    code: str
    kinds: dict[str, Values]

    def net(self, measure: str) -> Decimal:
        """What it costs in all, with what comes in taken away."""
        return sum((values[measure] for values in self.kinds.values()), Decimal(0))


@dataclass(frozen=True)
class Project:
    """An investment: what it may cost in all, what it has cost, this year, and the years to come; spending is plus."""

    name: str
    values: Values


@dataclass(frozen=True)
class Staff:
    """The people of a committee: heads by sex, this year and last, and hours absent and ordinary by group."""

    heads: Values
    absent: dict[str, Values]
    ordinary: dict[str, Values]


@dataclass(frozen=True)
class Committee:
    """A committee with its areas, projects and people."""

    name: str
    areas: tuple[Area, ...]
    projects: tuple[Project, ...]
    staff: Staff
    changes: tuple[tuple[str, Decimal], ...]

    def kind(self, kind: str, measure: str) -> Decimal:
        """One kind of income or cost over all areas."""
        return sum((area.kinds[kind][measure] for area in self.areas), Decimal(0))

    def net(self, measure: str) -> Decimal:
        """The net cost, minus where it costs."""
        return sum((area.net(measure) for area in self.areas), Decimal(0))


@dataclass(frozen=True)
class Indicator:
    """An indicator with its outcomes of three years and its target; `met` follows from them."""

    title: str
    unit: str
    higher: bool
    outcomes: tuple[Decimal, Decimal, Decimal]
    target: Decimal
    decimals: int

    @property
    def met(self) -> bool:
        """Whether the last outcome reaches the target."""
        return self.outcomes[2] >= self.target if self.higher else self.outcomes[2] <= self.target


@dataclass(frozen=True)
class Goal:
    """A goal and its indicators; it is met where all of them are."""

    title: str
    indicators: tuple[Indicator, ...]

    @property
    def standing(self) -> str:
        """met, partly or missed."""
        met = sum(one.met for one in self.indicators)
        return "met" if met == len(self.indicators) else "partly" if met else "missed"


@dataclass(frozen=True)
class World:
    """Everything that a municipality's report may tell. `months` is how far into the year it reaches."""

    place: str
    year: int
    months: int
    committees: tuple[Committee, ...]
    central: dict[str, Values]
    goals: tuple[Goal, ...]
    assignments: tuple[tuple[str, str], ...]

    @property
    def whole_year(self) -> bool:
        """Whether the year is over."""
        return self.months == 12

    def all(self, kind: str, measure: str) -> Decimal:
        """One kind over all committees."""
        return sum((one.kind(kind, measure) for one in self.committees), Decimal(0))


def make_world(chance: Random) -> World:
    """A municipality; the same seed gives the same."""
    months = chance.choice([12, 12, 12, 8, 8, 4])
    titles = list(names.COMMITTEES)
    chosen = sorted(chance.sample(titles, chance.randint(4, min(10, len(titles)))), key=titles.index)
    projects = list(names.PROJECTS)
    chance.shuffle(projects)
    committees = tuple(_committee(chance, n, title, months, projects) for n, title in enumerate(chosen, start=1))
    return World(
        place=chance.choice(names.PLACES),
        year=chance.randint(2019, 2026),
        months=months,
        committees=committees,
        central=_central(chance, committees, months),
        goals=_goals(chance),
        assignments=_assignments(chance),
    )


def _values(chance: Random, base: float, months: int, spread: float = 0.03) -> Values:
    """The measures of one line around a base in öre; each has an odd number of öre of its own."""

    def near(amount: float, by: float) -> Decimal:
        return Decimal(round(amount * (1 + chance.gauss(0, by))))

    year_budget = Decimal(round(base / 100_000) * 100_000) if chance.random() < 0.3 else near(base, 0)
    part = months / 12
    outcome = near(float(year_budget) * part, spread)
    year_last = near(base * 0.965, 0.03)
    return {
        "year_budget": year_budget,
        "budget": year_budget if months == 12 else near(float(year_budget) * part, 0.004),
        "outcome": outcome,
        "last": year_last if months == 12 else near(float(year_last) * part, 0.01),
        "year_last": year_last,
        "forecast": outcome if months == 12 else near(float(year_budget), spread * 0.6),
        "before_forecast": near(float(year_budget), spread * 0.6),
    }


def _area(chance: Random, name: str, code: str, size: float, months: int) -> Area:
    income = size * chance.uniform(0.03, 0.3)
    kinds = {"income": _values(chance, income, months, 0.06)}
    for kind, share in SHARES.items():
        kinds[kind] = _values(chance, -(size + income) * share * chance.uniform(0.7, 1.3), months)
    return Area(name, code, kinds)


def _committee(chance: Random, number: int, title: str, months: int, projects: list[str]) -> Committee:
    running = names.COMMITTEES[title]
    count = chance.randint(2, len(running))
    size = chance.lognormvariate(4.2, 0.9) * 100_000_000
    weights = [size * chance.uniform(0.5, 1.5) / count for _ in range(count)]
    areas = tuple(
        _area(chance, name, f"{number}{n}0", weight, months)
        for n, (name, weight) in enumerate(zip(running, weights, strict=False), start=1)
    )
    return Committee(
        title,
        areas,
        tuple(_project(chance, projects.pop()) for _ in range(min(chance.randint(0, 6), len(projects)))),
        _staff(chance, sum(weights)),
        _changes(chance, sum((area.net("year_budget") for area in areas), Decimal(0))),
    )


def _project(chance: Random, name: str) -> Project:
    whole = round(chance.lognormvariate(2.5, 1.0), 1) * 100_000_000
    before = whole * chance.uniform(0, 0.4)
    budget = round(whole * chance.uniform(0.15, 0.5) / 10_000_000) * 10_000_000 or 10_000_000
    outcome = 0.0 if chance.random() < 0.08 else budget * chance.uniform(0.3, 1.15)
    plans = [round(whole * chance.uniform(0.05, 0.3) / 10_000_000) * 10_000_000 for _ in range(3)]
    exact = {
        "whole": whole, "before": before, "budget": budget, "outcome": outcome, "spent": 0,
        "plan1": plans[0], "plan2": plans[1], "plan3": plans[2], "last": before * chance.uniform(0.3, 0.9),
    }  # fmt: skip
    values = {name: Decimal(round(value)) for name, value in exact.items()}
    values["spent"] = values["before"] + values["outcome"]
    return Project(name, values)


def _staff(chance: Random, size: float) -> Staff:
    heads = max(14, round(size / 95_000_000))
    women = round(heads * chance.uniform(0.45, 0.85))
    values = {"women": women, "men": heads - women}
    values["women_last"] = max(5, women + chance.randint(-9, 9))
    values["men_last"] = max(5, heads - women + chance.randint(-5, 5))
    absent, ordinary = {}, {}
    for group, people in (("women", values["women"]), ("men", values["men"])):
        ordinary[group] = {m: Decimal(people * chance.randint(1600, 1760)) for m in ("outcome", "last")}
        level = chance.uniform(0.06, 0.09) if group == "women" else chance.uniform(0.03, 0.055)
        absent[group] = {
            m: (hours * Decimal(round(level * chance.uniform(0.85, 1.15), 5))) for m, hours in ordinary[group].items()
        }
    return Staff({key: Decimal(value) for key, value in values.items()}, absent, ordinary)


def _changes(chance: Random, budget: Decimal) -> tuple[tuple[str, Decimal], ...]:
    """Decisions of the year that changed the frame: what they were about, and how much (minus is more money)."""
    about = ["Lönerevision", "Kapitalkostnader", "Ombudgetering", "Överföring mellan nämnder", "Riktad satsning",
             "Hyresjustering"]  # fmt: skip
    chosen = chance.sample(about, chance.randint(2, 5))
    return tuple((name, Decimal(round(float(budget) * chance.uniform(-0.012, 0.02)))) for name in chosen)


def _central(chance: Random, committees: tuple[Committee, ...], months: int) -> dict[str, Values]:
    """What the whole municipality has beside its committees: finance, taxes, grants, interest."""
    net = float(sum((one.net("year_budget") for one in committees), Decimal(0)))
    taxes = -net * chance.uniform(0.74, 0.8)
    return {
        "finance_income": _values(chance, abs(net) * 0.012, months, 0.08),
        "finance_cost": _values(chance, net * 0.02, months, 0.08),
        "depreciation": _values(chance, net * 0.03, months, 0.02),
        "taxes": _values(chance, taxes, months, 0.01),
        "grants": _values(chance, -net * 1.06 - taxes, months, 0.015),
        "interest_income": _values(chance, abs(net) * 0.006, months, 0.1),
        "interest_cost": _values(chance, net * 0.009, months, 0.1),
    }


def _indicator(chance: Random, given: tuple[str, str, bool, float, float]) -> Indicator:
    title, unit, higher, level, spread = given
    decimals = 1 if level < 100 and chance.random() < 0.5 else 0
    outcomes = [Decimal(str(round(chance.gauss(level, spread), decimals))) for _ in range(3)]
    target = Decimal(str(round(level + chance.gauss(0, spread * 0.8))))
    first, second, third = outcomes
    return Indicator(title, unit, higher, (first, second, third), target, decimals)


def _goals(chance: Random) -> tuple[Goal, ...]:
    indicators = list(names.INDICATORS)
    chance.shuffle(indicators)
    return tuple(
        Goal(title, tuple(_indicator(chance, indicators.pop()) for _ in range(chance.randint(2, 4))))
        for title in chance.sample(names.GOALS, chance.randint(3, 6))
    )


def _assignments(chance: Random) -> tuple[tuple[str, str], ...]:
    chosen = chance.sample(names.ASSIGNMENTS, chance.randint(5, 14))
    return tuple((name, chance.choice(["done", "done", "ongoing", "ongoing", "late"])) for name in chosen)
