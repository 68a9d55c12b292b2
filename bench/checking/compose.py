"""Puts a whole report together from a seed: a world, a style, and some of its chapters in some order."""

from collections.abc import Callable
from random import Random

from bench.checking import aims, money, people, projects, statements
from bench.checking.report import Block, Heading, Prose, Report
from bench.checking.saying import Sentence, Speaker
from bench.checking.taste import make_taste
from bench.checking.telling import Teller
from bench.checking.world import make_world

FIRST_HELD_SEED = 1_000_000


def make_report(seed: int) -> Report:
    """The clean report of a seed. Seeds from `FIRST_HELD_SEED` on take only words and layouts that are held back."""
    chance = Random(seed)
    world = make_world(chance)
    taste = make_taste(chance, from_held=seed >= FIRST_HELD_SEED)
    teller = Teller(world, taste, chance, Speaker(taste, chance, whole_year=world.whole_year))
    kind = "Årsredovisning" if world.whole_year else chance.choice(["Delårsrapport", "Tertialrapport"])
    period = str(world.year) if world.whole_year else f"{teller.extent} {world.year}"
    report = Report(seed, kind, f"{kind} {period}", period, world, taste)
    report.blocks = _blocks(teller, report.title)
    return report


def _blocks(teller: Teller, title: str) -> list[Block]:
    chance, world = teller.chance, teller.world
    about: list[Callable[[Teller], list[Block]]] = [money.committees, statements.statement]
    about += chance.sample(
        [projects.investments, projects.plan, money.frames, money.shares, people.heads, people.sick_leave,
         aims.indicators, aims.goals, aims.assignments, statements.balance, statements.overview, statements.samples,
         statements.volumes],
        chance.randint(5, 9),
    )  # fmt: skip
    if not world.whole_year:
        about.append(money.forecast)
    elif chance.random() < 0.4:
        about.append(statements.thirds)
    chapters = [make(teller) for make in about]
    own = chance.sample(world.committees, chance.randint(1, 3))
    chapters += [money.one_committee(teller, committee) for committee in own]
    chance.shuffle(chapters)
    first: list[Block] = [Heading(1, f"{title} – {world.place} kommun")]
    if teller.taste.unit_place == "document":
        first.append(Prose([Sentence(f"Alla belopp anges i {teller.taste.unit_name()} om inget annat framgår.")]))
    return first + [block for chapter in chapters for block in chapter]
