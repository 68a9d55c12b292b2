"""Writes of codes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.validity import ALWAYS
from tertial.economy.ledger.booked import is_booked
from tertial.economy.models import Code, Dimension
from tertial.organisation import gate
from tertial.organisation.models import Unit

FIELDS = ("code", "name", "parent", "unit", "valid_from", "valid_to")


class CodeNotSaved(DomainError):
    """A code contradicts itself or another, or something still needs it; `field` is where to mend it."""

    def __init__(self, message: Message, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class CodeGiven:
    """A code as it is given; years are inclusive, `unit` is for codes of the dimension unit."""

    code: str
    name: str
    parent: str = ""
    unit: Unit | None = None
    valid_from: int = ALWAYS
    valid_to: int | None = None


@transaction.atomic
def save_codes(*, by: Person, municipality: Unit, dimension: Dimension, codes: Iterable[CodeGiven]) -> list[Code]:
    """Adds codes, and changes those that begin in the same year; gives those that are new or differ.

    Raises NotAllowed or CodeNotSaved.
    """
    gate.enter(by=by, act=gate.ADMINISTER, things=[municipality])
    return _write(by, municipality, dimension, codes)


def _write(by: Person, municipality: Unit, dimension: Dimension, codes: Iterable[CodeGiven]) -> list[Code]:
    lock(municipality)  # codes are judged together, so whoever changes one holds them all
    known = {(code.code, code.valid_from): code for code in _all(municipality, dimension)}
    saved: list[tuple[Code, Mapping[str, Any]]] = []
    for given in codes:
        code = known.get((given.code, given.valid_from)) or Code(municipality=municipality, dimension=dimension)
        before: Mapping[str, Any] = audit.state(code, FIELDS) if code.pk else {}
        _fill(code, given)
        known[given.code, given.valid_from] = code
        if not code.pk or audit.state(code, FIELDS) != before:
            saved.append((code, before))
    _check(known.values())
    Code.objects.bulk_create([code for code, before in saved if not before], batch_size=500)
    for code, before in saved:
        if before:
            code.save()
    _record(by, dimension, saved)
    return [code for code, _before in saved]


@transaction.atomic
def save_code(
    *, by: Person, municipality: Unit, dimension: Dimension, given: CodeGiven, code: Code | None = None
) -> Code:
    """Adds a code, or changes `code`, also its first year. Raises NotAllowed or CodeNotSaved."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[municipality])
    lock(municipality)
    saved = code or Code(municipality=municipality, dimension=dimension)
    lock(saved)
    before = audit.state(saved, FIELDS) if saved.pk else {}
    _fill(saved, given)
    others = [each for each in _all(municipality, dimension) if each.pk != saved.pk]
    _check([saved, *others])
    if before and before["code"] != saved.code:
        _check_nothing_below(others, before["code"])
    saved.save()
    if before != audit.state(saved, FIELDS):
        _record(by, dimension, [(saved, before)])
    return saved


@transaction.atomic
def change_code_from(*, by: Person, code: Code, year: int, given: CodeGiven) -> list[Code]:
    """Lets a code have another name or place from the year on; earlier years keep what it had.

    Raises NotAllowed, or CodeNotSaved for another code, and for a year in which it does not go on.
    """
    gate.enter(by=by, act=gate.ADMINISTER, things=[code.municipality])
    if given.code != code.code:
        template = gettext_noop("%(code)s keeps its code from year to year; add the new code separately instead.")
        raise CodeNotSaved(Message(template, {"code": code.code}), "code")
    if not code.valid_from < year or (code.valid_to is not None and code.valid_to < year):
        template = gettext_noop("%(code)s is not in use both before and in %(year)s; choose a year between.")
        raise CodeNotSaved(Message(template, {"code": code.code, "year": str(year)}), "changed_from")
    before = CodeGiven(code.code, code.name, code.parent, code.unit, code.valid_from, year - 1)
    after = replace(given, valid_from=year)
    return _write(by, code.municipality, Dimension(code.dimension), [before, after])


@transaction.atomic
def remove_code(*, by: Person, code: Code, even_booked: bool = False) -> None:
    """Takes a code away. Raises NotAllowed, or CodeNotSaved for one that others stand under or the ledger uses.

    `even_booked` is for taking back that it was added.
    """
    gate.enter(by=by, act=gate.ADMINISTER, things=[code.municipality])
    lock(code.municipality, code)
    dimension = Dimension(code.dimension)
    others = [each for each in _all(code.municipality, dimension) if each.pk != code.pk]
    _check_nothing_below(others, code.code)
    alone = not any(each.code == code.code for each in others)
    if alone and not even_booked and is_booked(code.municipality, dimension, code.code):
        template = gettext_noop("%(code)s is booked on in the ledger; give it a last year instead of removing it.")
        raise CodeNotSaved(Message(template, {"code": code.code}))
    before = {**audit.state(code, FIELDS), "municipality": code.municipality_id, "dimension": code.dimension}
    audit.record(person=by, action="code.remove", subject=code, before=before)
    code.delete()


