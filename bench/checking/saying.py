"""Sentences with figures: what they say, and what they would say if someone had got it wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from bench.checking import names
from bench.checking.figures import Form, money, number_word, swapped
from bench.checking.taste import Taste

# what an error in a sentence is called
FIGURE, DIRECTION, FULFILMENT, COUNT = "sentence-figure", "sentence-direction", "sentence-fulfilment", "sentence-count"
UNIT, LAST, OTHER = "sentence-unit", "sentence-last-year", "sentence-other-extent"


@dataclass
class Slot:
    """A place in a sentence: what it says, and by kind of error what it would wrongly say."""

    text: str
    wrong: dict[str, str] = field(default_factory=dict)


@dataclass
class Sentence:
    """A sentence and its slots. `about` names what it speaks of; empty where no table holds its figures."""

    template: str
    slots: dict[str, Slot] = field(default_factory=dict)
    about: str = ""

    @property
    def text(self) -> str:
        """The sentence as it is printed."""
        said = self.template.format(**{name: slot.text for name, slot in self.slots.items()})
        return said[:1].upper() + said[1:]

    @property
    def used(self) -> dict[str, Slot]:
        """The slots that the sentence has words for."""
        return {name: slot for name, slot in self.slots.items() if "{" + name + "}" in self.template}


class Speaker:
    """Makes the slots of sentences in the style of a report."""

    def __init__(self, taste: Taste, chance: Random, *, whole_year: bool) -> None:
        self.taste, self.chance, self.whole_year = taste, chance, whole_year
        self.told: set[str] = set()

    def say(self, key: str, slots: Mapping[str, Slot | str], about: str = "") -> Sentence:
        """One of the ways to say a thing; ways that need a slot which is not there are left out."""
        ready = {name: slot if isinstance(slot, Slot) else Slot(slot) for name, slot in slots.items()}
        ways = [way for way in self.taste.words.pool[key] if _places(way) <= set(ready)]
        way = self.chance.choice(ways)
        if not self.whole_year:
            way = way.replace("Årets ", "Periodens ").replace("landade året på", "blev det hittills")
        return Sentence(way, ready, about)

    def can_say(self, exact: Decimal | int) -> bool:
        """Whether an amount is large enough to be told in the report's unit."""
        return abs(self.taste.text_form.printed(exact)) >= 2 * self.taste.text_form.step

    def amount(self, exact: Decimal, *, last: Decimal | None = None, other: Decimal | None = None) -> Slot:
        """An amount without sign: `13,8 miljoner kronor`, `13 827 tkr`, `knappt 14 mnkr`."""
        form, unit = self._text_form()
        value = abs(form.printed(exact))
        slot = Slot(self._written(value, form, unit))
        moved = swapped(value, form.decimals, self.chance, at_least=max(4 * form.step, value / 25))
        if moved is not None:
            slot.wrong[FIGURE] = self._written(moved, form, unit)
        slot.wrong[UNIT] = self._written(value, form, "tkr" if form.unit == "mnkr" else self.taste.text_unit)
        for kind, instead in ((LAST, last), (OTHER, other)):
            if instead is not None and abs(abs(form.printed(instead)) - value) > 3 * form.step:
                slot.wrong[kind] = self._written(abs(form.printed(instead)), form, unit)
        if form.unit == "mnkr" and value >= 20 and self.chance.random() < 0.15:
            slot.text = self._roughly(exact)
        return slot

    def _text_form(self) -> tuple[Form, str]:
        taste = self.taste
        if taste.form.unit != "mnkr" and self.chance.random() < 0.2:
            return money("tkr", 0), "tkr"
        return taste.text_form, taste.text_unit

    def _written(self, value: Decimal, form: Form, unit: str) -> str:
        decimals = 0 if value == value.to_integral_value() and self.chance.random() < 0.5 else form.decimals
        return f"{self.taste.hand.digits(value, decimals)} {unit}"

    def _roughly(self, exact: Decimal) -> str:
        """A whole number with the word for which side of it the amount lies."""
        millions = abs(exact) / 100_000_000
        whole = int(millions)
        rest = millions - whole
        if Decimal("0.05") < rest < Decimal("0.45"):
            word, number = "drygt", whole
        elif Decimal("0.55") < rest < Decimal("0.95"):
            word, number = "knappt", whole + 1
        else:
            word, number = self.chance.choice(["cirka", "omkring", "ca"]), round(millions)
        return f"{word} {self.taste.hand.digits(Decimal(number), 0)} {self.taste.text_unit}"

    def percent(self, exact: Decimal, decimals: int = 1) -> Slot:
        """A percentage without sign and without the word for it."""
        form = Form("%", decimals)
        value = abs(form.printed(exact))
        moved = swapped(value, decimals, self.chance, at_least=max(4 * form.step, value / 20))
        wrong = {} if moved is None else {FIGURE: self.taste.hand.digits(moved, decimals)}
        return Slot(self.taste.hand.digits(value, decimals), wrong)

    def number(self, value: Decimal | int, *, last: Decimal | int | None = None, kind: str = FIGURE) -> Slot:
        """A count of people or things in digits."""
        value = Decimal(value)
        moved = swapped(value, 0, self.chance, at_least=Decimal(1))
        slot = Slot(self.taste.hand.digits(value, 0))
        slot.wrong[kind] = self.taste.hand.digits(moved if moved is not None else value + 2, 0)
        if last is not None and abs(last - value) > 2:
            slot.wrong[LAST] = self.taste.hand.digits(Decimal(last), 0)
        return slot

    def count(self, value: int, of: int, *, words: bool, common: bool = False) -> Slot:
        """How many there are of something, in words or digits; wrong is one more or one fewer."""
        write = (lambda n: number_word(n, common=common)) if words else str
        others = [n for n in (value - 1, value + 1) if 0 <= n <= of]
        return Slot(write(value), {COUNT: write(self.chance.choice(others))} if others else {})

    def turned(self, up: bool, upward: str, downward: str) -> Slot:
        """A word of direction; wrong is its opposite."""
        return Slot(*((upward, {DIRECTION: downward}) if up else (downward, {DIRECTION: upward})))

    def trap(self, year: int) -> Sentence:
        """A true sentence with figures that no table holds."""
        chance, taste = self.chance, self.taste
        part = taste.text_form.printed(chance.randint(20_000_000, 1_500_000_000))
        # a thing that is so for the whole report is told once: twice, with other figures, it would be an error
        told_once = [way for way in taste.words.pool["told_once"] if way not in self.told]
        way = chance.choice([*taste.words.pool["trap"], *told_once])
        self.told.add(way)
        return Sentence(
            way.format(
                part=f"{taste.hand.digits(part, taste.text_form.decimals)} {taste.text_unit}",
                day=chance.randint(1, 28),
                month=chance.choice(names.MONTHS),
                paragraph=chance.randint(3, 190),
                year=year,
                next_year=year + 1,
                number=chance.randint(11, 980),
                limit=taste.hand.digits(Decimal(chance.choice([50_000, 100_000, 20_000])), 0),
                places=chance.randint(14, 480),
                weeks=chance.randint(3, 30),
            )
        )


def _places(way: str) -> set[str]:
    return {piece.partition("}")[0] for piece in way.split("{")[1:]}


def lowered(label: str) -> str:
    """A name inside a sentence: `Socialnämnden` becomes `socialnämnden`, `IT och …` stays."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]
