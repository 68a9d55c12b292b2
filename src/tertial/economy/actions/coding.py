"""Writes of codes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.economy import policies
from tertial.economy.models import Code, Dimension
from tertial.organisation.models import Unit

_TOLD = ("code", "name", "parent", "unit", "valid_from", "valid_to")


class OverlappingCode(DomainError):
    """A code would mean two things in one year."""

    field = "valid_from"


@dataclass(frozen=True, slots=True)
class CodeGiven:
    """A code as it is given; years are inclusive, `unit` is for codes of the dimension unit."""

    code: str
    name: str
    parent: str = ""
    unit: Unit | None = None
    valid_from: int = 1900
    valid_to: int | None = None


@transaction.atomic
def save_codes(
    *, by: Person | None, municipality: Unit, dimension: Dimension, codes: Iterable[CodeGiven]
) -> list[Code]:
    """Adds codes, and changes those that begin in the same year. Raises NotAllowed or OverlappingCode."""
    policies.check_configure(by, municipality)
    known = {
        (code.code, code.valid_from): code
        for code in Code.objects.filter(municipality=municipality, dimension=dimension)
    }
    saved = []
    for given in codes:
        code = known.get((given.code, given.valid_from)) or Code(municipality=municipality, dimension=dimension)
        before = audit.state(code, _TOLD) if code.pk else {}
        for name in _TOLD:
            setattr(code, name, getattr(given, name))
        known[given.code, given.valid_from] = code
        if not code.pk or audit.state(code, _TOLD) != before:
            saved.append((code, before))
    _check_years(known.values())
    Code.objects.bulk_create([code for code, before in saved if not before], batch_size=500)
    for code, before in saved:
        if before:
            code.save()
    if saved:
        changed = [code for code, _before in saved]
        after = {"codes": [code.code for code in changed[:20]], "count": len(changed), "dimension": dimension.value}
        audit.record(person=by, action="code.save", subject=changed[0], after=after)
    return [code for code, _before in saved]


def _check_years(codes: Iterable[Code]) -> None:
    last: dict[str, Code] = {}
    for code in sorted(codes, key=lambda each: (each.code, each.valid_from)):
        before = last.get(code.code)
        if before is not None and (before.valid_to is None or before.valid_to >= code.valid_from):
            template = gettext_noop(
                "%(code)s would mean both “%(before)s” and “%(after)s” in %(year)s; let the first end the year before."
            )
            params = {"code": code.code, "before": before.name, "after": code.name, "year": str(code.valid_from)}
            raise OverlappingCode(Message(template, params))
        last[code.code] = code
