"""Whether what is booked of a SIE file agrees with what the file itself says, and what else about it is odd."""

from collections import defaultdict
from collections.abc import Mapping

from tertial.intake.ledger.sie.file import Booked, Contradiction, Odd, SieFile
from tertial.intake.ledger.sie.movements import Movements
from tertial.intake.ledger.sie.statements import Statements
from tertial.intake.ledger.sie.tally import Tally

MOST_CONTRADICTIONS_KEPT = 50
_KRONOR = ("", "SEK")


def check_vouchers(file: SieFile, statements: Statements, movements: Movements, tally: Tally) -> list[Contradiction]:
    """Holds the vouchers against their year, and their sums against the results and balances of the file."""
    first, last = file.years.get(0, ("", ""))
    if first:
        _tell_outside(file, tally, first, last)
    elif movements.accounts() or statements.months["PSALDO"]:
        file.tell(Odd.YEAR_MISSING)
    low, high = (int(day[:4] + day[5:7]) if day else 0 for day in (first, last))
    months = {month: sums for month, sums in tally.by_month.items() if low <= month <= (high or month)}
    booked: dict[str, int] = defaultdict(int)
    for sums in months.values():
        for account, amount in sums.items():
            booked[account] += amount
    found = []
    for account in sorted({*booked, *movements.accounts()}):
        stated = movements.stated(account, booked[account])
        if stated is not None and stated != booked[account]:
            found.append(Contradiction(account, 0, stated, booked[account]))
    return found + _months_that_differ(statements, tally.by_month)


def two_movements(movements: Movements) -> list[Contradiction]:
    """Accounts whose balances and result say different movements."""
    moved = {account: movements.of(account) for account in movements.accounts()}
    return [
        Contradiction(account, 0, one.result or 0, one.by_balances or 0) for account, one in moved.items() if one.differ
    ]


def tell_what_is_odd(file: SieFile, statements: Statements, vouchers: int) -> None:
    """Tells what a controller should know about the file as a whole."""
    if file.flag.strip() == "1":
        file.tell(Odd.FLAG)
    if file.currency not in _KRONOR:
        file.tell(Odd.CURRENCY, currency=file.currency)
    if file.damaged:
        file.tell(Odd.DAMAGED, count=file.damaged)
    if vouchers and file.type in ("1", "2", "3"):
        file.tell(Odd.TYPE, type=file.type)
    if file.odd_texts:
        file.tell(Odd.ODD_TEXTS, count=file.odd_texts)
    if file.unknown_in_vouchers:
        file.tell(Odd.UNKNOWN_IN_VOUCHERS, labels=_counted(file.unknown_in_vouchers))
    if file.unknown_labels:
        file.tell(Odd.UNKNOWN_LABELS, labels=_counted(file.unknown_labels))
    _count_what_is_not_booked(file, statements)
    if file.left_out:
        file.tell(Odd.LEFT_OUT, labels=_counted(file.left_out))


def _count_what_is_not_booked(file: SieFile, statements: Statements) -> None:
    for label, accounts in statements.months.items():
        booked = {Booked.MONTHS: "PSALDO", Booked.BUDGET: "PBUDGET"}.get(file.booked)
        if label != booked and accounts:
            file.left_out[label] += sum(map(len, accounts.values()))
    if file.booked is not Booked.YEAR:
        for label, years in statements.balances.items():
            if count := len(years.get(0, {})):
                file.left_out[label] += count


def _tell_outside(file: SieFile, tally: Tally, first: str, last: str) -> None:
    outside = [day for day in tally.days if day and not first <= day <= last]
    if outside:
        head = min((tally.first_of_day[day] for day in outside), key=lambda head: head.line)
        file.tell(
            Odd.VOUCHERS_OUTSIDE,
            count=sum(tally.days[day] for day in outside),
            voucher=head.name or "?",
            line=head.line,
            day=head.day,
            first=first,
            last=last,
        )


def _months_that_differ(statements: Statements, by_month: Mapping[int, Mapping[str, int]]) -> list[Contradiction]:
    """Accounts whose vouchers of a month come to something else than their balance of that month in all."""
    found = []
    for account, given in statements.months["PSALDO"].items():
        totals: dict[int, int] = defaultdict(int)
        for line in given:
            if not line.pairs:
                totals[line.period] += line.amount
        for month, stated in totals.items():
            booked = by_month.get(month, {}).get(account, 0)
            if booked != stated:
                found.append(Contradiction(account, month, stated, booked))
    return found


def _counted(labels: Mapping[str, int]) -> list[list[object]]:
    return [[f"#{label}", count] for label, count in labels.items()]
