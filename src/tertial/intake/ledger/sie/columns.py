"""Regular vouchers of a SIE file, many at a time in columns: a loop over their lines would take several times as long.

Regular is a voucher of nothing but #TRANS, each written in the plainest way. All others are read line by line
(`vouchers.py`), with the same outcome.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, chain, groupby, islice, repeat
from operator import add, itemgetter
from typing import NamedTuple

from tertial.intake.ledger.sie.codes import Codes
from tertial.intake.ledger.sie.file import APART
from tertial.intake.ledger.sie.grammar import UNREADABLE, all_printable, day
from tertial.intake.ledger.sie.tally import Heads, Tally

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
_PLAIN_WORD = r"[!#-\[\]-z|~]++"
"""A word of ASCII, which is found much faster than one of any letters."""
_PLAIN_ROWS = re.compile(
    rf' *+#TRANS ({_PLAIN_WORD}) \{{([^{{}}\n\\]*+)\}} ({_AMOUNT})(?: ([0-9]{{8}})(?: "([^"\\\n]*+)")?+)?+\n'
)
"""Rows as most programs write them: one space between fields, quotation marks around the text alone."""
_ONE_DECIMAL = re.compile(r"\.[0-9]\n")


class Regular(NamedTuple):
    """Vouchers in columns: the line each begins on, what follows #VER, its lines, and how many these are."""

    starts: Sequence[int]
    heads: Sequence[str]
    bodies: Sequence[str]
    counts: Sequence[int]

    @classmethod
    def of(cls, before: int, heads: Sequence[str], bodies: Sequence[str]) -> "Regular":
        """Vouchers that stand one after another, below so many lines."""
        counts = list(map(str.count, bodies, repeat("\n")))
        ends = accumulate(map(add, counts, repeat(3)), initial=before + 1)
        return cls(list(islice(ends, len(counts))), heads, bodies, counts)

    def halves(self) -> "tuple[Regular, Regular]":
        """The first half and the other."""
        half = len(self.counts) // 2
        starts, heads, bodies, counts = self
        return (
            Regular(starts[:half], heads[:half], bodies[:half], counts[:half]),
            Regular(starts[half:], heads[half:], bodies[half:], counts[half:]),
        )


class Columns(NamedTuple):
    """Regular vouchers: their heads and periods, how many lines each has, and those lines in columns."""

    heads: Heads
    periods: list[int]
    counts: Sequence[int]
    accounts: Sequence[str]
    codes: Sequence[str]
    amounts: list[str]
    ore: list[int]
    days: list[str]
    texts: list[str]
    numbers: list[str]


def columns(vouchers: Regular, codes: Codes) -> Columns | None:
    """The vouchers in columns; None where one of them is not regular."""
    heads = _heads(vouchers)
    body, counts = "".join(vouchers.bodies), vouchers.counts
    if heads is None or UNREADABLE in body:
        return None
    fields = _fields(body)
    if fields is None:
        return None
    months = {text: int(text[:4] + text[5:7]) for text in set(heads.days)}
    accounts, listed, written, on, *texts = fields
    read, days = codes.of(listed), _days(on, heads.days, counts)
    if read is None or days is None:
        return None
    amounts = _amounts(written)
    first = list(map(add, vouchers.starts, repeat(2)))
    return Columns(
        heads,
        list(map(months.__getitem__, heads.days)),
        counts,
        _bare(accounts),
        read,
        amounts,
        list(map(int, amounts)),
        days,
        all_printable(_texts(texts, heads.texts, counts)),
        list(map(str, chain.from_iterable(map(range, first, map(add, first, counts))))),
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
        for head, before, after in zip(made.heads.each(), [0, *totals], totals, strict=False):
            tally.end(head, after - before)


def rows(made: Columns) -> list[str]:
    """The lines as cells apart by U+001F (`file.ROW_COLUMNS`), each with its line feed."""
    shared = [f"{period}{APART}{name}\n" for period, name in zip(made.periods, made.heads.names, strict=True)]
    of_lines = chain.from_iterable(map(repeat, shared, made.counts))
    return list(
        map(
            APART.join,
            zip(made.accounts, made.codes, made.amounts, made.days, made.texts, made.numbers, of_lines, strict=True),
        )
    )


def _heads(vouchers: Regular) -> Heads | None:
    found = _divided(_HEADS, "".join(vouchers.heads))
    if found is None or len(found[0]) != len(vouchers.heads):
        return None
    series, quoted_series, numbers, quoted_numbers, written, quoted, bare = found
    days = {text: day(text.strip('"')) for text in set(written)}
    if not all(days.values()):
        return None
    return Heads.of(
        list(vouchers.starts),
        _either(quoted_series, series),
        _either(quoted_numbers, numbers),
        list(map(days.__getitem__, written)),
        _either(quoted, bare),
    )


def _either(first: list[str], second: list[str]) -> list[str]:
    """What either group of an expression has found; nearly always the first has found everything."""
    return first if all(first) else [one or other or "" for one, other in zip(first, second, strict=True)]


def _divided(expression: re.Pattern[str], text: str) -> list[list[str]] | None:
    """What the groups of an expression have found, in columns; None where it does not fit all of the text.

    Divided, and not found one by one: a tuple for each line would keep the collector of garbage at work.
    """
    parts = expression.split(text)
    width = expression.groups + 1
    if any(parts[::width]):
        return None
    return [parts[column::width] for column in range(1, width)]


def _fields(body: str) -> list[list[str]] | None:
    """The fields of lines in columns, of which the last are the texts; None where a line is not regular."""
    plain = _divided(_PLAIN_ROWS, body) if _PLAIN_ROWS.match(body) else None
    return plain or _divided(_ROWS, body)


def _days(written: Sequence[str | None], of_vouchers: Sequence[str], counts: Sequence[int]) -> list[str] | None:
    """The day of each line, its voucher's where it has none; None where one of them is no day."""
    days = {text: day((text or "").strip('"')) for text in set(written)}
    if all(days.values()):
        return list(map(days.__getitem__, written))
    if any(not found and (text or "").strip('"') for text, found in days.items()):
        return None
    shared = chain.from_iterable(map(repeat, of_vouchers, counts))
    return [days[text] or of_voucher for text, of_voucher in zip(written, shared, strict=True)]


def _texts(found: Sequence[list[str]], of_vouchers: Sequence[str], counts: Sequence[int]) -> list[str]:
    """The text of each line, its voucher's where it has none; `found` are those in quotation marks, and others."""
    if all(found[0]):
        return found[0]
    headings = chain.from_iterable(map(repeat, of_vouchers, counts))
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
