"""Which units of the ledger belong to a unit of the organisation in a year."""

from collections.abc import Iterable

from tertial.common.kept import Kept, last_write
from tertial.economy.models import Code, Dimension
from tertial.organisation.models import Succession, Unit
from tertial.organisation.tree import unit_tree

_kept: Kept[tuple[list[Succession], list[Code]]] = Kept(most=1)


def organisation_of(unit: Unit, year: int, successions: Iterable[Succession]) -> set[int]:
    """The unit, everything below it, and the units whose work it has taken over since the year.

    A predecessor counts where all that took over from it belong to the unit, so that nothing is counted twice.
    """
    tree = unit_tree()
    found = {unit.pk, *(below.pk for below in tree.descendants(unit.pk))}
    successors: dict[int, set[int]] = {}
    for step in successions:
        if step.on.year > year:
            successors.setdefault(step.predecessor_id, set()).add(step.successor_id)
    added = True
    while added:
        new = {before for before, after in successors.items() if before not in found and after <= found}
        for before in list(new):
            new.update(below.pk for below in tree.descendants(before))
        added = bool(new - found)
        found |= new
    return found


def ledger_units(unit: Unit, year: int) -> list[str]:
    """The codes of the ledger's units that belong to the unit in the year."""
    successions, codes = _kept.get("places", last_write(), _read)
    belonging = organisation_of(unit, year, successions)
    return [code.code for code in codes if code.unit_id in belonging and code.is_valid_in(year)]


def _read() -> tuple[list[Succession], list[Code]]:
    codes = Code.objects.filter(dimension=Dimension.UNIT, unit__isnull=False)
    return list(Succession.objects.all()), list(codes)
