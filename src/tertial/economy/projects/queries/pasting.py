"""What a project table holds, as rows that are pasted into it are compared with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from tertial.domain.document.pasted_table import PastedTable
from tertial.domain.period import Period
from tertial.domain.project_table import Fact, Measure
from tertial.domain.project_table.pasting import GROUP, NAME, PastedLine, Reading, Standing, proposed_columns, read_rows
from tertial.economy.models import Project, ProjectTable
from tertial.economy.projects.queries.layout import Layout, column_words, layout_for
from tertial.economy.projects.queries.readings import entered_in, projects_of, stage_on
from tertial.organisation.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """A pasted table, what each of its columns is, and the day and ground of its amounts."""

    table: PastedTable
    columns: tuple[str, ...]
    on: date
    reference: str = ""


def lines_of(unit: Unit, table: ProjectTable, period: Period, pasted: Pasted) -> list[PastedLine]:
    """What each pasted row becomes in a table of the unit. Raises WrongColumns."""
    layout = layout_for(table)
    reading = Reading(
        columns=pasted.columns,
        shape=layout.shape,
        convention=layout.convention,
        money_unit=layout.money_unit,
        decimals=layout.decimals,
        on=pasted.on,
        groups=group_names(table),
    )
    standing = [_standing(project, layout, period) for project in projects_of(unit, period, table.rows_of or table)]
    return read_rows(pasted.table, reading, standing)


def group_names(table: ProjectTable) -> dict[str, str]:
    """What the groups of a table are called, by their keys."""
    return {group.key: group.name for group in (table.rows_of or table).groups.all()}


def column_choices(table: ProjectTable, year: int) -> list[tuple[str, str]]:
    """What a pasted column can be: the names, the group, and every amount that people enter."""
    layout = layout_for(table)
    choices = [(NAME, _("Name of the row"))]
    if (table.rows_of or table).groups.exists():
        choices.append((GROUP, _group_word(layout, year)))
    return [*choices, *((column.key, layout.heading(column, year)) for column in layout.shape.entered)]


def columns_by_heading(table: ProjectTable, labels: Iterable[str], year: int) -> tuple[str, ...]:
    """What each pasted column is by its heading: the table's own, or Tertial's in any of its languages."""
    choices = column_choices(table, year)
    known: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words = {**column_words(), NAME: _("Project"), GROUP: _("Group")}
            known |= {str(words[key]).replace("{year}", str(year)): key for key, _heading in choices}
            known[_("Name")] = NAME
    known[layout_for(table).row_heading(year)] = NAME
    return proposed_columns(list(labels), known | {heading: key for key, heading in choices})


def _group_word(layout: Layout, year: int) -> str:
    return layout.heading(Fact.GROUP, year) if Fact.GROUP in layout.shape.facts else _("Group")


def _standing(project: Project, layout: Layout, period: Period) -> Standing:
    table, stage = layout.table, stage_on(project, period.end)
    has_code = any(code.table_id == table.pk for code in project.codes.all())
    forecasts = [
        amount.on
        for amount in project.amounts.all()
        if amount.table_id == table.pk and amount.measure == Measure.EXPECTED and amount.year == period.year
    ]
    return Standing(
        number=project.pk,
        name=project.name,
        entered=entered_in(project.amounts.all(), layout, period),
        group=stage.group.key if stage is not None else "",
        from_ledger=frozenset(layout.shape.from_ledger) if has_code else frozenset(),
        forecast_on=max((day for day in forecasts if day <= period.end), default=None),
    )
