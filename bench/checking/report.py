"""A report before it is written in any format: headings, paragraphs, lists and tables in their order."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.checking.grid import Grid
from bench.checking.saying import Sentence
from bench.checking.taste import Taste
from bench.checking.world import World


@dataclass
class Heading:
    """A heading of a level, 1 to 3."""

    level: int
    text: str


@dataclass
class Prose:
    """Sentences that make up a paragraph, or a list with one a line where `listed`."""

    sentences: list[Sentence]
    listed: bool = False


Block = Heading | Prose | Grid


@dataclass
class Report:
    """A report with the world it tells of and the style it is told in."""

    seed: int
    kind: str
    title: str
    period: str
    world: World
    taste: Taste
    blocks: list[Block] = field(default_factory=list)

    def grids(self) -> Iterator[Grid]:
        """Its tables, in order."""
        return (block for block in self.blocks if isinstance(block, Grid))

    def sentences(self) -> Iterator[Sentence]:
        """Its sentences, in order."""
        for block in self.blocks:
            if isinstance(block, Prose):
                yield from block.sentences
