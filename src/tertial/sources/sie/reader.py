"""Reads SIE 1-4 a line at a time, so that memory does not grow with the file. Rule: docs/rules/imports.md."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TextIO

from tertial.common.tabular_files import UnreadableFile, charsets
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.sources.sie.fields import Checksum, day, fields, objects, ore, printable, unquoted
from tertial.sources.sie.file import BadLine, Dimensions, SieFile, SieLine
from tertial.sources.sie.totals import Totals

MOST_UNBALANCED_KEPT = 200
_LINES_OF_A_TOP = 50
_BLOCK = 1 << 15  # so little that what is made of it stays in the processor's cache
_LONGEST_BRACKET = 40
_BRACKETS = ("{", "}")
_MOST_CODES_KEPT = 50_000
# What is taken is never given back (*+, ++, ?+): nothing after it could use it, and so a line is read or left at once.
_QUOTED = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_ROW = (
    r'[^\S\n]*+#TRANS[ \t]++"?+([^\s"{}]++)"?+[ \t]*+\{(%s)\}[ \t]*+"?+([-+]?+[0-9]++(?:\.[0-9]*+)?+)"?+'
    rf'(?:[ \t]++"?+([0-9]{{8}}|)"?+(?:[ \t]++({_QUOTED}|[^\s"]*+))?+)?+'
)
# Every line, with the parts of those that are rows.
_LINES = re.compile(r"(%s[^\n]*+|[^\n]*+)\n" % (_ROW % r"[^}\n]*+"))
# An object may have a brace in its name; then it stands within quotation marks.
_TRANS_WITH_BRACES = re.compile(_ROW % rf'(?:[^}}"]|{_QUOTED})*+')
_ADDED = re.compile(r"#RTRANS", re.IGNORECASE)
_FIRST_LABEL = re.compile(r"\ufeff?\s*#(FLAGGA|PROGRAM|FORMAT|GEN|SIETYP)\b", re.IGNORECASE)
_LABEL = re.compile(r"\s*#([A-Za-z]+)")

Codes = tuple[str, str, str, str]
OnBad = Callable[[BadLine], None]


def read_sie(
    path: Path,
    *,
    name: str,
    on_bad: OnBad,
    dimensions: Dimensions = Dimensions(),  # noqa: B008 - immutable
    budget: bool = False,
    on_read: Callable[[int], object] = int,
) -> "SieReading":
    """Opens a SIE file; its `lines` then give what is to be booked, or its budget. Raises UnreadableFile.

    Lines that cannot be used are told to `on_bad`; `on_read` hears how many bytes have been read.
    """
    charset = charsets.detect(charsets.blocks(path), otherwise="cp437")
    _check_is_sie(path, charset.name, name)
    return SieReading(
        path=path,
        name=name,
        charset=charset.name,
        on_bad=on_bad,
        dimensions=dimensions,
        budget=budget,
        on_read=on_read,
    )


class Addition(NamedTuple):
    """A line that was put into a voucher later: #RTRANS, with its account, objects and öre."""

    number: int
    text: str
    line: tuple[str, str, int]


@dataclass(slots=True)
class _Voucher:
    """The voucher whose lines are being read."""

    number: int
    name: str
    written_day: str
    day: str
    period: int
    heading: str
    # What the vouchers of the current year come to by account; None for a voucher of another year.
    sums: dict[str, int] | None
    total: int = 0
    opened: bool = False
    added: Addition | None = None


