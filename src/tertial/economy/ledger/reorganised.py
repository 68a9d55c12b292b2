"""What a page says of a unit whose work came from another unit or went to one (docs/rules/sums.md)."""

from collections.abc import Iterator

from tertial.domain.extent import part_moved
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import Period
from tertial.economy.ledger.places import Places
from tertial.organisation.models import Unit


def changes_of(places: Places, unit: Unit, period: Period) -> Iterator[Finding]:
    """That the unit's work is counted elsewhere, whose work it has taken over, and what cannot be told apart."""
    ref = unit.ref
    for each in places.successions:
        before, after = places.tree.units[each.predecessor_id], places.tree.units[each.successor_id]
        said = {"before": before.name, "after": after.name, "day": each.on.isoformat()}
        if before.pk == unit.pk and places.has_moved(unit.pk):
            template = gettext_noop(
                "What %(before)s did is counted in %(after)s from %(day)s, also for the years before. Choose a period"
                " that ends earlier to see it as it was."
            )
            yield Finding("unit-moved", Severity.WARNING, Message(template, said), ref)
        elif places.took_over(unit.pk, before.pk):
            template = gettext_noop(
                "The figures hold what %(before)s did until %(after)s took over on %(day)s, in all years, so that the"
                " years can be compared."
            )
            yield Finding("unit-took-over", Severity.NOTE, Message(template, said), ref)
    years = [
        places.moved(unit.pk, year, period.start.month, period.end.month) for year in (period.year, period.year - 1)
    ]
    for moved in sorted(years[0] - years[1], key=lambda each: (each.on, each.before, each.after)):
        yield Finding("unit-took-over-part", Severity.WARNING, part_moved(moved), ref)
