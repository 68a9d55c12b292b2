"""What a SIE file says about itself, and the lines it gives the ledger."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

# Period YYYYMM, account, unit, activity, project, counterpart, öre as booked, voucher, day YYYY-MM-DD or empty, text,
# number of the line.
SieLine = tuple[int, str, str, str, str, str, int, str, str, str, int]

ROW_COLUMNS = (
    "account",
    "unit",
    "activity",
    "project",
    "counterpart",
    "amount",
    "booked_on",
    "text",
    "row",
    "period",
    "voucher",
)
"""The cells of a line to book as it leaves the reading, apart by U+001F: what a voucher's lines share comes last."""
APART = "\x1f"


class Booked(StrEnum):
    """What of a file becomes ledger lines."""

    VOUCHERS = "vouchers"
    MONTHS = "months"
    YEAR = "year"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that says something about money but cannot be used; `amount` in öre where it can be read."""

    number: int
    reason: str
    value: str
    text: str
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Dimensions:
    """Which of the file's dimensions holds what, by its number; empty where none does."""

    unit: str = "1"
    activity: str = "2"
    project: str = "6"
    counterpart: str = ""


class Odd(StrEnum):
    """What is odd about a file as a whole; `intake/ledger/sie_notes.py` says each in a sentence."""

    FLAG = "flag"
    CURRENCY = "currency"
    DAMAGED = "damaged"
    TYPE = "type"
    YEAR_UNREADABLE = "year_unreadable"
    YEAR_MISSING = "year_missing"
    VOUCHERS_OUTSIDE = "vouchers_outside"
    VOUCHERS_REPEATED = "vouchers_repeated"
    PERIODS_OUTSIDE = "periods_outside"
    CONTRADICTIONS = "contradictions"
    NOT_CHECKED = "not_checked"
    OPENINGS_DIFFER = "openings_differ"
    OPENINGS_MISSING = "openings_missing"
    CLOSINGS_MISSING = "closings_missing"
    OPENINGS_MOVED = "openings_moved"
    OPENINGS_TOOK_RESULT = "openings_took_result"
    OPENINGS_OF_LAST_YEAR = "openings_of_last_year"
    YEAR_SUM = "year_sum"
    APART_FROM_TOTAL = "apart_from_total"
    OBJECTS_EXCEED = "objects_exceed"
    LEFT_OUT = "left_out"
    UNKNOWN_LABELS = "unknown_labels"
    UNKNOWN_IN_VOUCHERS = "unknown_in_vouchers"
    ODD_TEXTS = "odd_texts"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An account whose lines come to another sum than the file itself says: öre stated and booked.

    `period` is the month that the statement is of, 0 for the year.
    """

    account: str
    period: int
    stated: int
    booked: int


@dataclass(slots=True)
class SieFile:
    """What has been read so far of a file; complete when its last line is."""

    charset: str
    format: str = ""
    program: str = ""
    company: str = ""
    type: str = ""
    flag: str = ""
    currency: str = ""
    # By number: 0 is the year of the file. Days as YYYY-MM-DD.
    years: dict[int, tuple[str, str]] = field(default_factory=dict)
    balances_until: str = ""
    dimensions: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    booked: Booked = Booked.VOUCHERS
    checksum: str = ""
    # Dimensions met in lines that no column of the ledger holds, with how often.
    unused_dimensions: Counter[str] = field(default_factory=Counter)
    removed_rows: int = 0
    damaged: int = 0
    odd_texts: int = 0
    # Lines passed over, by label.
    left_out: Counter[str] = field(default_factory=Counter)
    unknown_labels: Counter[str] = field(default_factory=Counter)
    unknown_in_vouchers: Counter[str] = field(default_factory=Counter)
    odd: list[tuple[Odd, dict[str, object]]] = field(default_factory=list)

    def tell(self, odd: Odd, **values: object) -> None:
        """Keeps something that whoever imports the file should see."""
        self.odd.append((odd, values))
