"""Why a line is refused, as it is stored and as it is said."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext as _

from tertial.domain.message import gettext_noop


class Reason(StrEnum):
    """Why a line does not become a ledger line."""

    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    QUOTES = "quotes"
    CHARACTERS = "characters"
    TOO_LONG = "too_long"
    TOTAL = "total"
    GROUP = "group"
    HEADING = "heading"
    NOTE = "note"
    TOTAL_OR_LINE = "total_or_line"
    NO_ACCOUNT = "no_account"
    ACCOUNT_UNREADABLE = "account_unreadable"
    CODE_TOO_LONG = "code_too_long"
    NO_PERIOD = "no_period"
    YEAR_END = "year_end"
    OPENING = "opening"
    SIDE_UNREADABLE = "side_unreadable"
    PERIOD_UNREADABLE = "period_unreadable"
    DATE_UNREADABLE = "date_unreadable"
    NO_AMOUNT = "no_amount"
    AMOUNT_FORMULA = "amount_formula"
    NOT_RECKONED = "not_reckoned"
    AMOUNT_UNREADABLE = "amount_unreadable"
    AMOUNT_FRACTION = "amount_fraction"
    AMOUNT_TOO_LARGE = "amount_too_large"
    SIE_LINE = "sie_line"
    OUTSIDE_VOUCHER = "outside_voucher"
    LONE_ADDITION = "lone_addition"
    SIE_AMOUNT = "sie_amount"
    SIE_DAY = "sie_day"
    SIE_NO_DAY = "sie_no_day"
    SIE_PERIOD = "sie_period"
    SIE_OBJECTS = "sie_objects"
    REPEATED = "repeated"
    TWO_MOVEMENTS = "two_movements"


REASONS: Mapping[Reason, str] = {
    Reason.TOO_FEW: gettext_noop("The line has %(value)s columns, fewer than the headings; it may be cut off."),
    Reason.TOO_MANY: gettext_noop("The line has %(value)s columns, more than the headings."),
    Reason.QUOTES: gettext_noop("A quotation mark is opened and not closed."),
    Reason.CHARACTERS: gettext_noop("The line holds characters that cannot be read in the file's charset."),
    Reason.TOO_LONG: gettext_noop("The line is too long."),
    Reason.TOTAL: gettext_noop("The line is a total and is left out."),
    Reason.GROUP: gettext_noop("The line sums the accounts that begin with its own, and is left out."),
    Reason.HEADING: gettext_noop("The line repeats the headings and is left out."),
    Reason.NOTE: gettext_noop("The line has neither account nor amount and is left out."),
    Reason.TOTAL_OR_LINE: gettext_noop(
        "The line calls itself a total, but no lines sum to it; give it a voucher or another text if it is a line."
    ),
    Reason.NO_ACCOUNT: gettext_noop("There is no account."),
    Reason.ACCOUNT_UNREADABLE: gettext_noop("“%(value)s” is not an account; it should be a code such as 4010."),
    Reason.CODE_TOO_LONG: gettext_noop("“%(value)s” is too long for a code."),
    Reason.NO_PERIOD: gettext_noop("There is no period."),
    Reason.YEAR_END: gettext_noop("“%(value)s” is a period after December, and such are not read from here."),
    Reason.OPENING: gettext_noop("“%(value)s” is the opening of the year; balances brought forward are not booked."),
    Reason.SIDE_UNREADABLE: gettext_noop("“%(value)s” says neither debit nor credit; it should be D or K."),
    Reason.PERIOD_UNREADABLE: gettext_noop(
        "“%(value)s” is not a period; it should be like 202403, 2024-03 or mars 2024."
    ),
    Reason.DATE_UNREADABLE: gettext_noop("“%(value)s” is not a day; it should be like 2024-03-31."),
    Reason.NO_AMOUNT: gettext_noop("There is no amount."),
    Reason.AMOUNT_FORMULA: gettext_noop("“%(value)s” is a formula; paste the amounts as values."),
    Reason.NOT_RECKONED: gettext_noop(
        "There is no amount; if it is a formula, open the workbook, save it, and send it once more."
    ),
    Reason.AMOUNT_UNREADABLE: gettext_noop("“%(value)s” is not an amount; it should be like 1 234,50 or -1234,50."),
    Reason.AMOUNT_FRACTION: gettext_noop("“%(value)s” holds parts of an öre."),
    Reason.AMOUNT_TOO_LARGE: gettext_noop("“%(value)s” is too large for an amount."),
    Reason.SIE_LINE: gettext_noop("The line is not written as SIE says."),
    Reason.OUTSIDE_VOUCHER: gettext_noop("The line stands outside any voucher."),
    Reason.LONE_ADDITION: gettext_noop("The line was put into its voucher (#RTRANS) but is missing among its lines."),
    Reason.SIE_AMOUNT: gettext_noop(
        "“%(value)s” is not an amount in SIE; it should be like 1234.56 or -1234.56: a decimal point, at most "
        "two decimals,"
        " and nothing between thousands."
    ),
    Reason.SIE_DAY: gettext_noop("“%(value)s” is not a day in SIE; it should be like 20240305."),
    Reason.SIE_NO_DAY: gettext_noop("The voucher has no day; in SIE it should be like 20240305."),
    Reason.SIE_PERIOD: gettext_noop("“%(value)s” is not a month in SIE; it should be like 202403."),
    Reason.SIE_OBJECTS: gettext_noop(
        'The line has no list of objects as SIE writes it; it should be like {} or {1 "456"}, each dimension once.'
    ),
    Reason.REPEATED: gettext_noop("The line gives the same once more as line %(value)s."),
    Reason.TWO_MOVEMENTS: gettext_noop(
        "Account %(value)s has a result (#RES) and balances (#IB, #UB) that say different movements; the file should"
        " say one."
    ),
}


LEFT_OUT = frozenset({Reason.TOTAL, Reason.GROUP, Reason.HEADING, Reason.NOTE})
"""Why a line is left out without being missed: it is not a ledger line, by a rule that is shown."""


def said(reason: str, value: str) -> str:
    """The sentence for a stored reason, in the language of whoever reads it."""
    try:
        sentence = REASONS[Reason(reason)]
    except ValueError:
        return reason
    return _(sentence) % {"value": value}
