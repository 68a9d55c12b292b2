"""Regular vouchers of a SIE file, many at a time in columns: a loop over their lines would take several times as long.

Regular is a voucher of nothing but #TRANS, each written in the plainest way. All others are read line by line
(`vouchers.py`), with the same outcome.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, chain, groupby, repeat
from operator import itemgetter
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
    rf'[^\S\n]*+#TRANS[ \t]++({_WORD}|"{_WORD}")[ \t]*+\{{([^{{}}\n\\]*+)\}}[ \t]*+({_AMOUNT}|"{_AMOUNT}")'
    rf'(?:[ \t]++([0-9]{{8}}|"[0-9]{{8}}"|""){_TEXT}|[^\S\n]*+\n)'
)
_TWO_DECIMALS = re.compile(r"(?:-?+[0-9]++\.[0-9]{2}\n)*+")

Voucher = tuple[int, str, str, int]
"""The line a voucher begins on, what follows #VER, its lines, and how many these are."""


class Columns(NamedTuple):
    """Regular vouchers: their heads and periods, how many lines each has, and those lines in columns."""

    heads: list[Head]
    periods: list[int]
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
    body = "".join([lines for _, _, lines, _ in vouchers])
    counts = [count for *_, count in vouchers]
    if heads is None or UNREADABLE in body:
        return None
    # Divided, and not found one by one: a tuple for each line would keep the collector of garbage at work.
    parts = _ROWS.split(body)
    if any(parts[:: _ROWS.groups + 1]):
        return None
    periods = [int(head.day[:4] + head.day[5:7]) for head in heads]
    if len(parts) == 1:
        return Columns(heads, periods, counts, [], [], [], [], [], [], [])
    accounts, listed, written, on, quoted, bare = (parts[place :: _ROWS.groups + 1] for place in range(1, 7))
    read, days = codes.of(listed), {text: day((text or "").strip('"')) for text in set(on)}
    if read is None or any(not on_day and (text or "").strip('"') for text, on_day in days.items()):
        return None
    of_vouchers = chain.from_iterable(map(repeat, [head.day for head in heads], counts))
    headings = chain.from_iterable(map(repeat, [head.text for head in heads], counts))
    texts = [text or word or heading for text, word, heading in zip(quoted, bare, headings, strict=True)]
    if not "".join(set(texts)).isprintable():
        texts = [printable(text) for text in texts]
    amounts = _amounts(_bare(written))
    starts = [line + 2 for line, *_ in vouchers]
    numbers = chain.from_iterable(range(start, start + count) for start, count in zip(starts, counts, strict=True))
    return Columns(
        heads,
        periods,
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
    at = 0
    for period, some in groupby(zip(made.periods, made.counts, strict=True), key=itemgetter(0)):
        month, end = tally.by_month[period], at + sum(count for _, count in some)
        for account, amount in zip(made.accounts[at:end], made.ore[at:end], strict=True):
            month[account] += amount
        at = end
    sums = list(accumulate(made.ore, initial=0))
    totals = [sums[end] for end in accumulate(made.counts)]
    if any(totals):
        for head, before, after in zip(made.heads, [0, *totals], totals, strict=False):
            tally.end(head, after - before)


def rows(made: Columns) -> list[str]:
    """The lines as cells apart by U+001F (`file.ROW_COLUMNS`), each with its line feed."""
    shared = [f"{period}{APART}{printable(head.name)}\n" for period, head in zip(made.periods, made.heads, strict=True)]
    of_lines = chain.from_iterable(map(repeat, shared, made.counts))
    return list(
        map(
            APART.join,
            zip(made.accounts, made.codes, made.amounts, made.days, made.texts, made.numbers, of_lines, strict=True),
        )
    )


def _heads(vouchers: Sequence[Voucher]) -> list[Head] | None:
    found = _HEADS.findall("".join([head for _, head, *_ in vouchers]))
    if len(found) != len(vouchers):
        return None
    heads = [
        Head(line, series or quoted_series, number or quoted_number, day(on.strip('"')), quoted or bare)
        for (line, *_), (series, quoted_series, number, quoted_number, on, quoted, bare) in zip(
            vouchers, found, strict=True
        )
    ]
    return heads if all(head.day for head in heads) else None


def _bare(texts: Sequence[str]) -> Sequence[str]:
    """The texts without quotation marks around them."""
    joined = "\n".join(texts)
    return joined.replace('"', "").split("\n") if '"' in joined else texts


def _amounts(written: Sequence[str]) -> list[str]:
    """Amounts as written, in öre; nearly always all have two decimals."""
    joined = "\n".join(written)
    if _TWO_DECIMALS.fullmatch(f"{joined}\n"):
        return joined.replace(".", "").split("\n")
    parts = (text.partition(".") for text in written)
    return [whole + decimals.ljust(2, "0") for whole, _, decimals in parts]
