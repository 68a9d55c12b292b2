"""How a line of SIE is written: one grammar for every label (docs/rules/imports.md, from SIE's file format 4B).

A line is a label and fields apart by spaces or tabs. A field is a word, a text within quotation marks in which `\\"`
stands for one and `\\\\` for a backslash, or an object list within braces.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from tertial.intake.ledger.reasons import Reason

_FIELD = re.compile(
    r'[ \t]*+(?:"([^"\\]*+(?:\\.[^"\\]*+)*+)"(?=[ \t{]|$)'
    r'|\{((?:[^{}"]|"[^"\\]*+(?:\\.[^"\\]*+)*+")*+)\}'
    r'|([^\s"{}]++)(?=[ \t{]|$))'
)
_ESCAPED = re.compile(r'\\(["\\])')
_LABEL = re.compile(r'#([^\s{}"]++)(?=[ \t{]|$)')
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_AMOUNT = re.compile(r"-?[0-9]+(?:\.[0-9]{1,2})?")
_QUANTITY = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_REST_OF_AN_AMOUNT = re.compile(r"[0-9]{1,3}(?:[.,][0-9]+)?")
_ACCOUNT = re.compile(r'[^\s"{}\\]+')
_YEAR = re.compile(r"-?[0-9]{1,2}")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MOST_DIGITS = 14
"""Digits before the decimal point of the largest amount: sums of such amounts stay far within 64 bits."""
UNREADABLE = "\ufffd"
"""What stands where a byte is no sign in the file's charset."""


class Field(NamedTuple):
    """A field of a line: its text without what surrounds it, and where it begins in the line."""

    text: str
    at: int
    quoted: bool = False
    listed: bool = False


class Fault(NamedTuple):
    """Why a line cannot be used: the reason, what was found, and öre where these can be read."""

    reason: Reason
    value: str = ""
    amount: int | None = None


class Row(NamedTuple):
    """A line of a voucher: account, object list as written, öre, day (YYYY-MM-DD or empty) and text."""

    account: str
    listed: str
    amount: int
    day: str
    text: str
    odd_text: bool = False


def label_of(line: str) -> tuple[str, str]:
    """The label of a line in capitals, and what follows it; an empty label where the line begins with none."""
    found = _LABEL.match(line)
    return (found[1].upper(), line[found.end() :]) if found else ("", line)


def divided(text: str) -> tuple[list[Field], str]:
    """The fields of a line after its label, and the rest of it from where it is not written as SIE says."""
    fields, at = [], 0
    while found := _FIELD.match(text, at):
        quoted, listed, bare = found.groups()
        if bare is not None:
            fields.append(Field(bare, found.start(3)))
        elif quoted is not None:
            fields.append(Field(unescaped(quoted), found.start(1) - 1, quoted=True))
        else:
            fields.append(Field(listed, found.start(2) - 1, listed=True))
        at = found.end()
    return fields, text[at:].strip()


def unescaped(text: str) -> str:
    """The text of a field without what escapes a quotation mark or a backslash; another backslash stands for itself."""
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def words(text: str) -> list[str]:
    """The texts of a line's fields, as far as it is written as SIE says."""
    return [field.text for field in divided(text)[0]]


def printable(text: str) -> str:
    """The text with a space for every sign that steers a machine and stands for nothing."""
    return text if text.isprintable() else _CONTROLS.sub(" ", text)


def all_printable(texts: list[str]) -> list[str]:
    """The texts, each printable; nearly always all are, which is seen at once."""
    return texts if "".join(texts).isprintable() else [printable(text) for text in texts]


@lru_cache(maxsize=50_000)
def objects(listed: str) -> tuple[tuple[str, str], ...] | None:
    """An object list such as `1 "456" 7 "47"` as dimensions and objects; None where it is not written so.

    A dimension that stands twice could be either object, so such a list is none.
    """
    fields, left = divided(listed)
    if left or len(fields) % 2 or any(field.listed for field in fields):
        return None
    dimensions = [field.text for field in fields[::2]]
    if "" in dimensions or len(set(dimensions)) != len(dimensions):
        return None
    return tuple(zip(dimensions, (printable(field.text).strip() for field in fields[1::2]), strict=True))


def ore(text: str) -> int | None:
    """The amount in whole öre; None where it is none."""
    if not _AMOUNT.fullmatch(text) or not text.isascii():
        return None
    whole, _, part = text.partition(".")
    return int(whole + part.ljust(2, "0")) if len(whole.lstrip("-0")) <= MOST_DIGITS else None


