"""Which units of the ledger belong to a unit of the organisation in a year."""

from collections.abc import Iterable

from tertial.economy.models import Code, Dimension
from tertial.organisation.models import Succession, Unit
from tertial.organisation.tree import unit_tree


def organisation_of(unit: Unit, year: int) -> set[int]:
    """The unit, everything below it, and the units whose work it has taken over since the year.

    A predecessor counts where all that took over from it belong to the unit, so that nothing is counted twice.
    """
    found = {unit.pk, *(below.pk for below in unit_tree().descendants(unit.pk))}
    successors: dict[int, set[int]] = {}
    for step in Succession.objects.filter(on__year__gt=year).values_list("predecessor_id", "successor_id"):
        successors.setdefault(step[0], set()).add(step[1])
    added = True
    while added:
        new = {before for before, after in successors.items() if before not in found and after <= found}
        for before in list(new):
            new.update(below.pk for below in unit_tree().descendants(before))
        added = bool(new - found)
        found |= new
    return found


def ledger_units(unit: Unit, years: Iterable[int]) -> dict[int, list[str]]:
    """For each year the codes of the ledger's units that belong to the unit; one query for all."""
    wanted = list(years)
    belonging = {year: organisation_of(unit, year) for year in wanted}
    every = set().union(*belonging.values()) if belonging else set()
    codes = list(Code.objects.filter(dimension=Dimension.UNIT, unit__in=every))
    return {
        year: [code.code for code in codes if code.unit_id in belonging[year] and code.is_valid_in(year)]
        for year in wanted
    }
