"""Regular vouchers of a SIE file, many at a time in columns: a loop over their lines would take several times as long.

Regular is a voucher of nothing but #TRANS, each written in the plainest way. All others are read line by line
(`vouchers.py`), with the same outcome.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, chain, repeat
from typing import NamedTuple

from tertial.sources.sie.codes import Codes
from tertial.sources.sie.file import APART
from tertial.sources.sie.grammar import UNREADABLE, day, printable
from tertial.sources.sie.tally import Head, Tally

# What is taken is never given back (*+, ++, ?+): nothing after it could use it, and so a line is read or left at once.
VOUCHERS = re.compile(
    r"[^\S\n]*+#VER(?=[ \t])([^\n]*+\n)[^\S\n]*+\{[^\S\n]*+\n"
    r"((?:[^\S\n]*+#TRANS[ \t][^\n]*+\n)*+)[^\S\n]*+\}[^\S\n]*+\n|([^\n]*+)\n"
)
"""Every line of a text: vouchers of #TRANS alone (what follows #VER, their lines), and each other line."""
_WORD = r'[^\s"{}\\]++'
_MORE = rf'(?:[ \t]++(?:"[^"\\\n]*+"|{_WORD}))*+[^\S\n]*+\n'
_TEXT = rf'(?:[ \t]++(?:"([^"\\\n]*+)"{_MORE}|({_WORD})[^\S\n]*+\n)|[^\S\n]*+\n)'
_HEADS = re.compile(
    rf'(?m)^[ \t]++(?:({_WORD})|"([^"\\\n]*+)")[ \t]++(?:({_WORD})|"([^"\\\n]*+)")'
    rf'[ \t]++([0-9]{{8}}|"[0-9]{{8}}"){_TEXT}'
)
_AMOUNT = r"-?+[0-9]{1,14}+(?:\.[0-9]{1,2}+)?+"
_ROWS = re.compile(
    rf'(?m)^[^\S\n]*+#TRANS[ \t]++({_WORD}|"{_WORD}")[ \t]*+\{{([^{{}}\n\\]*+)\}}[ \t]*+({_AMOUNT}|"{_AMOUNT}")'
    rf'(?:[ \t]++([0-9]{{8}}|"[0-9]{{8}}"|""){_TEXT}|[^\S\n]*+\n)'
)
_TWO_DECIMALS = re.compile(r"(?:-?+[0-9]++\.[0-9]{2}\n)*+")

Voucher = tuple[int, str, str]
"""The line a voucher begins on, what follows #VER, and its lines."""


class Columns(NamedTuple):
    """Regular vouchers: their heads, how many lines each has, and those lines in columns."""

    heads: list[Head]
    counts: list[int]
    accounts: Sequence[str]
    codes: Sequence[str]
    amounts: list[str]
    ore: list[int]
    days: list[str]
    texts: list[str]
    numbers: list[str]


def columns(vouchers: Sequence[Voucher], codes: Codes) -> Columns | None:
    """The vouchers in columns; None where one of them is not regular."""
    heads = _heads(vouchers)
    body = "".join(lines for _, _, lines in vouchers)
    counts = [lines.count("\n") for _, _, lines in vouchers]
    found = _ROWS.findall(body)
    if heads is None or len(found) != sum(counts) or UNREADABLE in body:
        return None
    if not found:
        return Columns(heads, counts, [], [], [], [], [], [], [])
    accounts, listed, written, on, quoted, bare = zip(*found, strict=True)
    read, days = codes.of(listed), {text: day(text.strip('"')) for text in set(on)}
    if read is None or any(not on_day and text.strip('"') for text, on_day in days.items()):
        return None
    of_vouchers = chain.from_iterable(map(repeat, [head.day for head in heads], counts))
    headings = chain.from_iterable(map(repeat, [head.text for head in heads], counts))
    texts = [text or word or heading for text, word, heading in zip(quoted, bare, headings, strict=True)]
    if not "".join(set(texts)).isprintable():
        texts = [printable(text) for text in texts]
    amounts = _amounts(_bare(written))
    starts = [line + 2 for line, _, _ in vouchers]
    numbers = chain.from_iterable(range(start, start + count) for start, count in zip(starts, counts, strict=True))
    return Columns(
        heads,
        counts,
        _bare(accounts),
        read,
        amounts,
        list(map(int, amounts)),
        [days[text] or of_voucher for text, of_voucher in zip(on, of_vouchers, strict=True)],
        texts,
        list(map(str, numbers)),
    )


def count(made: Columns, tally: Tally) -> None:
    """Counts the vouchers and what they come to."""
    tally.begin(made.heads)
    months = [tally.by_month[_period(head)] for head in made.heads]
    for month, account, amount in zip(
        chain.from_iterable(map(repeat, months, made.counts)), made.accounts, made.ore, strict=True
    ):
        month[account] += amount
    sums = [0, *accumulate(made.ore)]
    ends = [0, *accumulate(made.counts)]
    for place, head in enumerate(made.heads):
        if sums[ends[place]] != sums[ends[place + 1]]:
            tally.end(head, sums[ends[place + 1]] - sums[ends[place]])


def rows(made: Columns) -> list[str]:
    """The lines as cells apart by U+001F (`file.ROW_COLUMNS`)."""
    shared = [f"{_period(head)}{APART}{printable(head.name)}" for head in made.heads]
    of_lines = chain.from_iterable(map(repeat, shared, made.counts))
    return list(
        map(
            APART.join,
            zip(of_lines, made.accounts, made.codes, made.amounts, made.days, made.texts, made.numbers, strict=True),
        )
    )


def _heads(vouchers: Sequence[Voucher]) -> list[Head] | None:
    found = _HEADS.findall("".join(head for _, head, _ in vouchers))
    if len(found) != len(vouchers):
        return None
    heads = [
        Head(line, series or quoted_series, number or quoted_number, day(on.strip('"')), quoted or bare)
        for (line, _, _), (series, quoted_series, number, quoted_number, on, quoted, bare) in zip(
            vouchers, found, strict=True
        )
    ]
    return heads if all(head.day for head in heads) else None


def _period(head: Head) -> int:
    return int(head.day[:4] + head.day[5:7])


def _bare(texts: Sequence[str]) -> Sequence[str]:
    return [text.strip('"') for text in texts] if any(text[0] == '"' for text in texts) else texts


def _amounts(written: Sequence[str]) -> list[str]:
    """Amounts as written, in öre; nearly always all have two decimals."""
    joined = "\n".join(written)
    if _TWO_DECIMALS.fullmatch(f"{joined}\n"):
        return joined.replace(".", "").split("\n")
    parts = (text.partition(".") for text in written)
    return [whole + decimals.ljust(2, "0") for whole, _, decimals in parts]
