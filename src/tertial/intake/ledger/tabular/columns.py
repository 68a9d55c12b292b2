"""Which column of a table holds what of a ledger line, and how its amounts and periods are written.

Rule: docs/rules/imports.md. A mapping is plain data: it is stored as JSON with the name of the system it comes from.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any

from tertial.common.tabular_files.shapes import Reading
from tertial.domain.message import DomainError, Message, gettext_noop


class Column(StrEnum):
    """What a column can hold."""

    ACCOUNT = "account"
    UNIT = "unit"
    ACTIVITY = "activity"
    PROJECT = "project"
    COUNTERPART = "counterpart"
    PERIOD = "period"
    YEAR = "year_of_period"
    DATE = "date"
    AMOUNT = "amount"
    SIDE = "side"
    DEBIT = "debit"
    CREDIT = "credit"
    VOUCHER = "voucher"
    TEXT = "text"


CODES = (Column.ACCOUNT, Column.UNIT, Column.ACTIVITY, Column.PROJECT, Column.COUNTERPART)


class Days(StrEnum):
    """In which order a day is written."""

    YEAR_FIRST = "year_first"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class AmountIn(StrEnum):
    """What one in an amount column is worth."""

    KRONOR = "kr"
    TKR = "tkr"
    MNKR = "mnkr"


class Blanks(StrEnum):
    """What an empty code means below a filled one."""

    ABOVE = "above"
    NONE = "none"


class YearEnd(StrEnum):
    """What becomes of lines in a thirteenth period, where the year is closed."""

    DECEMBER = "december"
    REFUSE = "refuse"


TOTAL_WORDS = (
    "summa",
    "totalt",
    "total",
    "delsumma",
    "totalsumma",
    "slutsumma",
    "summering",
    "sum",
    "subtotal",
    "s:a",
    "omslutning",
)
RESULT_WORDS = ("resultat", "årets resultat", "nettokostnad", "nettokostnader", "nettoresultat", "saldo", "netto")
"""What a row without account says where it sums others: lines have such words in their texts too, so they tell less."""


_SEVERAL_MONTHS = re.compile(r"\W*(kvartal|kv|tertial|halvår|quarter)(?![a-zåäö])", re.IGNORECASE)


class WrongColumns(DomainError):
    """The mapping does not fit the table; the message names what is missing."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How a table becomes ledger lines. `columns` gives the heading of each column that is used.

    `credit_negative` says that a credit column holds negative amounts already, so that it is added and not subtracted.
    `year` is the year of periods that are written as a month alone, `year_end` what becomes of a thirteenth period.
    `blanks` says whether an empty code below a filled one is the same code or none.
    `decimal` is empty and `days`, `year_end` and `blanks` None where the whole file is to tell, or a person. Rows that
    begin with one of `total_words` are totals: they are left out, and listed as such.
    """

    columns: Mapping[Column, str] = field(default_factory=dict)
    decimal: str = ","
    flip_sign: bool = False
    credit_negative: bool = False
    amount_in: AmountIn = AmountIn.KRONOR
    days: Days | None = Days.YEAR_FIRST
    year: int | None = None
    year_end: YearEnd | None = None
    blanks: Blanks | None = None
    total_words: tuple[str, ...] = TOTAL_WORDS
    reading: Reading = field(default_factory=Reading)

    def as_json(self) -> dict[str, Any]:
        """The mapping as JSON holds it."""
        return {**asdict(self), "columns": {column.value: heading for column, heading in self.columns.items()}}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "ColumnMapping":
        """The mapping that `as_json` gave; what an older version did not know has its default."""
        known = {one.name for one in fields(cls)}
        values = {name: value for name, value in stored.items() if name in known}
        values["columns"] = {Column(name): heading for name, heading in stored.get("columns", {}).items() if heading}
        values["amount_in"] = AmountIn(stored.get("amount_in", AmountIn.KRONOR))
        days, year_end = stored.get("days", Days.YEAR_FIRST), stored.get("year_end")
        values["days"] = Days(days) if days else None
        values["year_end"] = YearEnd(year_end) if year_end else None
        values["blanks"] = Blanks(stored["blanks"]) if stored.get("blanks") else None
        values["total_words"] = tuple(stored.get("total_words", TOTAL_WORDS))
        values["reading"] = Reading(**stored.get("reading", {}))
        return cls(**values)

    def check(self, header: tuple[str, ...], name: str) -> None:
        """Raises WrongColumns unless the table has the columns named and they suffice for a ledger line."""
        self.check_suffices()
        missing = [heading for heading in self.columns.values() if heading not in header]
        if missing:
            template = gettext_noop(
                "“%(name)s” has no column called %(missing)s; its columns are %(header)s. Choose others, or another"
                " file."
            )
            values = {"name": name, "missing": ", ".join(missing), "header": ", ".join(header)}
            raise WrongColumns(Message(template, values))
        period = self.columns.get(Column.PERIOD, "")
        if _SEVERAL_MONTHS.match(period):
            template = gettext_noop(
                "“%(column)s” names several months together, and a ledger line belongs to one. Choose the column with"
                " the month or the day, or export the lines by month."
            )
            raise WrongColumns(Message(template, {"column": period}))

    def check_suffices(self) -> None:
        """Raises WrongColumns where no table could become ledger lines by this mapping."""
        if Column.ACCOUNT not in self.columns:
            raise WrongColumns(Message(gettext_noop("Choose the column that holds the account.")))
        if Column.AMOUNT not in self.columns and not {Column.DEBIT, Column.CREDIT} <= set(self.columns):
            template = gettext_noop("Choose the column that holds the amount, or both debit and credit.")
            raise WrongColumns(Message(template))
        if Column.PERIOD not in self.columns and Column.DATE not in self.columns:
            raise WrongColumns(Message(gettext_noop("Choose the column that holds the period or the date.")))
        twice = [heading for heading in self.columns.values() if list(self.columns.values()).count(heading) > 1]
        if twice:
            template = gettext_noop("The column %(column)s is chosen for two things; choose it for one.")
            raise WrongColumns(Message(template, {"column": twice[0]}))
