"""What a SIE file says about itself, and the lines it gives the ledger."""

from dataclasses import dataclass, field
from enum import StrEnum

# Period YYYYMM, account, unit, activity, project, counterpart, öre as booked, voucher, day YYYY-MM-DD or empty, text,
# number of the line.
SieLine = tuple[int, str, str, str, str, str, int, str, str, str, int]


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


@dataclass(slots=True)
class SieFile:
    """What has been read so far of a file; complete when its last line is."""

    charset: str
    program: str = ""
    company: str = ""
    type: str = ""
    chart: str = ""
    years: dict[str, tuple[str, str]] = field(default_factory=dict)
    balances_until: str = ""
    accounts: dict[str, str] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=dict)
    objects: dict[tuple[str, str], str] = field(default_factory=dict)
    booked: Booked = Booked.VOUCHERS
    checksum: str = ""
    vouchers: int = 0
    rows: int = 0
    # Vouchers that do not sum to zero: line, voucher, öre too much. Only the first are kept; all are counted.
    unbalanced: list[tuple[int, str, int]] = field(default_factory=list)
    unbalanced_count: int = 0
    # Dimensions met in lines that no column of the ledger holds, with how often.
    unused_dimensions: dict[str, int] = field(default_factory=dict)
    removed_rows: int = 0
