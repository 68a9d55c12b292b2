"""What the vouchers of a SIE file come to, counted while they are read."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tertial.intake.sie.file import APART
from tertial.intake.sie.grammar import all_printable

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

    def begin(self, heads: Sequence[Head]) -> None:
        """Counts vouchers by their day, and lists those with numbers."""
        self.vouchers += len(heads)
        days = [head.day for head in heads]
        self.days.update(days)
        if not self.first_of_day.keys() >= set(days):
            for head in heads:
                self.first_of_day.setdefault(head.day, head)
        named = [head for head in heads if head.number.strip("0 ")]
        names = all_printable([f"{series} {number}" for _line, series, number, _day, _text in named])
        numbered = [f"{name}{APART}{day}{APART}{line}" for name, (line, _, _, day, _) in zip(names, named, strict=True)]
        if numbered:
            self._on_heads(numbered)

    def end(self, head: Head, total: int) -> None:
        """Keeps a voucher whose lines sum to something, in öre."""
        if total:
            self.unbalanced_count += 1
            if len(self.unbalanced) < MOST_UNBALANCED_KEPT:
                self.unbalanced.append((head.line, head.name, total))
