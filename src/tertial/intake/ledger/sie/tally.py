"""What the vouchers of a SIE file come to, counted while they are read."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

from tertial.intake.ledger.sie.file import APART
from tertial.intake.ledger.sie.grammar import all_printable

MOST_UNBALANCED_KEPT = 200


class Head(NamedTuple):
    """What stands before a voucher's lines: its line, series, number, day (YYYY-MM-DD or empty) and text."""

    line: int
    series: str
    number: str
    day: str
    text: str

    @property
    def name(self) -> str:
        """The voucher as people name it: A 12."""
        return f"{self.series} {self.number}" if self.series and self.number else self.series or self.number


class Heads(NamedTuple):
    """The heads of some vouchers in columns; `names` is what people call them, printable."""

    lines: Sequence[int]
    series: Sequence[str]
    numbers: Sequence[str]
    days: Sequence[str]
    texts: Sequence[str]
    names: Sequence[str]

    @classmethod
    def of(cls, lines: list[int], series: list[str], numbers: list[str], days: list[str], texts: list[str]) -> "Heads":
        """The columns with the names that they give."""
        if all(series) and all(numbers):
            names = list(map(" ".join, zip(series, numbers, strict=True)))
        else:
            names = [Head(0, one, number, "", "").name for one, number in zip(series, numbers, strict=True)]
        return cls(lines, series, numbers, days, texts, all_printable(names))

    def each(self) -> Iterator[Head]:
        """The heads one by one."""
        return map(Head, self.lines, self.series, self.numbers, self.days, self.texts)


class Tally:
    """Counts vouchers, their days and their sums by month and account.

    `on_heads` hears of each voucher that has a number: series and number, day and line, apart by U+001F.
    """

    def __init__(self, on_heads: Callable[[list[str]], object]) -> None:
        self._on_heads = on_heads
        self.vouchers = 0
        self.by_month: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.days: Counter[str] = Counter()
        self.first_of_day: dict[str, Head] = {}
        self.unbalanced: list[tuple[int, str, int]] = []
        self.unbalanced_count = 0

    def begin(self, heads: Heads) -> None:
        """Counts vouchers by their day, and lists those with numbers."""
        self.vouchers += len(heads.lines)
        self.days.update(heads.days)
        if not self.first_of_day.keys() >= set(heads.days):
            for head in heads.each():
                self.first_of_day.setdefault(head.day, head)
        if numbered := _numbered(heads):
            self._on_heads(numbered)

    def end(self, head: Head, total: int) -> None:
        """Keeps a voucher whose lines sum to something, in öre."""
        if total:
            self.unbalanced_count += 1
            if len(self.unbalanced) < MOST_UNBALANCED_KEPT:
                self.unbalanced.append((head.line, head.name, total))


def _numbered(heads: Heads) -> list[str]:
    """Series and number, day and line of each voucher with a number; nearly always all have both."""
    has_number = list(map(str.strip, heads.numbers, repeat("0 ")))
    if all(has_number) and all(heads.series):
        named = zip(heads.names, heads.days, map(str, heads.lines), strict=True)
        return list(map(APART.join, named))
    kept = [head for head, number in zip(heads.each(), has_number, strict=True) if number]
    names = all_printable([f"{head.series} {head.number}" for head in kept])
    return [f"{name}{APART}{head.day}{APART}{head.line}" for name, head in zip(names, kept, strict=True)]
