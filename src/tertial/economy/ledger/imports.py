"""Puts lines into the ledger and takes imports back; a kill at any instant leaves the old state or the new one.

The Parquet files are finished and proven first, under names that nothing reads; one transaction of the relational
database then switches over (docs/rules/ledger.md).
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.domain.closing import suggested_closing
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.workflow.imports import IMPORTING, ImportAct, stored_import
from tertial.economy.ledger import derived, store
from tertial.economy.ledger.closing import check_is_over, write_closed_by_import
from tertial.economy.ledger.soundness import drop_damaged
from tertial.economy.models import LedgerImport, LedgerKind
from tertial.organisation import gate
from tertial.organisation.models import Unit

_TOLD = ("kind", "source_system", "periods", "line_count")
_ORDER = "unit, account, activity, period, project, file, row"
_MOST_ORE = 2**62


class ImportRefused(DomainError):
    """The lines cannot be put into the ledger; nothing was changed."""


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A file that lines came from; `rows` are its rows with data, both those that are in and those refused."""

    name: str
    sha256: str
    bytes: int
    rows: int


@dataclass(frozen=True, slots=True)
class _Sums:
    """What can be proven equal: how many lines there are, what they add up to, and which periods they are of."""

    count: int
    debit: int
    credit: int
    periods: tuple[int, ...]


def apply_import(
    *,
    by: Person,
    municipality: Unit,
    kind: LedgerKind,
    source_system: str,
    lines: Path,
    files: Sequence[ImportedFile],
    refused: Path | None = None,
    refused_count: int = 0,
    closed_through: int | None = None,
    also: Callable[[LedgerImport], object] | None = None,
) -> LedgerImport:
    """Puts the lines of a Parquet file (columns as `store.COLUMNS`) into the ledger.

    For the periods it covers the import takes the place of earlier ones of the same kind and source system. `refused`
    is the file with the rows that are not in; `also` is done in the same transaction. `closed_through` is the last
    month (YYYYMM) that is booked in full, 0 for none; None lets the lines suggest it. Raises NotAllowed, ClosingRefused
    for a month that is not over, or ImportRefused where rows or sums do not agree.
    """
    gate.enter(by=by, act=gate.PLAN, things=[municipality])
    return write_import(
        by=by,
        municipality=municipality,
        kind=kind,
        source_system=source_system,
        lines=lines,
        files=files,
        refused=refused,
        refused_count=refused_count,
        closed_through=closed_through,
        also=also,
    )


def write_import(
    *,
    by: Person,
    municipality: Unit,
    kind: LedgerKind,
    source_system: str,
    lines: Path,
    files: Sequence[ImportedFile],
    refused: Path | None = None,
    refused_count: int = 0,
    closed_through: int | None = None,
    also: Callable[[LedgerImport], object] | None = None,
) -> LedgerImport:
    """What `apply_import` does behind the gate."""
    if closed_through:
        check_is_over(closed_through)
    sums, content = _stored(lines, sum(file.rows for file in files) - refused_count)
    with transaction.atomic():
        made = LedgerImport.objects.create(
            municipality=municipality,
            kind=kind,
            source_system=source_system,
            files=[asdict(file) for file in files],
            content=content,
            periods=list(sums.periods),
            line_count=sums.count,
            debit=sums.debit,
            credit=sums.credit,
            refused_count=refused_count,
            refused=str(refused) if refused else "",
            applied_at=timezone.now(),
            applied_by=by,
        )
        audit.record(person=by, action="ledger.import", subject=made, after=audit.state(made, _TOLD))
        if kind == LedgerKind.OUTCOME:
            write_closed_by_import(by=by, made=made, through=_closed(made, closed_through))
        if also is not None:
            also(made)
    return made


