"""Reads what people write in cells: never by the type of the cell, always by what its column holds."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from tertial.domain.keys import LONGEST, key_from
from tertial.domain.message import DomainError, Message, excerpt, gettext_noop
from tertial.domain.money import NotMoney, to_ore
from tertial.domain.numbers_sv import parse_decimal, plain
from tertial.domain.period import Period
from tertial.domain.quantity import Quantity, Unit
from tertial.domain.workbook.columns import Column, Kind, Value, Words

_ERROR = re.compile(r"#([A-ZÅÄÖ0-9_/]+[!?]|N/A|SAKNAS!?|Err:[0-9]+)|Err:[0-9]{3}")
_DAY = re.compile(r"([0-9]{4})[-/.]?([0-9]{2})[-/.]?([0-9]{2})(?:[ T]00:00(?::00)?)?")
_FIRST_OF_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})-01")
_UNIT_CODE = re.compile(r"[^\W_][\w.-]{0,19}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_OWN_KEY = re.compile(rf"[a-z][a-z0-9-]{{0,{LONGEST - 1}}}")
_YEARS = range(1990, 2201)
_YES, _NO = frozenset({"true", "1", "x"}), frozenset({"false", "0"})


class UnreadableCell(DomainError):
    """What stands in a cell is not what its column holds."""


def read_cell(column: Column, text: str, words: Words) -> Value:
    """The value of a cell that holds something. Raises UnreadableCell, or what the domain raises for its values."""
    if _ERROR.fullmatch(text):
        template = gettext_noop("%(text)s is the error of a formula; correct the formula, or write the value.")
        raise UnreadableCell(Message(template, {"text": text}))
    if column.kind is Kind.WORD:
        return _word(column, text, words)
    if column.kind is Kind.YES:
        return _yes(text, words)
    if column.kind is Kind.WHOLE:
        return _whole(column, text)
    if column.kind is Kind.TEXT:
        return _text(column, text)
    return _READERS[column.kind](text)


def _text(column: Column, text: str) -> str:
    written = text.replace("\r\n", "\n").strip()
    if column.most and len(written) > column.most:
        template = gettext_noop("The text is %(length)s characters long; shorten it to %(most)s.")
        raise UnreadableCell(Message(template, {"length": len(written), "most": column.most}))
    return written


def _word(column: Column, text: str, words: Words) -> str:
    value = words.value(column.words, text)
    if value is not None:
        return value
    offered = words.offered(column.words)
    if not offered:
        template = gettext_noop("“%(text)s” is not known, and there is none to choose; set them up in Tertial first.")
        raise UnreadableCell(Message(template, {"text": excerpt(text)}))
    template = gettext_noop("“%(text)s” is none of those there are; choose among %(offered)s.")
    shown = ", ".join(offered[:12]) + (" …" if len(offered) > 12 else "")
    raise UnreadableCell(Message(template, {"text": excerpt(text), "offered": shown}))


def _yes(text: str, words: Words) -> bool:
    written = text.strip().casefold()
    value = words.value("yes", written)
    if value == "yes" or written in _YES:
        return True
    if value == "no" or written in _NO:
        return False
    offered = " / ".join(words.offered("yes"))
    template = gettext_noop("“%(text)s” is neither yes nor no; write %(offered)s.")
    raise UnreadableCell(Message(template, {"text": excerpt(text), "offered": offered}))


def _whole(column: Column, text: str) -> int:
    value = parse_decimal(text)
    if value != value.to_integral_value() or not column.least <= value <= (column.most or value):
        template = gettext_noop("%(text)s is not a whole number from %(least)s to %(most)s; write one.")
        raise UnreadableCell(Message(template, {"text": excerpt(text), "least": column.least, "most": column.most}))
    return int(value)


def _day(text: str) -> date:
    found = _DAY.fullmatch(text.strip())
    try:
        if found is not None:
            return date(*(int(part) for part in found.groups()))
    except ValueError:
        pass
    template = gettext_noop("“%(text)s” is not a day; write it as 2025-03-31.")
    raise UnreadableCell(Message(template, {"text": excerpt(text)}))


def _year(text: str) -> int:
    written = plain(text)
    if written.isdecimal() and int(written) in _YEARS:
        return int(written)
    template = gettext_noop("“%(text)s” is not a year; write it as 2025.")
    raise UnreadableCell(Message(template, {"text": excerpt(text)}))


def _period(text: str) -> str:
    month = _FIRST_OF_MONTH.fullmatch(text.strip())
    if month is not None:
        template = gettext_noop(
            "%(text)s is a day, which spreadsheets make of a month; format the cell as text and write %(month)s."
        )
        raise UnreadableCell(Message(template, {"text": text, "month": f"{month[1]}-{month[2]}"}))
    return Period.parse(text.strip()).key


def _kronor(text: str) -> int:
    try:
        return to_ore(Quantity(parse_decimal(text), Unit.KRONOR, 2))
    except NotMoney as error:
        template = gettext_noop("%(text)s holds fractions of an öre; round it to whole öre.")
        raise UnreadableCell(Message(template, {"text": excerpt(text)})) from error


def _decimal(text: str) -> Decimal:
    return parse_decimal(text)


def _unit(text: str) -> str:
    if not _UNIT_CODE.fullmatch(text.strip()):
        template = gettext_noop(
            "“%(text)s” cannot be the code of a unit; use at most 20 letters, figures, hyphens and points."
        )
        raise UnreadableCell(Message(template, {"text": excerpt(text)}))
    return text.strip().upper()


def _person(text: str) -> str:
    if not _EMAIL.fullmatch(text.strip()):
        template = gettext_noop("“%(text)s” is not an e-mail address; write it like anna@example.se.")
        raise UnreadableCell(Message(template, {"text": excerpt(text)}))
    return text.strip().lower()


def _code(text: str) -> str:
    written = text.strip().lower()
    if not _OWN_KEY.fullmatch(written):
        template = gettext_noop(
            "“%(text)s” cannot be a code, which begins with a letter and has small letters a–z, figures and hyphens; "
            "write %(code)s."
        )
        raise UnreadableCell(Message(template, {"text": excerpt(text), "code": key_from(text, "nr")}))
    return written


def _link(text: str) -> str:
    """A code, alone or with unit and year before it: `safe-town`, `KF/2025/safe-town`."""
    parts = [part.strip() for part in text.strip().split("/")]
    if len(parts) == 1:
        return _code(parts[0])
    if len(parts) != 3:
        template = gettext_noop("“%(text)s” is no goal; write its code, or unit, year and code as KF/2025/safe-town.")
        raise UnreadableCell(Message(template, {"text": excerpt(text)}))
    return f"{_unit(parts[0])}/{_year(parts[1])}/{_code(parts[2])}"


def _links(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_link(part) for part in re.split(r"[;,\n]", text) if part.strip()))


_READERS: Mapping[Kind, Callable[[str], Value]] = {
    Kind.DAY: _day,
    Kind.YEAR: _year,
    Kind.PERIOD: _period,
    Kind.KRONOR: _kronor,
    Kind.DECIMAL: _decimal,
    Kind.UNIT: _unit,
    Kind.PERSON: _person,
    Kind.CODE: _code,
    Kind.LINK: _link,
    Kind.LINKS: _links,
}
