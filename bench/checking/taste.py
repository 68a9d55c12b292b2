"""The style of one report: its unit, its signs, its words, how its tables are built."""

from dataclasses import dataclass, field
from random import Random

from bench.checking import held, shown
from bench.checking.figures import Form, Hand, money

Pool = dict[str, tuple[str, ...]]


@dataclass
class Words:
    """The words a report uses for a thing: chosen once and then kept, as a writer does."""

    pool: Pool
    chance: Random
    kept: dict[str, str] = field(default_factory=dict)

    def label(self, key: str, **places: object) -> str:
        """The word for a heading or a column."""
        if key not in self.kept:
            self.kept[key] = self.chance.choice(self.pool[key])
        return self.kept[key].format(**places)

    def sentence(self, key: str) -> str:
        """One of the ways to say a thing; another one the next time."""
        return self.chance.choice(self.pool[key])


@dataclass
class Taste:
    """What a report looks like throughout. `good_is_plus`: a deviation is plus where it is to the good."""

    hand: Hand
    form: Form
    costs_plus: bool
    good_is_plus: bool
    groups: str
    total_first: bool
    caption_below: bool
    unit_place: str
    codes: bool
    notes: bool
    text_form: Form
    text_unit: str
    words: Words
    held: bool
    stacked: bool

    @property
    def cost_sign(self) -> int:
        """What a cost is multiplied with before it is printed."""
        return -1 if self.costs_plus else 1

    def unit_name(self) -> str:
        """What the unit of the tables is called."""
        return self.words.label(self.form.unit)


def make_taste(chance: Random, *, from_held: bool) -> Taste:
    """One style among many; `from_held` takes only words and layouts that no example shows."""
    unit, decimals = chance.choice(
        [("tkr", 0)] * 4 + [("mnkr", 1)] * 4 + [("mnkr", 0), ("mnkr", 2), ("kr", 0), ("tkr", 1)]
    )
    pool = held.POOL if from_held else shown.POOL
    words = Words(pool, chance)
    text_unit = words.label("text_unit")
    text_decimals = chance.choice([1, 1, 1, 2] if unit != "mnkr" else [1]) if unit != "mnkr" or decimals else 0
    return Taste(
        hand=Hand.of(chance),
        form=money(unit, decimals),
        costs_plus=chance.random() < 0.45,
        good_is_plus=chance.random() < 0.75,
        groups=chance.choice(held.GROUPS if from_held else shown.GROUPS),
        total_first=chance.random() < (0.3 if from_held else 0.12),
        caption_below=chance.random() < 0.15,
        unit_place=chance.choice(held.UNIT_PLACES if from_held else shown.UNIT_PLACES),
        codes=chance.random() < 0.2,
        notes=chance.random() < 0.4,
        text_form=money("mnkr", min(text_decimals, 2)),
        text_unit=text_unit,
        words=words,
        held=from_held,
        stacked=chance.random() < 0.15,
    )
