"""Which units of the ledger belong to a unit of the organisation in a year."""

from collections.abc import Iterable

from tertial.economy.models import Code, Dimension
from tertial.organisation.models import Succession, Unit
from tertial.organisation.tree import unit_tree


def organisation_of(unit: Unit, year: int, successions: Iterable[Succession]) -> set[int]:
    """The unit, everything below it, and the units whose work it has taken over since the year.

    A predecessor counts where all that took over from it belong to the unit, so that nothing is counted twice.
    """
    found = {unit.pk, *(below.pk for below in unit_tree().descendants(unit.pk))}
    successors: dict[int, set[int]] = {}
    for step in successions:
        if step.on.year > year:
            successors.setdefault(step.predecessor_id, set()).add(step.successor_id)
    added = True
    while added:
        new = {before for before, after in successors.items() if before not in found and after <= found}
        for before in list(new):
            new.update(below.pk for below in unit_tree().descendants(before))
        added = bool(new - found)
        found |= new
    return found


def ledger_units(unit: Unit, years: Iterable[int]) -> dict[int, list[str]]:
    """For each year the codes of the ledger's units that belong to the unit."""
    wanted = list(years)
    successions = list(Succession.objects.all())
    belonging = {year: organisation_of(unit, year, successions) for year in wanted}
    every = set().union(*belonging.values()) if belonging else set()
    codes = list(Code.objects.filter(dimension=Dimension.UNIT, unit__in=every))
    return {
        year: [code.code for code in codes if code.unit_id in belonging[year] and code.is_valid_in(year)]
        for year in wanted
    }
