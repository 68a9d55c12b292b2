"""Vouchers of a SIE file, line by line: those that `columns.py` does not read many at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from tertial.common.tabular_files.shapes import UnreadableFile
from tertial.domain.message import Message, gettext_noop
from tertial.intake.ledger.reasons import Reason
from tertial.intake.ledger.sie.codes import Codes
from tertial.intake.ledger.sie.file import APART, BadLine, SieFile
from tertial.intake.ledger.sie.grammar import Fault, Field, Row, day, divided, label_of, printable, row, text_of
from tertial.intake.ledger.sie.tally import Head, Heads, Tally

LABELS = frozenset({"TRANS", "RTRANS", "BTRANS"})


class _Addition(NamedTuple):
    """A line that was put into a voucher later (#RTRANS)."""

    number: int
    text: str
    row: Row


@dataclass(slots=True)
class _Open:
    """The voucher whose lines are being read; `written_day` is what stands where its day should."""

    head: Head
    written_day: str
    opened: bool = False
    total: int = 0
    added: _Addition | None = None

    @property
    def period(self) -> int:
        """Its month, 0 where its day cannot be read."""
        return int(self.head.day[:4] + self.head.day[5:7]) if self.head.day else 0


class Vouchers:
    """Takes the lines of vouchers one by one; `open` is the voucher that is not ended yet."""

    def __init__(
        self, *, name: str, file: SieFile, codes: Codes, tally: Tally, on_bad: Callable[[BadLine], object]
    ) -> None:
        self._name, self._file, self._codes, self._tally, self._on_bad = name, file, codes, tally, on_bad
        self.open: _Open | None = None

    def begin(self, number: int, rest: str) -> None:
        """Takes what follows #VER."""
        fields, left = divided(rest)
        given = [*fields[:3], *[Field("", 0)] * (3 - len(fields))]
        series, voucher, on = (field.text for field in given[:3])
        text, _odd = text_of(fields[3:], left, rest) if len(fields) >= 3 else ("", False)
        head = Head(number, series, voucher, "" if given[2].listed else day(on), text)
        self.open = _Open(head, on)
        self._tally.begin(Heads.of([number], [series], [voucher], [head.day], [text]))

    def take(self, number: int, line: str) -> str | None:
        """Takes a line, stripped, while a voucher is open; gives what is to be booked of it."""
        voucher = self.open
        if voucher is None or not line:
            return None
        if line in ("{", "}"):
            self._bracket(number, line, voucher)
            return None
        label, rest = label_of(line)
        if not voucher.opened or label == "VER":
            raise self._cut_off(voucher)
        if label == "TRANS":
            return self._row(number, line, rest, voucher)
        if label == "BTRANS":
            self._file.removed_rows += 1
        elif label == "RTRANS":
            self._add(number, line, rest, voucher)
        elif label:
            self._file.unknown_in_vouchers[label] += 1
        else:
            self._refuse(number, line, Fault(Reason.SIE_LINE))
        return None

    def finish(self) -> None:
        """Raises UnreadableFile where the file ends within a voucher."""
        if self.open:
            raise self._cut_off(self.open)

    def _bracket(self, number: int, sign: str, voucher: _Open) -> None:
        if sign == "}" and voucher.opened:
            self._settle(voucher, None)
            self._tally.end(voucher.head, voucher.total)
            self.open = None
        elif sign == "{" and not voucher.opened:
            voucher.opened = True
        else:
            self._refuse(number, sign, Fault(Reason.SIE_LINE))

    def _row(self, number: int, line: str, rest: str, voucher: _Open) -> str | None:
        read = row(rest)
        self._settle(voucher, read)
        if isinstance(read, Fault):
            self._refuse(number, line, read)
            return None
        if not voucher.period:
            reason = Reason.SIE_DAY if voucher.written_day else Reason.SIE_NO_DAY
            self._refuse(number, line, Fault(reason, voucher.written_day, read.amount))
            return None
        self._file.odd_texts += read.odd_text
        voucher.total += read.amount
        self._tally.by_month[voucher.period][read.account] += read.amount
        codes = self._codes.of([read.listed]) or ["\x1f\x1f\x1f"]
        cells = (
            read.account,
            codes[0],
            str(read.amount),
            read.day or voucher.head.day,
            printable(read.text or voucher.head.text),
            str(number),
            str(voucher.period),
            printable(voucher.head.name),
        )
        return f"{APART.join(cells)}\n"

    def _add(self, number: int, line: str, rest: str, voucher: _Open) -> None:
        """A line put in later is booked by the same line as #TRANS right below it."""
        self._settle(voucher, None)
        read = row(rest)
        if isinstance(read, Fault):
            self._refuse(number, line, read)
        else:
            voucher.added = _Addition(number, line, read)

    def _settle(self, voucher: _Open, following: Row | Fault | None) -> None:
        """A line put in that does not stand below as well would be lost, so it is reported."""
        added, voucher.added = voucher.added, None
        if added is None:
            return
        same = isinstance(following, Row) and following[:3] == added.row[:3]
        if not same:
            self._refuse(added.number, added.text, Fault(Reason.LONE_ADDITION, "", added.row.amount))

    def _refuse(self, number: int, line: str, fault: Fault) -> None:
        self._on_bad(BadLine(number, fault.reason, fault.value, line, fault.amount))

    def _cut_off(self, voucher: _Open) -> UnreadableFile:
        template = gettext_noop(
            "“%(name)s” is cut off: voucher %(voucher)s on line %(line)s is not whole; export it again."
        )
        values = {"name": self._name, "voucher": printable(voucher.head.name) or "?", "line": voucher.head.line}
        return UnreadableFile(Message(template, values))
