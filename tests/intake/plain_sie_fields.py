"""The fields of a line of SIE, read sign by sign (see plain_sie.py)."""

from dataclasses import dataclass, field
from datetime import date

# Period, account, unit, activity, project, öre, voucher, day, text, line.
Line = tuple[int, str, str, str, str, int, str, str, str, int]


class UnusableError(Exception):
    """The file is cut off within a voucher, or does not say which year its balances are of."""


@dataclass
class Plain:
    """What a file holds: lines to book, refused lines with their öre, and whether its sums are beyond doubt."""

    lines: list[Line] = field(default_factory=list)
    refused: list[tuple[int, int | None]] = field(default_factory=list)
    doubts: set[str] = field(default_factory=set)


@dataclass
class Given:
    """A field: its text, what kind it is (word, text or list), and where it begins."""

    text: str
    kind: str
    at: int


def fields(text: str) -> tuple[list[Given], int | None]:
    """The fields of a text, and where it stops being one of SIE; None where it never does."""
    given: list[Given] = []
    at = 0
    while True:
        while at < len(text) and text[at] in " \t":
            at += 1
        if at == len(text):
            return given, None
        start, sign = at, text[at]
        if sign == '"':
            found = quoted(text, at)
            if found is None or not ends(text, found[1]):
                return given, start
            given.append(Given(found[0], "text", start))
            at = found[1]
        elif sign == "{":
            end = end_of_list(text, at)
            if end is None:
                return given, start
            given.append(Given(text[start + 1 : end], "list", start))
            at = end + 1
        else:
            while at < len(text) and not text[at].isspace() and text[at] not in '"{}':
                at += 1
            if at == start or not ends(text, at):
                return given, start
            given.append(Given(text[start:at], "word", start))


def ends(text: str, at: int) -> bool:
    return at == len(text) or text[at] in " \t{"


def quoted(text: str, at: int) -> tuple[str, int] | None:
    """The text within quotation marks, and where what follows them begins."""
    signs, at = "", at + 1
    while at < len(text):
        if text[at] == "\\" and at + 1 < len(text):
            signs += text[at + 1] if text[at + 1] in '"\\' else text[at : at + 2]
            at += 2
        elif text[at] == '"':
            return signs, at + 1
        else:
            signs += text[at]
            at += 1
    return None


def end_of_list(text: str, at: int) -> int | None:
    at += 1
    while at < len(text):
        if text[at] == "}":
            return at
        if text[at] == "{":
            return None
        if text[at] == '"':
            found = quoted(text, at)
            if found is None:
                return None
            at = found[1]
        else:
            at += 1
    return None


def amount_of(text: str) -> int | None:
    whole, point, part = text.removeprefix("-").partition(".")
    if not whole or not set(whole + part) <= set("0123456789") or len(part) > 2 or (point and not part):
        return None
    if len(whole.lstrip("0")) > 14:
        return None
    return (-1 if text.startswith("-") else 1) * (int(whole) * 100 + int((part + "00")[:2]))


def day_of(text: str) -> str:
    if len(text) != 8 or not set(text) <= set("0123456789"):
        return ""
    try:
        found = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return ""
    return found.isoformat() if 1900 <= found.year <= 2199 else ""


def objects_of(text: str) -> dict[str, str] | None:
    given, fault = fields(text)
    if fault is not None or len(given) % 2 or any(one.kind == "list" for one in given):
        return None
    pairs = [(given[at].text, given[at + 1].text.strip()) for at in range(0, len(given), 2)]
    found = dict(pairs)
    return None if "" in found or len(found) < len(pairs) else found


def is_account(given: Given) -> bool:
    bad = set('"{}\\')
    return given.kind != "list" and given.text != "" and not any(s.isspace() or s in bad for s in given.text)


def text_from(given: list[Given], fault: int | None, rest: str) -> str:
    """A text of several words without marks, or with marks that do not fit, is the rest of the line."""
    if fault is None:
        if not given:
            return ""
        follows = given[1] if len(given) > 1 else None
        number = follows is not None and is_quantity(follows.text)
        alone = follows is None or follows.kind == "text" or number
        if given[0].kind == "text" or (given[0].kind == "word" and alone):
            return given[0].text
    start = given[0].at if given else fault
    return rest[start:].strip()


def is_quantity(text: str) -> bool:
    whole, point, part = text.removeprefix("-").replace(",", ".", 1).partition(".")
    digits = set("0123456789")
    return bool(whole) and set(whole + part) <= digits and bool(part) == bool(point)


Months = list[tuple[int, dict[str, str], int, int]]
Row = tuple[str, str, dict[str, str], int, str, str]


def row_of(rest: str) -> Row | int | None:
    """A line of a voucher (account, list as written, objects, öre, day, text), or the öre of one that is refused."""
    given, fault = fields(rest)
    if len(given) < 3 or not is_account(given[0]) or given[1].kind != "list" or given[2].kind == "list":
        return None
    objects, amount = objects_of(given[1].text), amount_of(given[2].text)
    if objects is None or amount is None:
        return None
    if len(given) == 3:
        return amount if fault is not None else (given[0].text, given[1].text, objects, amount, "", "")
    on = given[3]
    if on.kind == "list" or (on.text and not day_of(on.text)):
        whole, _, part = on.text.replace(",", ".", 1).partition(".")
        goes_on = on.kind == "word" and is_quantity(on.text) and 1 <= len(whole) <= 3 and "-" not in whole + part
        return None if goes_on else amount
    text = text_from(given[4:], fault, rest)
    return given[0].text, given[1].text, objects, amount, day_of(on.text), text


def is_year(text: str) -> bool:
    digits = text.removeprefix("-")
    return 1 <= len(digits) <= 2 and set(digits) <= set("0123456789")
