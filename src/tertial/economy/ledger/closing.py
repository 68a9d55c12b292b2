"""Says to which month the ledger is closed: a coordinator does, or an import (docs/rules/periods.md)."""

from django.db import transaction
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.period_words import period_key_words
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.economy.ledger.closed import closed_systems
from tertial.economy.models import LedgerClosing, LedgerImport
from tertial.organisation import gate
from tertial.organisation.models import Unit

_TOLD = ("source_system", "year", "month")
_DECEMBER = 12


class ClosingRefused(DomainError):
    """The months cannot be said to be closed."""


@transaction.atomic
def close_months(*, by: Person, municipality: Unit, source_system: str, year: int, month: int) -> LedgerClosing:
    """Says that everything of the year is booked up to and including the month; 0 opens the year.

    Raises NotAllowed, or ClosingRefused for a month that is not over or a system without outcome in the year.
    """
    gate.enter(by=by, act=gate.PLAN, things=[municipality])
    Unit.objects.select_for_update().get(pk=municipality.pk)
    found = closed_systems(municipality, year).get(source_system)
    if found is None:
        template = gettext_noop("“%(system)s” has no outcome in %(year)s; import it first.")
        raise ClosingRefused(Message(template, {"system": source_system, "year": str(year)}))
    check_is_over(year * 100 + month)
    if found.said is not None and found.said.month == month:
        return found.said
    said = LedgerClosing.objects.create(
        municipality=municipality,
        source_system=source_system,
        year=year,
        month=month,
        said_at=timezone.now(),
        said_by=by,
    )
    before = {"source_system": source_system, "year": year, "month": found.month}
    audit.record(person=by, action="ledger.close", subject=said, before=before, after=audit.state(said, _TOLD))
    return said


def is_to_come(month: int) -> bool:
    """Whether a month (YYYYMM) has not begun yet."""
    today = timezone.localdate()
    return month > today.year * 100 + today.month


def check_is_over(month: int) -> None:
    """Raises ClosingRefused for a month (YYYYMM) to come, and for what is no month."""
    if not 0 <= month % 100 <= _DECEMBER or is_to_come(month):
        template = gettext_noop(
            "%(month)s cannot be closed: it is still to come. Choose a month that is booked in full."
        )
        raise ClosingRefused(Message(template, {"month": period_key_words(str(month))}))


def write_closed_by_import(*, by: Person, made: LedgerImport, through: int | None) -> None:
    """What an import says, year by year: closed through a month (YYYYMM), or None for no month of what it holds.

    A year that was closed further stays so: a correction opens nothing.
    """
    newest = {month // 100: 0 for month in made.periods}
    for month in made.periods:
        if through is not None and month <= through:
            newest[month // 100] = max(newest[month // 100], month % 100)
    if through is not None and through // 100 in newest:
        newest[through // 100] = through % 100
    for year, month in newest.items():
        already = _said_before(made, year)
        LedgerClosing.objects.create(
            municipality=made.municipality,
            source_system=made.source_system,
            year=year,
            month=max(month, already),
            said_at=made.applied_at,
            said_by=by,
            ledger_import=made,
        )


def _said_before(made: LedgerImport, year: int) -> int:
    found = LedgerClosing.objects.filter(
        municipality=made.municipality, source_system=made.source_system, year=year
    ).exclude(ledger_import__undone_at__isnull=False)
    newest = found.first()
    return newest.month if newest is not None else 0
