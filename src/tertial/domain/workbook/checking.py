"""What rows say of each other: who stands under whom, and whether what is pointed at is there."""

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches

from tertial.domain.message import Message, gettext_noop
from tertial.domain.workbook.columns import Column, Kind, Refusal, Row, Sheet, Value
from tertial.domain.workbook.reading import SheetRead


def parents_first(sheet: Sheet, rows: Sequence[Row], own: str, above: str) -> SheetRead:
    """The rows with each after the one it stands under; rows that stand under themselves are refused.

    `own` is the column with the code of a row, and `above` that with the code above it, as links where rows have years.
    """
    by_code = {_own(row.values, own): row for row in rows}
    over = {code: str(row.values[above]) for code, row in by_code.items() if row.values.get(above)}
    circles = {code for code in by_code if _comes_back(code, over)}
    refusals = [_under_itself(sheet, by_code[code], above, over[code] == code) for code in by_code if code in circles]
    depth: dict[str, int] = {}
    for code in by_code:
        depth[code] = 0 if code in circles else _depth(code, over)
    kept = [(code, row) for code, row in by_code.items() if code not in circles]
    return SheetRead([row for _code, row in sorted(kept, key=lambda each: depth[each[0]])], refusals)


def _own(values: Mapping[str, Value], own: str) -> str:
    code = str(values.get(own))
    return f"{values['unit']}/{values['year']}/{code}" if "year" in values else code


def _comes_back(code: str, over: Mapping[str, str]) -> bool:
    step, seen = over.get(code), set[str]()
    while step is not None and step not in seen:
        if step == code:
            return True
        seen.add(step)
        step = over.get(step)
    return False


def _depth(code: str, over: Mapping[str, str]) -> int:
    depth, step, seen = 0, over.get(code), {code}
    while step is not None and step not in seen:
        seen.add(step)
        depth, step = depth + 1, over.get(step)
    return depth


def _under_itself(sheet: Sheet, row: Row, column: str, itself: bool) -> Refusal:
    template = (
        gettext_noop("This %(one)s stands under itself; write another above it, or none.")
        if itself
        else gettext_noop("This %(one)s stands under one that stands under it; write another above one of them.")
    )
    return Refusal(sheet, row.number, column, Message(template, {"one": Message(sheet.one)}))


def known_only(sheet: Sheet, rows: Sequence[Row], known: Mapping[Kind, Collection[str]]) -> SheetRead:
    """The rows of which everything that they point at is there: by the kind of column the codes there are."""
    columns = [column for column in sheet.read if column.kind in known]
    found: list[Row] = []
    refusals: list[Refusal] = []
    for row in rows:
        wrong = [
            Refusal(sheet, row.number, column.key, _unknown(column, code, known[column.kind]))
            for column in columns
            for code in _codes(row.values.get(column.key))
            if code not in known[column.kind]
        ]
        refusals += wrong
        if not wrong:
            found.append(row)
    return SheetRead(found, refusals)


def _codes(value: Value) -> Sequence[str]:
    if isinstance(value, tuple):
        return value
    return [value] if isinstance(value, str) else []


_UNKNOWN = {
    Kind.UNIT: gettext_noop("There is no unit %(code)s; write it in the sheet of units, or correct the code."),
    Kind.PERSON: gettext_noop("There is nobody with the address %(code)s; write them in the sheet of people."),
    Kind.LINK: gettext_noop("There is no goal %(code)s; write it in the sheet of goals, or correct the code."),
}
_NEAR = {
    Kind.UNIT: gettext_noop("There is no unit %(code)s; did you mean %(near)s?"),
    Kind.PERSON: gettext_noop("There is nobody with the address %(code)s; did you mean %(near)s?"),
    Kind.LINK: gettext_noop("There is no goal %(code)s; did you mean %(near)s?"),
}


def _unknown(column: Column, code: str, known: Collection[str]) -> Message:
    kind = Kind.LINK if column.kind is Kind.LINKS else column.kind
    near = get_close_matches(code, sorted(known), n=3, cutoff=0.75)
    if near:
        return Message(_NEAR[kind], {"code": code, "near": ", ".join(near)})
    return Message(_UNKNOWN[kind], {"code": code})


def of_known_indicators(sheet: Sheet, rows: Sequence[Row], known: Collection[str]) -> SheetRead:
    """The rows about indicators that there are; `known` holds unit and code of each, with a stroke between."""
    found: list[Row] = []
    refusals: list[Refusal] = []
    for row in rows:
        unit, code = row.values["unit"], row.values["code"]
        if f"{unit}/{code}" in known:
            found.append(row)
            continue
        beside = sorted(each.partition("/")[2] for each in known if each.startswith(f"{unit}/"))
        near = get_close_matches(str(code), beside, n=3, cutoff=0.6)
        template = (
            gettext_noop("%(unit)s has no indicator %(code)s; did you mean %(near)s?")
            if near
            else gettext_noop("%(unit)s has no indicator %(code)s; write it in the sheet of indicators.")
        )
        values = {"unit": unit, "code": code, "near": ", ".join(near)}
        refusals.append(Refusal(sheet, row.number, "code", Message(template, values)))
    return SheetRead(found, refusals)
