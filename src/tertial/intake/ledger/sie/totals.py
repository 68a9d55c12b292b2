"""The lines that a SIE file without vouchers is booked as: its months, its year, or its budget."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from tertial.common.tabular_files.shapes import UnreadableFile
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.intake.ledger.reasons import Reason
from tertial.intake.ledger.sie.codes import Codes
from tertial.intake.ledger.sie.file import BadLine, Contradiction, Odd, SieFile, SieLine
from tertial.intake.ledger.sie.movements import Movements
from tertial.intake.ledger.sie.statements import Monthly, Pairs, Statements

OnBad = Callable[[BadLine], object]


class Totals:
    """Books what balances say."""

    def __init__(
        self, *, name: str, file: SieFile, codes: Codes, statements: Statements, movements: Movements, on_bad: OnBad
    ) -> None:
        self._name, self._file, self._codes, self._on_bad = name, file, codes, on_bad
        self._statements, self._movements = statements, movements
        self.contradictions: list[Contradiction] = []
        self._apart_from_total = 0
        self._exceeding = 0

    def by_month(self, label: str) -> Iterator[SieLine]:
        """What each account changed by in each month (#PSALDO), or its budget (#PBUDGET)."""
        months = self._statements.months[label]
        self._tell_months_outside(label, months)
        booked_accounts = set()
        for account, entries in months.items():
            stated = self._movements.stated(account) if label == "PSALDO" else None
            lines = self._reading(label, account, entries, stated)
            booked = sum(amount for _, _, amount, _ in lines)
            stated = self._movements.stated(account, booked) if stated is not None else None
            booked_accounts.add(account)
            if stated is not None and booked != stated:
                self.contradictions.append(Contradiction(account, 0, stated, booked))
            for month, pairs, amount, number in lines:
                self._codes.count_unused(pairs)
                yield (month, account, *self._codes.of_pairs(pairs), amount, "", "", "", number)
        if label == "PSALDO":
            for account in self._movements.accounts():
                stated = self._movements.stated(account)
                if account not in booked_accounts and stated:
                    self.contradictions.append(Contradiction(account, 0, stated, 0))
        if self._apart_from_total:
            self._file.tell(Odd.APART_FROM_TOTAL, count=self._apart_from_total)
        if self._exceeding:
            self._file.tell(Odd.OBJECTS_EXCEED, count=self._exceeding)

    def by_year(self) -> Iterator[SieLine]:
        """The results, and what balances have changed by, in the last month that the file covers."""
        accounts = self._movements.accounts()
        if not accounts:
            return
        last = self._last_day()
        month, total = int(last[:4] + last[5:7]), 0
        for account in accounts:
            moved = self._movements.of(account)
            if moved.differ:
                self._refuse_both(account, moved.number, moved.result_number, moved.result)
            elif amount := moved.agreed:
                total += amount
                number = moved.number if moved.result is None else moved.result_number
                yield (month, account, "", "", "", "", amount, "", last, "", number)
        if total:
            self._file.tell(Odd.YEAR_SUM, sum=total)

    def _reading(self, label: str, account: str, entries: Sequence[Monthly], stated: int | None) -> list[Monthly]:
        """The lines to book of an account: the reading that comes to what the file states, else as SIE says.

        Lines by objects are part of the line without objects. Some systems write as that line only what no object
        has; there all of them together are the account's movement. A month that is given twice is booked twice where
        that is what the file states, else the second line is refused.
        """
        once: dict[tuple[int, Pairs], Monthly] = {}
        for line in entries:
            once.setdefault((line.period, line.pairs), line)
        first = list(once.values())
        repeated = len(first) < len(entries)
        if stated is not None:
            for counted in (entries, first) if repeated else (entries,):
                for whole in (True, False):
                    lines = self._of_whole(counted) if whole else list(counted)
                    if sum(line.amount for line in lines) == stated:
                        self._apart_from_total += not whole
                        self._refuse_repeated(f"#{label} {account}", entries, counted)
                        return lines
        self._refuse_repeated(f"#{label} {account}", entries, first)
        lines = self._of_whole(first)
        # Taken from a total, what no object has never turns its sign; where it does, the total may be none.
        totals = {line.period: line for line in first if not line.pairs}
        self._exceeding += stated is None and any(
            not line.pairs and line.amount * (totals[line.period].amount or -line.amount) < 0 for line in lines
        )
        return lines

    def _of_whole(self, entries: Iterable[Monthly]) -> list[Monthly]:
        """The lines where objects are part of the total: by unit where the file says which, and the rest without."""
        months: dict[int, dict[frozenset[str], list[Monthly]]] = defaultdict(dict)
        for line in entries:
            months[line.period].setdefault(frozenset(dimension for dimension, _ in line.pairs), []).append(line)
        lines = []
        for by_objects in months.values():
            totals = by_objects.pop(frozenset(), [])
            chosen = max(
                by_objects.values(),
                key=lambda some: (self._codes.holds_unit(some[0].pairs), len(some[0].pairs)),
                default=[],
            )
            lines.extend(chosen)
            left = sum(line.amount for line in totals) - sum(line.amount for line in chosen)
            if totals and not chosen:
                lines.extend(totals)
            elif totals and left:
                lines.append(totals[0]._replace(amount=left))
        return lines

    def _refuse_repeated(self, said: str, entries: Sequence[Monthly], counted: Sequence[Monthly]) -> None:
        numbers = {line.number for line in counted}
        first = {(line.period, line.pairs): line.number for line in reversed(entries)}
        for line in entries:
            if line.number not in numbers:
                value = str(first[line.period, line.pairs])
                self._on_bad(BadLine(line.number, Reason.REPEATED, value, f"{said} {line.period}", line.amount))

    def _refuse_both(self, account: str, number: int, result_number: int, result: int | None) -> None:
        self._on_bad(BadLine(number, Reason.TWO_MOVEMENTS, account, f"#IB, #UB {account}"))
        self._on_bad(BadLine(result_number, Reason.TWO_MOVEMENTS, account, f"#RES {account}", result))

    def _tell_months_outside(self, label: str, months: dict[str, list[Monthly]]) -> None:
        years = self._file.years
        known = [years[0]] if 0 in years else []
        known = list(years.values()) if label == "PBUDGET" else known
        if not known:
            if months or self._statements.bad.get(label):
                self._file.tell(Odd.YEAR_MISSING)
            return
        low, high = (int(day[:4] + day[5:7]) for day in (min(known)[0], max(last for _, last in known)))
        found = [(line.number, line.period) for some in months.values() for line in some]
        outside = sorted(one for one in found if not low <= one[1] <= high)
        if outside:
            number, month = outside[0]
            self._file.tell(Odd.PERIODS_OUTSIDE, count=len(outside), line=number, period=month)

    def _last_day(self) -> str:
        """The day that balances are of. Raises UnreadableFile where the file does not say."""
        file = self._file
        first, last = file.years.get(0, ("", ""))
        if self._statements.bad_until:
            template = gettext_noop(
                "“%(name)s” says that its balances are until “%(day)s” (#OMFATTN), which is not a day in SIE; it "
                "should be"
                " like 20241231. Export it again."
            )
            values = {"name": self._name, "day": excerpt(self._statements.bad_until)}
            raise UnreadableFile(Message(template, values))
        if not (last or file.balances_until):
            template = gettext_noop(
                "“%(name)s” does not say which year its balances are of: #RAR 0 with the first and last day of the year"
                " is missing or cannot be read. Export it again."
            )
            raise UnreadableFile(Message(template, {"name": self._name}))
        if last and file.balances_until and not first <= file.balances_until <= last:
            template = gettext_noop(
                "“%(name)s” says that its balances are until %(day)s (#OMFATTN), which is outside its year %(first)s–"
                "%(last)s (#RAR 0). Export it again."
            )
            values = {"name": self._name, "day": file.balances_until, "first": first, "last": last}
            raise UnreadableFile(Message(template, values))
        return file.balances_until or last
