"""What every chapter needs: the report's own figures, style, chance and voice, and the labels of its columns."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from bench.checking.layout import Column, measure, percent_column
from bench.checking.lines import Line
from bench.checking.report import Block, Heading, Prose
from bench.checking.saying import Sentence, Slot, Speaker, lowered
from bench.checking.taste import Taste
from bench.checking.world import World


@dataclass
class Teller:
    """Tells of a world in a style."""

    world: World
    taste: Taste
    chance: Random
    voice: Speaker

    @property
    def extent(self) -> str:
        """How far into the year, in short: `jan–aug`."""
        return {12: "jan–dec", 8: "jan–aug", 4: "jan–apr"}[self.world.months]

    def label(self, key: str) -> str:
        """The report's word for a column or a heading, with its year."""
        year = self.world.year
        named = {
            "year": year,
            "before": year - 1,
            "extent": self.extent,
            "extent_before": f"{self.extent} {year - 1}",
        }
        if key == "last" and not self.world.whole_year:
            key = "last_part"
        said = self.taste.words.label(key, **named)
        return said[:1].upper() + said[1:]

    def heading(self, level: int, key: str) -> Heading:
        """A heading."""
        return Heading(level, self.label(key))

    def money_columns(self, *, last: bool | None = None, percent: bool | None = None) -> list[Column]:
        """Budget, outcome and deviation, in one of several orders, with or without percent and last year."""
        chance = self.chance
        columns = [measure("budget", self.label("budget")), measure("outcome", self.label("outcome"))]
        if chance.random() < 0.35:
            columns.reverse()
        columns.append(Column("deviation", self.label("deviation"), "deviation", ("outcome", "budget")))
        if chance.random() < 0.4 if percent is None else percent:
            columns.append(
                percent_column("deviation_percent", self.label("deviation_percent"), "percent", ("outcome", "budget"))
            )
        if chance.random() < 0.6 if last is None else last:
            before = measure("last", self.label("last"))
            if chance.random() < 0.3:
                columns.insert(0, before)
            else:
                columns.append(before)
            if chance.random() < 0.3:
                columns.append(percent_column("change", self.label("change"), "change", ("outcome", "last")))
        return columns

    def prose(self, sentences: list[Sentence], *, traps: int = 1) -> Block:
        """A paragraph or a list of the sentences, with explanations and things of no table in between."""
        mixed: list[Sentence] = []
        for sentence in sentences:
            mixed.append(sentence)
            if self.chance.random() < 0.5:
                mixed.append(Sentence(self.taste.words.sentence("why")))
        mixed += [self.voice.trap(self.world.year) for _ in range(traps) if self.chance.random() < 0.35]
        return Prose(mixed, listed=self.chance.random() < 0.15)

    def intro(self) -> Block:
        """A sentence that leads up to a table."""
        said = self.taste.words.sentence("intro").format(year=self.world.year, extent=self.extent)
        return Prose([Sentence(said)])

    def surplus(self, exact: Decimal, *, definite: bool = False) -> Slot:
        """överskott or underskott."""
        end = "et" if definite else ""
        return self.voice.turned(exact > 0, f"överskott{end}", f"underskott{end}")

    def before(self) -> dict[str, Slot | str]:
        """What the year before is called in a sentence; part of a year is held against the same part."""
        year = self.world.year
        if self.world.whole_year:
            return {"before": str(year - 1), "year": str(year)}
        return {"before": f"samma period {year - 1}"}

    def named(self, line: Line) -> dict[str, Slot | str]:
        """What a line is called at the beginning of a sentence and inside one."""
        return {"who": line.label, "who_l": lowered(line.label)}

    def deviation(self, line: Line, others: list[Line], key: str = "say_deviation") -> list[Sentence]:
        """What is said of a line's deviation from budget; nothing where it is too small to be told."""
        found = line.values["outcome"] - line.values["budget"]
        if not self.voice.can_say(found):
            return []
        amount = self.voice.amount(found, other=_another(self.chance, line, others))
        slots = self.named(line) | {
            "surplus": self.surplus(found),
            "surplus_def": self.surplus(found, definite=True),
            "amount": amount,
            "amount_cap": amount,
            "lower": self.voice.turned(found > 0, "lägre", "högre"),
            "cheaper": self.voice.turned(found > 0, "billigare", "dyrare"),
            "percent": self.voice.percent(100 * found / abs(line.values["budget"])),
        }
        return [self.voice.say(key, slots, line.key)]

    def net(self, line: Line, others: list[Line]) -> list[Sentence]:
        """What is said of a line's net cost against its budget."""
        values = line.values
        near = self.chance.choice(others).values["outcome"] if others else None
        slots = self.named(line) | {
            "amount": self.voice.amount(values["outcome"], last=values["last"], other=near),
            "budget": self.voice.amount(values["budget"]),
        }
        return [self.voice.say("say_net", slots, line.key)]

    def last(self, line: Line) -> list[Sentence]:
        """What is said of a line's net cost against last year's."""
        now, before = abs(line.values["outcome"]), abs(line.values["last"])
        if not self.voice.can_say(now - before) or not before:
            return []
        more = now > before
        slots = self.named(line) | {
            "difference": self.voice.amount(now - before),
            "percent": self.voice.percent(100 * (now - before) / before),
            "last": self.voice.amount(before),
            "amount": self.voice.amount(now),
            "increased": self.voice.turned(more, "ökat", "minskat"),
            "rose": self.voice.turned(more, "steg", "sjönk"),
            "higher": self.voice.turned(more, "högre", "lägre"),
            **self.before(),
        }
        return [self.voice.say("say_last", slots, line.key)]


def _another(chance: Random, line: Line, others: list[Line]) -> Decimal | None:
    rest = [one for one in others if one.key != line.key]
    if not rest:
        return None
    other = chance.choice(rest)
    return other.values["outcome"] - other.values["budget"]