def year_number(text: str) -> int | None:
    """0 for the year of the file, -1 for the one before it; None where it is no such number."""
    return int(text) if text.isascii() and _YEAR.fullmatch(text) else None


@lru_cache(maxsize=20_000)
def day(text: str) -> str:
    """YYYYMMDD as YYYY-MM-DD; empty where it is no day."""
    if len(text) != 8 or not text.isascii() or not text.isdigit():
        return ""
    year, month, date = int(text[:4]), int(text[4:6]), int(text[6:])
    if not (1900 <= year <= 2199 and 1 <= month <= 12 and 1 <= date <= _DAYS[month - 1]):
        return ""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if leap or (month, date) != (2, 29) else ""


def period(text: str) -> int:
    """YYYYMM as a number; 0 where it is no month."""
    return int(text) if day(f"{text}01") else 0


def is_account(field: Field) -> bool:
    """Whether a field can be an account: one word."""
    return not field.listed and bool(_ACCOUNT.fullmatch(field.text))


def amount_fault(fields: list[Field], position: int, left: str) -> Fault | None:
    """What is wrong with the amount at a position; None where it is one."""
    if position >= len(fields):
        return Fault(_why(left)) if left else Fault(Reason.NO_AMOUNT)
    field = fields[position]
    if field.listed:
        return Fault(Reason.SIE_LINE)
    if ore(field.text) is not None:
        return None
    return Fault(Reason.AMOUNT_TOO_LARGE if _AMOUNT.fullmatch(field.text) else Reason.SIE_AMOUNT, field.text)


def row(rest: str) -> Row | Fault:
    """What follows #TRANS: account, object list, amount, and day and text where they are given."""
    fields, left = divided(rest)
    fault = (
        _account_fault(fields, left)
        or _objects_fault(fields, left)
        or amount_fault(fields, 2, left)
        or _day_fault(fields, left)
    )
    if fault:
        return fault
    account, listed, amount = (field.text for field in fields[:3])
    if UNREADABLE in account or UNREADABLE in listed:
        return Fault(Reason.CHARACTERS, amount=ore(amount))
    text, odd = text_of(fields[4:], left, rest)
    return Row(account, listed, ore(amount) or 0, day(fields[3].text) if len(fields) > 3 else "", text, odd)


def _account_fault(fields: list[Field], left: str) -> Fault | None:
    if fields and is_account(fields[0]):
        return None
    return Fault(Reason.SIE_LINE if fields or not left else _why(left))


def _objects_fault(fields: list[Field], left: str) -> Fault | None:
    if len(fields) > 1 and fields[1].listed and objects(fields[1].text) is not None:
        return None
    return Fault(_why(left) if left and len(fields) < 2 else Reason.SIE_OBJECTS)


def _day_fault(fields: list[Field], left: str) -> Fault | None:
    """What is wrong with the day of a line whose amount is right."""
    amount = ore(fields[2].text)
    if len(fields) == 3:
        return Fault(_why(left), amount=amount) if left else None
    on = fields[3]
    if on.listed:
        return Fault(Reason.SIE_LINE, amount=amount)
    if not on.text or day(on.text):
        return None
    if not on.quoted and _REST_OF_AN_AMOUNT.fullmatch(on.text):
        return Fault(Reason.SIE_AMOUNT, f"{fields[2].text} {on.text}")
    return Fault(Reason.SIE_DAY, on.text, amount)


def text_of(fields: list[Field], left: str, line: str) -> tuple[str, bool]:
    """The text of a line that goes on with these fields, and whether its quotation marks do not fit.

    A text of several words without quotation marks, and one whose quotation marks do not fit, is kept as it is written.
    """
    if not fields and not left:
        return "", False
    if not left and not fields[0].listed:
        alone = len(fields) == 1 or fields[1].quoted or bool(_QUANTITY.fullmatch(fields[1].text))
        if fields[0].quoted or alone:
            return fields[0].text, False
    start = fields[0].at if fields else line.rindex(left)
    return line[start:].strip(), bool(left)


def _why(left: str) -> Reason:
    """Why a line is not written as SIE says from here on."""
    return Reason.QUOTES if left.startswith('"') else Reason.SIE_OBJECTS if left[:1] in "{}" else Reason.SIE_LINE
