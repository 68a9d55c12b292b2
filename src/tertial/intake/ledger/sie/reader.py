"""Reads SIE 1-4 a block at a time, so that memory does not grow with the file. Rule: docs/rules/imports.md."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tertial.common.tabular_files import charsets
from tertial.common.tabular_files.shapes import UnreadableFile
from tertial.domain.message import Message, gettext_noop
from tertial.intake.ledger.reasons import Reason
from tertial.intake.ledger.sie.blocks import LineTooLongError, blocks
from tertial.intake.ledger.sie.checks import check_vouchers, tell_what_is_odd, two_movements
from tertial.intake.ledger.sie.checksum import Checksum
from tertial.intake.ledger.sie.codes import Codes
from tertial.intake.ledger.sie.columns import VOUCHERS, Regular, columns, count, rows
from tertial.intake.ledger.sie.file import (
    APART,
    ROW_COLUMNS,
    BadLine,
    Booked,
    Contradiction,
    Dimensions,
    Odd,
    SieFile,
    SieLine,
)
from tertial.intake.ledger.sie.grammar import UNREADABLE, label_of, printable
from tertial.intake.ledger.sie.movements import Movements
from tertial.intake.ledger.sie.statements import Statements
from tertial.intake.ledger.sie.tally import Tally
from tertial.intake.ledger.sie.totals import Totals
from tertial.intake.ledger.sie.vouchers import LABELS, Vouchers

_BLOCK = 1 << 17  # bytes read at once: so few that what is made of them stays in the processor's cache
_FIRST_LABEL = re.compile(
    r"\ufeff?\s*#(FLAGGA|PROGRAM|FORMAT|GEN|SIETYP|PROSA|KSUMMA|FNAMN|FNR|ORGNR|RAR|KONTO|DIM)\b", re.IGNORECASE
)
_ENDS = "\x1a"  # what ends a text in DOS
# The label of the lines that are booked, where there are no vouchers.
_BOOKED_LABELS = {Booked.MONTHS: ("PSALDO",), Booked.YEAR: ("IB", "UB", "RES"), Booked.BUDGET: ("PBUDGET",)}

OnBad = Callable[[BadLine], object]


def read_sie(
    path: Path,
    *,
    name: str,
    on_bad: OnBad,
    dimensions: Dimensions = Dimensions(),  # noqa: B008 - immutable
    budget: bool = False,
    on_read: Callable[[int], object] = int,
    on_heads: Callable[[list[str]], object] = len,
) -> "SieReading":
    """Opens a SIE file; its `rows` then give what is to be booked, or its budget. Raises UnreadableFile.

    Lines that cannot be used go to `on_bad`; `on_read` hears how many bytes have been read, `on_heads` which
    vouchers were met (`Tally`).
    """
    found = charsets.detect(charsets.blocks(path), otherwise="cp437")
    charset = found.name if found.foreign else "cp437"
    _check_is_sie(path, charset, name)
    return SieReading(
        path=path,
        name=name,
        charset=charset,
        on_bad=on_bad,
        dimensions=dimensions,
        budget=budget,
        on_read=on_read,
        on_heads=on_heads,
    )


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
        on_heads: Callable[[list[str]], object],
    ) -> None:
        self.file = SieFile(charset)
        self.contradictions: list[Contradiction] = []
        self._path, self._name, self._on_bad, self._on_read = path, name, on_bad, on_read
        self._budget = budget
        self._checksum = Checksum(charset, name)
        self._codes = Codes(self.file, dimensions)
        self.tally = Tally(on_heads)
        self._statements = Statements(self.file)
        self._vouchers = Vouchers(
            name=name, file=self.file, codes=self._codes, tally=self.tally, on_bad=self._bad_of_vouchers
        )
        self._number = 0

    def rows(self) -> Iterator[list[str]]:
        """The lines to book, some at a time: their cells in the order of `file.ROW_COLUMNS`, apart by U+001F, and LF.

        Raises UnreadableFile where the file is cut off, altered, or does not say which year it is of.
        """
        try:
            for block, done in blocks(self._path, self.file.charset, _BLOCK):
                found = self._rows_of(block)
                if not self._budget:
                    yield found
                self._on_read(done)
        except LineTooLongError:
            raise self._too_long() from None
        self._vouchers.finish()
        self._checksum.finish()
        self.file.checksum = self._checksum.written
        yield [_as_row(line) for line in self._rest()]

    def lines(self) -> Iterator[SieLine]:
        """The lines to book one by one."""
        places = {name: column for column, name in enumerate(ROW_COLUMNS)}
        codes = [places[name] for name in ("account", "unit", "activity", "project", "counterpart")]
        for some in self.rows():
            for row in some:
                cells = row.rstrip("\n").split(APART)
                account, unit, activity, project, counterpart = (cells[column] for column in codes)
                yield (
                    int(cells[places["period"]]),
                    account,
                    unit,
                    activity,
                    project,
                    counterpart,
                    int(cells[places["amount"]]),
                    cells[places["voucher"]],
                    cells[places["booked_on"]],
                    cells[places["text"]],
                    int(cells[places["row"]]),
                )

    def _too_long(self) -> UnreadableFile:
        template = gettext_noop("Line %(line)s of “%(name)s” is too long to be a line of SIE; export the file again.")
        values = {"line": self._number + 1, "name": self._name}
        return UnreadableFile(Message(template, values))

    def _rows_of(self, block: str) -> list[str]:
        """The lines to book of some whole lines of text."""
        if UNREADABLE in block:
            self.file.damaged += block.count(UNREADABLE)
        self._checksum.take(block, self._number)
        parts = VOUCHERS.split(block)
        heads, bodies, others = parts[1::4], parts[2::4], parts[3::4]
        if all(heads) and self._vouchers.open is None and "\\" not in block:
            regular = Regular.of(self._number, heads, bodies)
            self._number += sum(regular.counts) + 3 * len(heads)
            return self._rows_of_vouchers(regular)
        return self._rows_one_by_one(heads, bodies, others, escapes="\\" in block)

    def _rows_one_by_one(self, heads: list[str], bodies: list[str], others: list[str], *, escapes: bool) -> list[str]:
        """The lines to book of text that is more than regular vouchers."""
        found: list[str] = []
        regular: list[tuple[str, str]] = []
        at = self._number

        def book() -> None:
            if regular:
                at_regular = at - sum(body.count("\n") + 3 for _rest, body in regular)
                found.extend(self._rows_of_vouchers(Regular.of(at_regular, *zip(*regular, strict=True))))
                regular.clear()

        for rest, body, line in zip(heads, bodies, others, strict=True):
            if rest and self._vouchers.open is None and not (escapes and ("\\" in body or "\\" in rest)):
                regular.append((rest, body))
                at += body.count("\n") + 3
                continue
            book()
            for one in _lines_of(rest, body) if rest else (line,):
                at += 1
                if (row := self._row_of(at, one.strip().strip(_ENDS))) is not None:
                    found.append(row)
        book()
        self._number = at
        return found

    def _rows_of_vouchers(self, vouchers: Regular) -> list[str]:
        """Lines of vouchers, in columns as many at a time as are regular."""
        made = columns(vouchers, self._codes)
        if made is not None:
            count(made, self.tally)
            return rows(made)
        if len(vouchers.counts) > 1:
            first, second = vouchers.halves()
            return self._rows_of_vouchers(first) + self._rows_of_vouchers(second)
        ((number,), (rest,), (body,), _counts) = vouchers
        found = (
            self._row_of(number + offset, line.strip().strip(_ENDS))
            for offset, line in enumerate(_lines_of(rest, body))
        )
        return [row for row in found if row is not None]

    def _row_of(self, number: int, line: str) -> str | None:
        if self._vouchers.open is not None:
            return self._vouchers.take(number, line)
        if not line:
            return None
        label, rest = label_of(line)
        if label == "VER":
            self._vouchers.begin(number, rest)
        elif label in LABELS:
            self._bad_of_vouchers(BadLine(number, Reason.OUTSIDE_VOUCHER, "", line))
        elif label:
            self._statements.take(label, number, rest, line)
        else:
            self._on_bad(BadLine(number, Reason.SIE_LINE, "", line))
        return None

    def _bad_of_vouchers(self, bad: BadLine) -> None:
        """Lines of vouchers are refused where vouchers are booked; nobody asked for them with a budget."""
        if not self._budget:
            self._on_bad(bad)

    def _rest(self) -> Iterator[SieLine]:
        """What is booked of a file without vouchers; checks what was booked against what the file says."""
        movements = Movements(self.file, self._statements)
        totals = Totals(
            name=self._name,
            file=self.file,
            codes=self._codes,
            statements=self._statements,
            movements=movements,
            on_bad=self._on_bad,
        )
        self.file.booked = self._what_is_booked()
        self._refuse_what_is_booked()
        if self.file.booked is Booked.BUDGET:
            yield from totals.by_month("PBUDGET")
        elif self.file.booked is Booked.MONTHS:
            yield from totals.by_month("PSALDO")
        elif self.file.booked is Booked.YEAR:
            yield from totals.by_year()
        if self.file.booked is not Booked.BUDGET:
            movements.tell_openings(booked=self.file.booked is Booked.YEAR)
            self.contradictions = [*totals.contradictions, *self._contradictions(movements)]
        if self.contradictions:
            self.file.tell(Odd.CONTRADICTIONS, count=len(self.contradictions))
        tell_what_is_odd(self.file, self._statements, self.tally.vouchers)

    def _contradictions(self, movements: Movements) -> list[Contradiction]:
        if self.file.booked is Booked.YEAR:
            return []  # there the lines themselves are refused
        found = two_movements(movements)
        if self.file.booked is Booked.VOUCHERS:
            found += check_vouchers(self.file, self._statements, movements, self.tally)
        return found

    def _what_is_booked(self) -> Booked:
        if self._budget:
            return Booked.BUDGET
        if self.tally.vouchers:
            return Booked.VOUCHERS
        months = self._statements.months["PSALDO"] or self._statements.bad.get("PSALDO")
        return Booked.MONTHS if months else Booked.YEAR

    def _refuse_what_is_booked(self) -> None:
        """Refuses bad lines of the kind that is booked. Other bad lines are left out of the checks, and are counted."""
        booked = _BOOKED_LABELS.get(self.file.booked, ())
        others = [line for label, some in self._statements.bad.items() if label not in booked for line in some]
        for label in booked:
            for line in self._statements.bad.get(label, ()):
                self._on_bad(line)
        if others and self.file.booked is not Booked.BUDGET:
            first = min(others, key=lambda line: line.number)
            self.file.tell(Odd.NOT_CHECKED, count=len(others), line=first.number, text=first.text[:100])


def is_sie(path: Path) -> bool:
    """Whether a file begins as SIE files do."""
    with path.open("rb") as file:
        start = file.read(1 << 12).decode("latin-1")
    return bool(_FIRST_LABEL.match(start.removeprefix("\u00ef\u00bb\u00bf")))


def _lines_of(rest: str, body: str) -> list[str]:
    """The lines of a voucher again."""
    return [f"#VER{rest}".rstrip("\n"), "{", *body.split("\n")[:-1], "}"]


def _as_row(line: SieLine) -> str:
    period, account, unit, activity, project, counterpart, amount, voucher, day, text, number = line
    cells = (account, unit, activity, project, counterpart, amount, day, printable(text), number, period, voucher)
    return f"{APART.join(map(str, cells))}\n"


def _check_is_sie(path: Path, charset: str, name: str) -> None:
    with path.open(encoding=charset, errors="replace") as text:
        start = text.read(1 << 14)
    if not start.strip():
        raise UnreadableFile(Message(gettext_noop("“%(name)s” is empty; export it again."), {"name": name}))
    if not _FIRST_LABEL.match(start):
        template = gettext_noop(
            "“%(name)s” is not a SIE file: it does not begin with #FLAGGA. Choose another kind of file."
        )
        raise UnreadableFile(Message(template, {"name": name}))
