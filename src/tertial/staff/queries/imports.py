"""What has been imported, and which imports a figure rests on."""

from django.db.models import Q, QuerySet

from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree
from tertial.staff.figure_names import HEADCOUNTS, TURNOVER, base_of
from tertial.staff.incoming.columns import MODELS
from tertial.staff.models import StaffData, StaffImport


def kind_behind(name: str) -> StaffData:
    """What kind of file a figure comes from."""
    base, _ending = base_of(name)
    if base in HEADCOUNTS:
        return StaffData.HEADCOUNT
    if base.startswith(TURNOVER):
        return StaffData.TURNOVER
    return StaffData.SURVEY if base.startswith("hme") else StaffData.HOURS


def imports_behind(unit: Unit, period: Period, name: str) -> list[int]:
    """The imports whose rows count in a figure, by number."""
    kind = kind_behind(name)
    keys = {
        StaffData.HOURS: [month.key for month in period.months],
        StaffData.HEADCOUNT: [month.key for month in period.months],
        StaffData.TURNOVER: [period.key],
        StaffData.SURVEY: [str(period.year)],
    }[kind]
    units = [unit.pk, *(below.pk for below in unit_tree().descendants(unit.pk))]
    rows = MODELS[kind]._default_manager.filter(live=True, unit__in=units, period__in=keys)
    return sorted(set(rows.order_by().values_list("source_id", flat=True)))


def imports_of(unit: Unit) -> "QuerySet[StaffImport]":
    """The imports made for the unit, for those above it and for those below it, the latest first."""
    tree = unit_tree()
    related = [*(each.pk for each in tree.path(unit.pk)), *(each.pk for each in tree.descendants(unit.pk))]
    return StaffImport.objects.filter(Q(unit__in=related)).select_related("applied_by", "undone_by", "unit")


def has_figures(unit: Unit, year: int) -> bool:
    """Whether anything of the year has been imported for the unit or one below it."""
    units = [unit.pk, *(below.pk for below in unit_tree().descendants(unit.pk))]
    return any(
        model._default_manager.filter(live=True, unit__in=units, period__startswith=str(year)).exists()
        for model in MODELS.values()
    )