def _stored(lines: Path, wanted: int) -> tuple[_Sums, str]:
    """Puts the lines and what is derived from them among the ledger's files; their sums, and the name of the files."""
    store.sweep(set(LedgerImport.objects.values_list("content", flat=True)))
    with store.workshop() as workshop:
        sums = _finished(lines, workshop, wanted)
        content = store.content_of(workshop / "lines.parquet")
        drop_damaged(content)
        derived.put_in_place(workshop, content)
        store.put_in_place(workshop / "lines.parquet", store.lines_path(content))
    return sums, content


def _closed(made: LedgerImport, said: int | None) -> int | None:
    """The last closed month of an import: as said, otherwise as its lines suggest; None for none."""
    if said is None:
        return suggested_closing(derived.lines_by_month(made.content), timezone.localdate(made.applied_at))
    return said or None


@transaction.atomic
def undo_import(*, by: Person, ledger_import: LedgerImport) -> LedgerImport:
    """Takes an import back: what stood before it for its periods counts again. Raises NotAllowed or NotNow."""
    found = LedgerImport.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=ledger_import.pk)
    gate.enter(by=by, act=gate.PLAN, things=[found.municipality])
    IMPORTING.after(stored_import(taken_back=found.undone_at is not None), ImportAct.TAKE_BACK, thing=str(found))
    found.undone_at, found.undone_by = timezone.now(), by
    found.save(update_fields=["undone_at", "undone_by"])
    audit.record(person=by, action="ledger.undo", subject=found, after=audit.state(found, _TOLD))
    return found


def _finished(lines: Path, workshop: Path, expected: int) -> _Sums:
    """Writes the sorted lines and their sums into the workshop, proven to hold what was given."""
    sums = _sums(lines)
    if sums.count == 0:
        raise ImportRefused(Message(gettext_noop("There is no row to import; choose a file with ledger rows.")))
    if sums.count != expected:
        template = gettext_noop(
            "%(count)s rows were read where the files hold %(expected)s besides those refused; nothing was imported."
        )
        raise ImportRefused(Message(template, {"count": sums.count, "expected": expected}))
    sorted_lines = workshop / "lines.parquet"
    columns = ", ".join(f"{name}::{kind} AS {name}" for name, kind in store.COLUMNS.items())
    store.connection().execute(
        f"COPY (SELECT {columns} FROM read_parquet(?) ORDER BY {_ORDER}) TO '{store.quoted(sorted_lines)}' "  # noqa: S608
        "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000)",
        [str(lines)],
    )
    derived.write(sorted_lines, workshop)
    if _sums(sorted_lines) != sums or _sums_of_balances(workshop / "balances.parquet") != sums:
        raise ImportRefused(
            Message(gettext_noop("The stored rows do not add up to the rows of the files; nothing was imported."))
        )
    return sums


def _sums(lines: Path) -> _Sums:
    found = store.connection().execute(
        "SELECT count(*), coalesce(sum(amount) FILTER (amount > 0), 0), coalesce(sum(amount) FILTER (amount < 0), 0), "
        "list(DISTINCT period) FROM read_parquet(?)",
        [str(lines)],
    )
    return _as_sums(found.fetchone())


def _sums_of_balances(balances: Path) -> _Sums:
    found = store.connection().execute(
        "SELECT coalesce(sum(lines), 0), coalesce(sum(debit), 0), coalesce(sum(amount - debit), 0), "
        "list(DISTINCT period) FROM read_parquet(?)",
        [str(balances)],
    )
    return _as_sums(found.fetchone())


def _as_sums(row: tuple[object, ...] | None) -> _Sums:
    count, debit, credit, periods = row or (0, 0, 0, [])
    if max(int(str(debit)), -int(str(credit))) > _MOST_ORE:
        raise ImportRefused(Message(gettext_noop("The amounts add up to more than a ledger can hold; check the file.")))
    found = tuple(sorted(periods)) if isinstance(periods, list) else ()
    return _Sums(int(str(count)), int(str(debit)), int(str(credit)), found)