@transaction.atomic
def put_back_codes(*, by: Person, codes: Sequence[tuple[Code, CodeGiven | None]]) -> None:
    """Gives codes that were saved together the values they had before; what there was none of goes.

    They are of one dimension. Raises NotAllowed or CodeNotSaved.
    """
    municipality, dimension = codes[0][0].municipality, Dimension(codes[0][0].dimension)
    gate.enter(by=by, act=gate.ADMINISTER, things=[municipality])
    gone = [code.pk for code, given in codes if given is None]
    remaining = {code.pk: code for code in _all(municipality, dimension) if code.pk not in gone}
    for code, given in codes:
        if given is not None:
            _fill(remaining[code.pk], given)
    _check(remaining.values())
    Code.objects.filter(pk__in=gone).delete()
    Code.objects.bulk_update([remaining[code.pk] for code, given in codes if given is not None], FIELDS, batch_size=200)
    after = {"dimension": dimension.value, "count": len(codes)}
    audit.record(person=by, action="code.put_back", subject=codes[0][0], after=after)


def check_stands(code: Code) -> None:
    """Raises CodeNotSaved where the code as it is in memory cannot be stored beside the others."""
    others = [each for each in _all(code.municipality, Dimension(code.dimension)) if each.pk != code.pk]
    _check([code, *others])


def _all(municipality: Unit, dimension: Dimension) -> list[Code]:
    return list(Code.objects.filter(municipality=municipality, dimension=dimension))


def _fill(code: Code, given: CodeGiven) -> None:
    for name in FIELDS:
        setattr(code, name, getattr(given, name))


def _record(by: Person, dimension: Dimension, saved: list[tuple[Code, Mapping[str, Any]]]) -> None:
    """One entry for what is saved together, so that it can be taken back together."""
    if len(saved) == 1:
        code, before = saved[0]
        audit.record(person=by, action="code.save", subject=code, before=before, after=audit.state(code, FIELDS))
    elif saved:
        audit.record(
            person=by,
            action="code.save_many",
            subject=saved[0][0],
            before={"codes": {str(code.pk): before for code, before in saved if before}},
            after={
                "dimension": dimension.value,
                "count": len(saved),
                "codes": {str(code.pk): audit.state(code, FIELDS) for code, _before in saved},
            },
        )


def _check(codes: Iterable[Code]) -> None:
    remaining = list(codes)
    for code in remaining:
        if code.valid_to is not None and code.valid_to < code.valid_from:
            template = gettext_noop("%(code)s ends before it begins; change one of the years.")
            raise CodeNotSaved(Message(template, {"code": code.code}), "valid_to")
    _check_years(remaining)
    _check_parents(remaining)


def _check_years(codes: Iterable[Code]) -> None:
    last: dict[str, Code] = {}
    for code in sorted(codes, key=lambda each: (each.code, each.valid_from)):
        before = last.get(code.code)
        if before is not None and (before.valid_to is None or before.valid_to >= code.valid_from):
            template = gettext_noop(
                "%(code)s would mean both “%(before)s” and “%(after)s” in %(year)s; let the first end the year before."
            )
            params = {"code": code.code, "before": before.name, "after": code.name, "year": str(code.valid_from)}
            raise CodeNotSaved(Message(template, params), "valid_from")
        last[code.code] = code


def _check_parents(codes: Iterable[Code]) -> None:
    above: dict[str, set[str]] = {}
    for code in codes:
        above.setdefault(code.code, set()).update({code.parent} - {""})
    for name, parents in above.items():
        for unknown in sorted(parents - above.keys()):
            template = gettext_noop("%(code)s is under %(parent)s, which is not a code; add that one first.")
            raise CodeNotSaved(Message(template, {"code": name, "parent": unknown}), "parent")
    for name, parents in above.items():
        passed, reached = set[str](), set(parents)
        while reached:
            passed |= reached
            reached = set().union(*(above[each] for each in reached)) - passed
        if name in passed:
            template = gettext_noop("%(code)s would be under itself; choose another code above it.")
            raise CodeNotSaved(Message(template, {"code": name}), "parent")


def _check_nothing_below(others: Iterable[Code], code: str) -> None:
    remaining = list(others)
    below = sorted({each.code for each in remaining if each.parent == code})
    if below and not any(each.code == code for each in remaining):
        template = gettext_noop("%(below)s are under %(code)s; move them first.")
        raise CodeNotSaved(Message(template, {"code": code, "below": ", ".join(below[:5])}), "code")
