"""What stands on a page: words and rules with their places, in points from the upper left corner."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tertial.domain.checks.place import Box, Place
from tertial.domain.checks.reading import Piece

HYPHEN = "\u00ad"  # a hyphen at the end of a line, where a word may have been divided


@dataclass(frozen=True, slots=True)
class Word:
    """A word; `tag` is the number of the marked content that it belongs to, -1 for none."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool = False
    tag: int = -1

    @property
    def height(self) -> float:
        """The height of its line, which goes by the size of the letters."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Halfway down the line."""
        return (self.top + self.bottom) / 2

    @property
    def box(self) -> Box:
        """Where it stands."""
        return Box(round(self.left, 1), round(self.top, 1), round(self.right, 1), round(self.bottom, 1))


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, across or down."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How long it is across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How long it is down."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Tag:
    """An element of the structure that a tagged PDF declares; `parts` are elements and numbers of marked contents."""

    kind: str
    parts: "tuple[Tag | int, ...]" = ()
    alternative: str = ""
    columns: int = 1
    rows: int = 1

    @property
    def children(self) -> "tuple[Tag, ...]":
        """The elements in it."""
        return tuple(part for part in self.parts if isinstance(part, Tag))


@dataclass(frozen=True, slots=True)
class Page:
    """All of one page that is of use; `number` counts from 1."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()
    drawings: tuple[Rule, ...] = ()
    pictures: tuple[Box, ...] = ()
    turned: tuple[Word, ...] = ()
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """Words joined, each with its stretch of the text."""

    text: str
    pieces: tuple[Piece, ...] = ()
    boxes: tuple[Box, ...] = ()


@dataclass(slots=True)
class Joining:
    """Joins lines of words to one text; a word divided at the end of a line is put together."""

    page: int
    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def add(self, words: Sequence[Word], page: int | None = None) -> None:
        """Adds a line."""
        if not words:
            return
        self.page = page or self.page
        if self.text.endswith((HYPHEN, "-")) and self.text[-2:-1].strip():
            self._close_hyphen(words[0].text)
        elif self.text and not self.text.endswith("/"):
            self.text += " "
        for number, word in enumerate(words):
            self.text += " " if number else ""
            start = len(self.text)
            self.text += word.text
            self.pieces.append(Piece(start, len(self.text), Place(page=self.page, boxes=(word.box,))))
        self.boxes.append(around(words))

    def _close_hyphen(self, following: str) -> None:
        """Takes a dividing hyphen away; keeps one of `HR-avdelning` and of `natur- och`."""
        before = self.text[:-1].rsplit(" ", 1)[-1]
        if following.lower() in ("och", "eller", "samt", "respektive", "resp."):
            self.text = f"{self.text[:-1]}- "
        elif following[:1].islower() and before[-2:].islower() and len(before) > 1:
            self.text = self.text[:-1]
        else:
            self.text = f"{self.text[:-1]}-"

    def joined(self) -> Text:
        """The text so far."""
        return Text(self.text.replace(HYPHEN, "-"), tuple(self.pieces), tuple(self.boxes))


def around(words: Iterable[Word]) -> Box:
    """The box around words."""
    words = tuple(words)
    return Box(
        round(min(word.left for word in words), 1),
        round(min(word.top for word in words), 1),
        round(max(word.right for word in words), 1),
        round(max(word.bottom for word in words), 1),
    )
