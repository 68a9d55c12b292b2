"""What balances of a SIE file say that each account has moved by in its year (docs/rules/imports.md)."""

from typing import NamedTuple

from tertial.intake.ledger.sie.file import Odd, SieFile
from tertial.intake.ledger.sie.statements import Balance, Statements

_NONE = Balance(0, 0)


class Moved(NamedTuple):
    """What an account has moved by, by its balances and by its result; öre, None where the file does not say."""

    by_balances: int | None
    result: int | None
    closing: int | None
    number: int
    result_number: int = 0

    @property
    def agreed(self) -> int | None:
        """The movement where there is one; None where there is none, or two that differ.

        A result account has no opening balance, so its closing balance alone may say its result once more.
        """
        if self.result is None or self.by_balances in (None, self.result) or self.closing == self.result:
            return self.by_balances if self.result is None else self.result
        return None

    @property
    def differ(self) -> bool:
        """Whether balances and result say two movements."""
        return self.agreed is None and self.result is not None


class Movements:
    """The movement of each account of the year that the file is of.

    A balance that is missing is zero, as SIE says; but where no opening balance is given at all, those are last year's
    closing balances, and where no closing balance is, nothing is known of balances.
    """

    def __init__(self, file: SieFile, statements: Statements) -> None:
        self._file = file
        balances = statements.balances
        self._openings, self._closings = balances["IB"].get(0, {}), balances["UB"].get(0, {})
        self._before, self._results = balances["UB"].get(-1, {}), balances["RES"].get(0, {})
        self._result_before = statements.result_before
        self._given_openings = bool(self._openings)
        if not self._closings:
            self._openings = self._before = {}
        self.openings_of_last_year = not self._openings and bool(self._before)
        self.complete = bool(self._results and self._closings)

    def accounts(self) -> list[str]:
        """Every account that the file gives a balance or a result of, in its order."""
        openings = self._before if self.openings_of_last_year else self._openings
        return list(dict.fromkeys([*self._results, *self._closings, *openings]))

    def of(self, account: str) -> Moved:
        """What an account has moved by."""
        openings = self._before if self.openings_of_last_year else self._openings
        opening, closing = openings.get(account), self._closings.get(account)
        result = self._results.get(account)
        moved = None
        if opening or closing:
            moved = (closing or _NONE).amount - (opening or _NONE).amount
        if moved is not None and closing is None and result is not None and self.openings_of_last_year:
            moved = None  # last year's closing balance of a result account says nothing of this year
        return Moved(
            moved,
            None if result is None else result.amount,
            closing.amount if closing and not (opening and self._openings) else None,
            (closing or opening or _NONE).number,
            (result or _NONE).number,
        )

    def stated(self, account: str, booked: int | None = None) -> int | None:
        """What an account has moved by, zero where the file gives all accounts but this one; None if not known.

        Without opening balances they may be last year's closing balances or zero: either agrees with what is booked.
        """
        moved = self.of(account)
        if self.openings_of_last_year and moved.result is None and booked == self._closings.get(account, _NONE).amount:
            return booked
        if moved.by_balances is None and moved.result is None:
            return 0 if self.complete else None
        if moved.result is None and not (self._openings or self._before):
            return None
        return moved.agreed

    def tell_openings(self, *, booked: bool) -> None:
        """Tells where openings are other than last year's closing balances; where they are booked, also if missing."""
        if self._openings and self._before:
            self._tell_changed_openings()
        elif booked and self.openings_of_last_year:
            self._file.tell(Odd.OPENINGS_OF_LAST_YEAR, count=len(self._before))
        elif booked and not self._openings and any(one.amount for one in self._closings.values()):
            self._file.tell(Odd.OPENINGS_MISSING)
        elif booked and not self._closings and self._given_openings:
            self._file.tell(Odd.CLOSINGS_MISSING)

    def _tell_changed_openings(self) -> None:
        found = [
            (account, self._openings.get(account, _NONE).amount, self._before.get(account, _NONE).amount)
            for account in dict.fromkeys([*self._openings, *self._before])
            if account not in self._results
        ]
        changed = [one for one in found if one[1] != one[2]]
        if changed:
            moved = sum(opening - closing for _, opening, closing in changed)
            account, opening, closing = changed[0]
            # A year that was closed without vouchers has its result among the equity of the next.
            usual = {self._result_before: Odd.OPENINGS_TOOK_RESULT, 0: Odd.OPENINGS_MOVED}
            self._file.tell(
                usual.get(moved, Odd.OPENINGS_DIFFER),
                count=len(changed),
                account=account,
                opening=opening,
                closing=closing,
            )