class SieReading:
    """One reading of a file, from its first line to its last."""

    def __init__(
        self,
        *,
        path: Path,
        name: str,
        charset: str,
        on_bad: OnBad,
        dimensions: Dimensions,
        budget: bool,
        on_read: Callable[[int], object],
    ) -> None:
        self.file = SieFile(charset)
        self._path, self._name, self._on_bad, self._on_read = path, name, on_bad, on_read
        self._budget = budget
        self._totals = Totals(self.file, dimensions, on_bad)
        # A checksum is reckoned only where it is announced at the top of the file.
        self._sum: Checksum | None = None
        self._announced = 0
        self._open: _Voucher | None = None
        self._number = 0
        self._codes: dict[str, Codes] = {}
        # What vouchers of the current year come to, to hold against what the file itself says they do.
        self._by_account: dict[str, int] = defaultdict(int)

    def lines(self) -> Iterator[SieLine]:
        """The lines to book, in the order of the file. Raises UnreadableFile where the file is cut off or altered."""
        file: TextIO = self._path.open(encoding=self.file.charset, errors="replace")
        with file as text:
            while block := text.read(_BLOCK):
                block += text.readline()
                yield from self._lines_of(block if block.endswith("\n") else f"{block}\n")
                self._on_read(text.buffer.tell())
        self._finish()
        yield from self._totals.lines(budget=self._budget)

    def _lines_of(self, block: str) -> list[SieLine]:
        """The lines to book of some whole lines of text. One expression divides them all: a call for each is slow."""
        found: list[SieLine | None] = []
        voucher, at = self._open, self._number
        checked = at < _LINES_OF_A_TOP or self._sum is not None
        for line, account, listed, amount, on, words in _LINES.findall(block):
            at += 1
            if checked:
                self._check(at, line)
            if voucher is None or not voucher.opened:
                voucher = self._between(at, line, voucher)
            elif account:
                found.append(self._row(at, line, voucher, (account, listed, amount, on, words)))
            elif braced := _TRANS_WITH_BRACES.match(line):
                found.append(self._row(at, line, voucher, braced.groups("")))
            else:
                voucher = self._between(at, line, voucher)
        self._open, self._number = voucher, at
        return [] if self._budget else [row for row in found if row is not None]

    def _row(self, at: int, line: str, voucher: _Voucher, parts: tuple[str, ...]) -> SieLine | None:
        """Takes a #TRANS of the voucher; gives what is to be booked."""
        account, listed, written, on, words = parts
        amount, codes = ore(written), self._codes.get(listed)
        if amount is None or not voucher.period or (codes is None and listed.count('"') & 1):
            return self._odd_row(at, line, voucher)
        if voucher.added:
            self._settle_addition(voucher, (account, listed, amount))
        voucher.total += amount
        if voucher.sums is not None:
            voucher.sums[account] += amount
        if self._budget:
            return None
        words = words[1:-1] if words[:1] == '"' else words
        return (
            voucher.period,
            account,
            *(codes or self._coded(listed)),
            amount,
            voucher.name,
            voucher.day if not on or on == voucher.written_day else day(on),
            (unquoted(words) if "\\" in words else words) or voucher.heading,
            at,
        )

    def contradictions(self) -> list[tuple[str, int, int]]:
        """Accounts whose vouchers come to something else than the file's own result: account, result, vouchers."""
        if not self.file.vouchers or self._budget:
            return []
        stated = self._totals.results_of_the_year()
        found = [(account, stated.get(account), booked) for account, booked in sorted(self._by_account.items())]
        return [(account, result, booked) for account, result, booked in found if result not in (None, booked)]

    def _check(self, number: int, line: str) -> None:
        reckoned = self._sum
        if reckoned is None or self.file.checksum or self._announced > _LINES_OF_A_TOP:
            return
        line = line.strip()
        if line[:7].upper() != "#KSUMMA":
            reckoned.add(line)
            return
        written = " ".join(fields(line[7:]))
        if written and not reckoned.is_right(written):
            template = gettext_noop(
                "The checksum on line %(line)s of “%(name)s” is %(written)s but the content gives %(value)s: the file"
                " has been altered or damaged; export it again."
            )
            values = {"line": number, "name": self._name, "written": excerpt(written), "value": str(reckoned.value)}
            raise UnreadableFile(Message(template, values))
        self.file.checksum = written

    def _between(self, number: int, line: str, voucher: _Voucher | None) -> _Voucher | None:
        """Takes a line that is no line of a voucher; gives the voucher that is open after it."""
        if len(line) < _LONGEST_BRACKET and (sign := line.strip()) in _BRACKETS:
            return self._bracket(sign, voucher)
        label = _LABEL.match(line)
        if label is None:
            return voucher
        word, rest = label[1].upper(), line[label.end() :]
        if voucher and voucher.opened and word != "VER":
            self._not_booked(number, word, line, voucher)
            return voucher
        if voucher:
            raise self._cut_off(voucher)
        if word == "VER":
            return self._voucher(number, rest)
        if word == "KSUMMA":
            if self._sum is None and not rest.strip():
                self._sum, self._announced = Checksum(self.file.charset), number
        elif word in ("TRANS", "RTRANS", "BTRANS"):
            self._on_bad(BadLine(number, "outside_voucher", "", line.strip()))
        else:
            self._totals.take(word, number, rest, line)
        return None

    def _bracket(self, sign: str, voucher: _Voucher | None) -> _Voucher | None:
        if voucher and sign == "{":
            voucher.opened = True
        elif voucher and sign == "}":
            self._settle_addition(voucher, None)
            if voucher.total:
                self.file.unbalanced_count += 1
                if len(self.file.unbalanced) < MOST_UNBALANCED_KEPT:
                    self.file.unbalanced.append((voucher.number, voucher.name, voucher.total))
            return None
        return voucher

    def _voucher(self, number: int, rest: str) -> _Voucher:
        series, name, written_day, heading, *_more = (*fields(rest), "", "", "", "")
        on = day(written_day)
        first, last = self.file.years.get("0", ("", ""))
        self.file.vouchers += 1
        return _Voucher(
            number=number,
            name=printable(f"{series} {name}" if series and name else series or name),
            written_day=written_day,
            day=on,
            period=int(on[:4] + on[5:7]) if on else 0,
            heading=heading,
            sums=self._by_account if first <= on <= last else None,
        )

    def _odd_row(self, number: int, line: str, voucher: _Voucher) -> SieLine | None:
        """A line with a brace in an object's name, or one that cannot be booked, which is told."""
        found = _TRANS_WITH_BRACES.match(line)
        amount = ore(found[3]) if found else None
        if found is None or amount is None:
            self._on_bad(BadLine(number, "amount_unreadable", found[3] if found else "", line.strip()))
            return None
        if not voucher.period:
            self._on_bad(BadLine(number, "date_unreadable", voucher.written_day, line.strip(), amount))
            return None
        self._settle_addition(voucher, (found[1], found[2], amount))
        voucher.total += amount
        if voucher.sums is not None:
            voucher.sums[found[1]] += amount
        codes = self._coded(found[2])
        return (voucher.period, found[1], *codes, amount, voucher.name, voucher.day, voucher.heading, number)

    def _finish(self) -> None:
        if self._open:
            raise self._cut_off(self._open)
        if self._sum is not None and not self.file.checksum:
            template = gettext_noop("“%(name)s” is cut off: its checksum is missing; export it again.")
            raise UnreadableFile(Message(template, {"name": self._name}))

    def _coded(self, listed: str) -> Codes:
        given = objects(listed)
        for dimension in self._totals.unused(given):
            self.file.unused_dimensions[dimension] = self.file.unused_dimensions.get(dimension, 0) + 1
        if len(self._codes) > _MOST_CODES_KEPT:
            self._codes.clear()
        codes = self._codes[listed] = self._totals.codes({dim: printable(code) for dim, code in given.items()})
        return codes

    def _not_booked(self, number: int, label: str, line: str, voucher: _Voucher) -> None:
        """Lines taken out of a voucher count no more, and ones put in stand once more as #TRANS right below."""
        if label == "BTRANS":
            self.file.removed_rows += 1
        elif label == "RTRANS":
            self._settle_addition(voucher, None)
            found = _TRANS_WITH_BRACES.match(_ADDED.sub("#TRANS", line, count=1))
            amount = ore(found[3]) if found else None
            if found and amount is not None:
                voucher.added = Addition(number, line.strip(), (found[1], found[2], amount))
            else:
                self._on_bad(BadLine(number, "sie_line", "", line.strip()))
        elif label == "TRANS":
            self._on_bad(BadLine(number, "sie_line", "", line.strip()))

    def _settle_addition(self, voucher: _Voucher, following: tuple[str, str, int] | None) -> None:
        """A line put in that does not stand below as well would be lost: it is told."""
        added, voucher.added = voucher.added, None
        if added and following != added.line:
            self._on_bad(BadLine(added.number, "lone_addition", "", added.text, added.line[2]))

    def _cut_off(self, voucher: _Voucher) -> UnreadableFile:
        template = gettext_noop(
            "“%(name)s” is cut off: voucher %(voucher)s on line %(line)s is not whole; export it again."
        )
        return UnreadableFile(
            Message(template, {"name": self._name, "voucher": voucher.name or "?", "line": voucher.number})
        )


def is_sie(path: Path) -> bool:
    """Whether a file begins as SIE files do."""
    with path.open("rb") as file:
        start = file.read(1 << 12).decode("latin-1")
    return bool(_FIRST_LABEL.match(start.removeprefix("\u00ef\u00bb\u00bf")))


def _check_is_sie(path: Path, charset: str, name: str) -> None:
    with path.open(encoding=charset, errors="replace") as text:
        start = text.read(1 << 14)
    if not start.strip():
        raise UnreadableFile(Message(gettext_noop("“%(name)s” is empty; export it again."), {"name": name}))
    if not _FIRST_LABEL.match(start):
        template = gettext_noop(
            "“%(name)s” is no SIE file: it does not begin with #FLAGGA. Choose another kind of file."
        )
        raise UnreadableFile(Message(template, {"name": name}))
