"""What a SIE file says beside its vouchers: names, years, and the totals that types 1 to 3 hold instead of vouchers."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tertial.sources.sie.fields import day, fields, objects, ore
from tertial.sources.sie.file import BadLine, Booked, Dimensions, SieFile, SieLine

_MONEY = {"IB": 2, "UB": 2, "RES": 2, "PSALDO": 4, "PBUDGET": 4}


@dataclass(slots=True)
class _Month:
    """One account in one month: its total, and the same money by each set of dimensions that the file tells it by."""

    total: tuple[int, int] | None = None
    by_dimensions: dict[frozenset[str], list[tuple[int, dict[str, str], int]]] = field(default_factory=dict)


class Totals:
    """Takes in every line outside vouchers; afterwards gives the lines that totals are booked as."""

    def __init__(self, file: SieFile, columns: Dimensions, on_bad: Callable[[BadLine], None]) -> None:
        self._file = file
        self._columns = columns
        self._held = {columns.unit, columns.activity, columns.project, columns.counterpart}
        self._on_bad = on_bad
        self._parents: dict[str, str] = {}
        self._months: dict[str, dict[tuple[int, str], _Month]] = {
            "PSALDO": defaultdict(_Month),
            "PBUDGET": defaultdict(_Month),
        }
        self._year: dict[str, dict[str, tuple[int, int]]] = {"IB": {}, "UB": {}, "RES": {}}

    def take(self, label: str, number: int, rest: str, line: str) -> None:
        """Takes one line; labels that are not known say nothing that is needed here, and are passed over."""
        if label in _MONEY:
            self._money(label, number, fields(rest), line)
            return
        given = [*fields(rest), "", "", ""]
        match label:
            case "KONTO":
                self._file.accounts[given[0]] = given[1]
            case "DIM" | "UNDERDIM":
                self._file.dimensions[given[0]] = given[1]
                if label == "UNDERDIM":
                    self._parents[given[0]] = given[2]
            case "OBJEKT":
                self._file.objects[given[0], given[1]] = given[2]
            case "RAR":
                self._file.years[given[0]] = (day(given[1]), day(given[2]))
            case "PROGRAM" | "FNAMN" | "SIETYP" | "KPTYP" | "OMFATTN":
                self._name(label, given[0])

    def codes(self, listed: dict[str, str]) -> tuple[str, str, str, str]:
        """The unit, activity, project and counterpart of an object list; a part of a dimension counts as it."""
        if not listed:
            return ("", "", "", "")
        get, columns = listed.get, self._columns
        if self._parents:
            whole = {self._parents.get(dimension, dimension): code for dimension, code in listed.items()}
            get = {**whole, **listed}.get
        return (
            get(columns.unit, ""),
            get(columns.activity, ""),
            get(columns.project, ""),
            get(columns.counterpart, ""),
        )

    def unused(self, listed: dict[str, str]) -> list[str]:
        """The dimensions of an object list that no column of the ledger holds."""
        if self._held.issuperset(listed):
            return []
        return [dim for dim in listed if dim not in self._held and self._parents.get(dim) not in self._held]

    def lines(self, *, budget: bool) -> Iterator[SieLine]:
        """The budget, or what is booked of a file without vouchers: months where there are any, else the year."""
        if budget:
            self._file.booked = Booked.BUDGET
            yield from self._by_month("PBUDGET")
        elif self._file.vouchers:
            self._file.booked = Booked.VOUCHERS
        elif self._months["PSALDO"]:
            self._file.booked = Booked.MONTHS
            yield from self._by_month("PSALDO")
        else:
            self._file.booked = Booked.YEAR
            yield from self._by_year()

    def results_of_the_year(self) -> dict[str, int]:
        """What each account comes to this year in öre, as the file itself says (#RES)."""
        return {account: amount for account, (_, amount) in self._year["RES"].items()}

    def _name(self, label: str, value: str) -> None:
        names = {"PROGRAM": "program", "FNAMN": "company", "SIETYP": "type", "KPTYP": "chart"}
        if label == "OMFATTN":
            self._file.balances_until = day(value)
        else:
            setattr(self._file, names[label], value)

    def _money(self, label: str, number: int, given: list[str], line: str) -> None:
        place = _MONEY[label]
        amount = ore(given[place]) if len(given) > place else None
        if amount is None:
            self._on_bad(BadLine(number, "sie_line", given[place] if len(given) > place else "", line.strip()))
            return
        if label in self._year:
            if given[0] == "0":
                self._year[label][given[1]] = (number, amount)
            return
        if label == "PSALDO" and given[0] != "0":
            return
        if not day(f"{given[1]}01"):
            self._on_bad(BadLine(number, "period_unreadable", given[1], line.strip(), amount))
            return
        month = self._months[label][int(given[1]), given[2]]
        listed = objects(given[3])
        if listed:
            month.by_dimensions.setdefault(frozenset(listed), []).append((number, listed, amount))
        else:
            month.total = (number, amount)

    def _by_month(self, label: str) -> Iterator[SieLine]:
        """The same money stands as a total and once more by objects; it is booked once, by unit where that is told."""
        for (period, account), month in self._months[label].items():
            told = month.by_dimensions
            chosen = max(told, key=lambda dims: (self._columns.unit in dims, len(dims)), default=None)
            left = month.total[1] if month.total else 0
            for number, listed, amount in told[chosen] if chosen is not None else []:
                left -= amount
                yield (period, account, *self.codes(listed), amount, "", "", "", number)
            if month.total and left:
                yield (period, account, "", "", "", "", left, "", "", "", month.total[0])

    def _by_year(self) -> Iterator[SieLine]:
        """The results, and what balances have changed by, in the last month that the file covers."""
        last = self._file.balances_until or self._file.years.get("0", ("", ""))[1]
        if not last:
            return
        period = int(last[:4] + last[5:7])
        for account, (number, amount) in self._year["RES"].items():
            if amount:
                yield (period, account, "", "", "", "", amount, "", last, "", number)
        for account, (number, after) in self._year["UB"].items():
            changed = after - self._year["IB"].get(account, (0, 0))[1]
            if changed:
                yield (period, account, "", "", "", "", changed, "", last, "", number)
