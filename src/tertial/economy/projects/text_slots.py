"""The texts of a unit's project tables, by the names they are stored under."""

from collections.abc import Mapping

from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.economy.models import ProjectGroup
from tertial.economy.projects.queries.layout import layouts_of
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of


def subject_of(unit: Unit) -> Ref:
    """What the texts about a unit's tables are stored about."""
    return Ref("projects", unit.ref.key)


def group_slot(table: str, group: str) -> str:
    """The slot of the text about one group of a table."""
    return f"{table}-{group}"


def table_slots(unit: Unit, period: Period) -> Mapping[str, str]:
    """Every slot of the unit's tables, with the heading of each."""
    layouts = layouts_of(unit)
    slots = {key: layout.caption_for(period.year) for key, layout in layouts.items()}
    for group in ProjectGroup.objects.filter(table__municipality=municipality_of(unit)).select_related("table"):
        slots[group_slot(group.table.key, group.key)] = group.name
    return slots
