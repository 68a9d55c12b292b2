"""What a SIE file says about itself outside its vouchers: names, years, and balances of accounts."""

import re
from typing import NamedTuple

from tertial.intake.ledger.reasons import Reason
from tertial.intake.ledger.sie.file import BadLine, Odd, SieFile
from tertial.intake.ledger.sie.grammar import (
    Fault,
    amount_fault,
    day,
    divided,
    is_account,
    objects,
    ore,
    period,
    printable,
    words,
    year_number,
)

# Where the amount of a label stands among its fields.
MONEY = {"IB": 2, "UB": 2, "RES": 2, "PSALDO": 4, "PBUDGET": 4}
# Labels that are heard, and those of SIE that say nothing about what is booked or checked here.
_TOLD = ("RAR", "FLAGGA", "PROGRAM", "FORMAT", "SIETYP", "FNAMN", "OMFATTN", "VALUTA", "DIM", "UNDERDIM", "KSUMMA")
_SILENT = (
    *("GEN", "PROSA", "FTYP", "FNR", "ORGNR", "BKOD", "ADRESS", "TAXAR", "KPTYP"),
    *("KONTO", "KTYP", "ENHET", "SRU", "OBJEKT"),
)
# A balance as nearly all are written: year, account and amount, in words of ASCII.
_PLAIN = re.compile(r"[ \t]++(0|-1)[ \t]++([A-Za-z0-9]++)[ \t]++(-?+[0-9]++(?:\.[0-9]{1,2}+)?+)")
OF_OBJECTS = frozenset({"OIB", "OUB"})

Pairs = tuple[tuple[str, str], ...]


class Balance(NamedTuple):
    """Öre that a line gives an account, and the line's number."""

    amount: int
    number: int


class Monthly(NamedTuple):
    """Öre that a line gives an account in a month, by objects or in all, and the line's number."""

    period: int
    pairs: Pairs
    amount: int
    number: int


class Statements:
    """Takes in every line outside vouchers. Lines that cannot be used wait until it is known what is booked."""

    def __init__(self, file: SieFile) -> None:
        self._file = file
        # By label, then year, then account.
        self.balances: dict[str, dict[int, dict[str, Balance]]] = {"IB": {}, "UB": {}, "RES": {}}
        # By label, then account.
        self.months: dict[str, dict[str, list[Monthly]]] = {"PSALDO": {}, "PBUDGET": {}}
        # Last year's result, öre as booked; its accounts are not kept.
        self.result_before = 0
        self.bad: dict[str, list[BadLine]] = {}
        self.bad_until = ""

    def take(self, label: str, number: int, rest: str, line: str) -> None:
        """Takes one line."""
        if label in MONEY:
            self._money(label, number, rest, line)
        elif label in OF_OBJECTS:
            self._file.left_out[label] += 1
        elif label not in _TOLD and label not in _SILENT:
            self._file.unknown_labels[label] += 1
        elif label == "RAR":
            self._year(number, words(rest))
        elif label != "KSUMMA":
            self._name(label, [*words(rest), "", "", ""])

    def _name(self, label: str, fields: list[str]) -> None:
        file = self._file
        match label:
            case "DIM":
                file.dimensions[fields[0]] = printable(fields[1])
            case "UNDERDIM":
                file.dimensions[fields[0]], file.parents[fields[0]] = printable(fields[1]), fields[2]
            case "OMFATTN":
                file.balances_until = day(fields[0])
                self.bad_until = "" if file.balances_until else fields[0]
            case "PROGRAM":
                file.program = printable(fields[0])
            case "FNAMN":
                file.company = printable(fields[0])
            case "FORMAT":
                file.format = printable(fields[0])
            case "SIETYP":
                file.type = printable(fields[0])
            case "FLAGGA":
                file.flag = fields[0]
            case "VALUTA":
                file.currency = printable(fields[0]).upper()

    def _year(self, number: int, fields: list[str]) -> None:
        year = year_number(fields[0]) if fields else None
        first, last = (day(text) for text in [*fields, "", ""][1:3])
        if year is not None and not any(fields[1:3]):
            return
        repeated = year in self._file.years and self._file.years[year] != (first, last)
        if year is None or not first or not last or first > last or repeated:
            self._file.tell(Odd.YEAR_UNREADABLE, line=number, year=" ".join(fields[:3]))
        else:
            self._file.years[year] = (first, last)

    def _money(self, label: str, number: int, rest: str, line: str) -> None:
        plain = _PLAIN.fullmatch(rest) if label in self.balances else None
        if plain and (plain[1] == "0" or (label, plain[1]) == ("UB", "-1")) and (amount := ore(plain[3])) is not None:
            self._keep(label, number, line, int(plain[1]), plain[2], 0, (), amount)
            return
        fields, left = divided(rest)
        year = year_number(fields[0].text) if fields else None
        monthly = label in self.months
        position = MONEY[label]
        account = fields[position - (2 if monthly else 1)] if len(fields) > 1 + monthly else None
        if year and label != "PBUDGET" and (label, year) != ("UB", -1):
            self._file.left_out[f"{label} {year}"] += 1
            if (label, year) == ("RES", -1) and not amount_fault(fields, position, left):
                self.result_before += ore(fields[position].text) or 0
        elif year is None or account is None or not is_account(account):
            self._refuse(label, number, line, Fault(Reason.SIE_LINE))
        elif monthly and not period(fields[1].text):
            fault = amount_fault(fields, position, left)
            amount = None if fault else ore(fields[position].text)
            self._refuse(label, number, line, Fault(Reason.SIE_PERIOD, fields[1].text, amount))
        elif monthly and (len(fields) <= 3 or not fields[3].listed or objects(fields[3].text) is None):
            self._refuse(label, number, line, Fault(Reason.SIE_OBJECTS))
        elif fault := amount_fault(fields, position, left):
            self._refuse(label, number, line, fault)
        else:
            amount = ore(fields[position].text) or 0
            pairs = objects(fields[3].text) or () if monthly else ()
            self._keep(label, number, line, year, account.text, period(fields[1].text) if monthly else 0, pairs, amount)

    def _keep(  # noqa: PLR0917 - what a line says
        self, label: str, number: int, line: str, year: int, account: str, month: int, pairs: Pairs, amount: int
    ) -> None:
        if label in self.months:
            self.months[label].setdefault(account, []).append(Monthly(month, pairs, amount, number))
            return
        of_year = self.balances[label].setdefault(year, {})
        if account in of_year:
            named = label if year == 0 else f"{label} {year}"
            self._refuse(named, number, line, Fault(Reason.REPEATED, str(of_year[account].number), amount))
        else:
            of_year[account] = Balance(amount, number)

    def _refuse(self, label: str, number: int, line: str, fault: Fault) -> None:
        self.bad.setdefault(label, []).append(BadLine(number, fault.reason, fault.value, line, fault.amount))
