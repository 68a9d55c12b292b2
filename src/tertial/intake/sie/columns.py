"""Regular vouchers of a SIE file, many at a time in columns: a loop over their lines would take several times as long.

Regular is a voucher of nothing but #TRANS, each written in the plainest way. All others are read line by line
(`vouchers.py`), with the same outcome.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, chain, groupby, repeat
from operator import add, itemgetter
from typing import NamedTuple

from tertial.intake.sie.codes import Codes
from tertial.intake.sie.file import APART
from tertial.intake.sie.grammar import UNREADABLE, all_printable, day
from tertial.intake.sie.tally import Head, Tally

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
_PLAIN_ROWS = re.compile(
    rf' *+#TRANS ({_WORD}) \{{([^{{}}\n\\]*+)\}} ({_AMOUNT})(?: ([0-9]{{8}})(?: "([^"\\\n]*+)")?+)?+\n'
)
"""Rows as most programs write them: one space between fields, quotation marks around the text alone."""
_ONE_DECIMAL = re.compile(r"\.[0-9]\n")

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
    fields = _fields(body)
    if fields is None:
        return None
    on_days = [head.day for head in heads]
    months = {text: int(text[:4] + text[5:7]) for text in set(on_days)}
    periods = [months[text] for text in on_days]
    accounts, listed, written, on, *texts = fields
    read, days = codes.of(listed), _days(on, on_days, counts)
    if read is None or days is None:
        return None
    amounts = _amounts(written)
    starts = [line + 2 for line, *_ in vouchers]
    numbers = chain.from_iterable(map(range, starts, map(add, starts, counts)))
    return Columns(
        heads,
        periods,
        counts,
        _bare(accounts),
        read,
        amounts,
        list(map(int, amounts)),
        days,
        all_printable(_texts(texts, heads, counts)),
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
    names = all_printable([head.name for head in made.heads])
    shared = [f"{period}{APART}{name}\n" for period, name in zip(made.periods, names, strict=True)]
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
    days = {written: day(written.strip('"')) for written in {on for *_, on, _, _ in found}}
    if not all(days.values()):
        return None
    return [
        Head(line, series or quoted_series, number or quoted_number, days[on], quoted or bare)
        for (line, *_), (series, quoted_series, number, quoted_number, on, quoted, bare) in zip(
            vouchers, found, strict=True
        )
    ]


def _fields(body: str) -> list[list[str]] | None:
    """The fields of lines in columns, of which the last are the texts; None where a line is not regular."""
    for rows_of, plain in ((_PLAIN_ROWS, True), (_ROWS, False)):
        if plain and not rows_of.match(body):
            continue
        # Divided, and not found one by one: a tuple for each line would keep the collector of garbage at work.
        parts = rows_of.split(body)
        width = rows_of.groups + 1
        if not any(parts[::width]):
            return [parts[column::width] for column in range(1, width)]
    return None


def _days(written: Sequence[str | None], of_vouchers: Sequence[str], counts: Sequence[int]) -> list[str] | None:
    """The day of each line, its voucher's where it has none; None where one of them is no day."""
    days = {text: day((text or "").strip('"')) for text in set(written)}
    if all(days.values()):
        return [days[text] for text in written]
    if any(not found and (text or "").strip('"') for text, found in days.items()):
        return None
    shared = chain.from_iterable(map(repeat, of_vouchers, counts))
    return [days[text] or of_voucher for text, of_voucher in zip(written, shared, strict=True)]


def _texts(found: Sequence[list[str]], heads: Sequence[Head], counts: Sequence[int]) -> list[str]:
    """The text of each line, its voucher's where it has none; `found` are those in quotation marks, and others."""
    if all(found[0]):
        return found[0]
    headings = chain.from_iterable(map(repeat, [head.text for head in heads], counts))
    quoted, *bare = found
    words = bare[0] if bare else repeat(None)
    return [text or word or heading for text, word, heading in zip(quoted, words, headings)]  # noqa: B905 - repeated


def _bare(texts: Sequence[str]) -> Sequence[str]:
    """The texts without quotation marks around them."""
    joined = "\n".join(texts)
    return joined.replace('"', "").split("\n") if '"' in joined else texts


def _amounts(written: Sequence[str]) -> list[str]:
    """Amounts as written, in öre; nearly always all have two decimals."""
    joined = "\n".join([*written, ""]).replace('"', "")
    if joined.count(".") == len(written) and not _ONE_DECIMAL.search(joined):
        return joined.replace(".", "").split("\n")[:-1]
    parts = (text.partition(".") for text in joined.split("\n")[:-1])
    return [whole + decimals.ljust(2, "0") for whole, _, decimals in parts]
