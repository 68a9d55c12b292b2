"""Forms about a project: what it is, and where it stands."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertial.common.editing import EditForm, OneOfManyForm
from tertial.common.fields import NOBODY, OneOf, RefChoice, day, short
from tertial.domain.ref import NO_REF
from tertial.economy.models import Project, ProjectGroup, ProjectTable
from tertial.economy.projects.forms.amounts import FIRST_YEAR, LAST_YEAR
from tertial.economy.projects.queries.goals import goal_in
from tertial.economy.projects.queries.layout import layout_for
from tertial.economy.projects.queries.readings import layouts_of_rows
from tertial.organisation.models import Unit
from tertial.organisation.people import people_around
from tertial.organisation.pointing import targets
from tertial.things.finding import name_of

_CODES = "codes_"


def _year(label: Any, **options: Any) -> forms.IntegerField:  # noqa: ANN401 - as Django's fields
    widget = forms.NumberInput(attrs={"data-narrow": True})
    return forms.IntegerField(label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR, widget=widget, **options)


class ProjectForm(EditForm):
    """Name, years, goal, responsible, and under which codes the ledger books it."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    group = OneOf(label=gettext_lazy("Group"), required=False)
    first_year = _year(gettext_lazy("First year"))
    last_year = _year(gettext_lazy("Last year"), required=False, help_text=gettext_lazy("Empty while it goes on."))
    parent = OneOf(label=gettext_lazy("Part of"), required=False)
    goal_ref = RefChoice(label=gettext_lazy("Goal"), required=False)
    responsible = OneOf(label=gettext_lazy("Responsible"), required=False)
    is_reserve = forms.BooleanField(
        label=gettext_lazy("Is a reserve"),
        required=False,
        help_text=gettext_lazy("Left out where the utilisation rate is given without the reserve."),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - as Django's forms
        unit: Unit,
        table: ProjectTable,
        year: int,
        project: Project | None = None,
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, edits=project, **options)
        rows_of, shape = table.rows_of or table, layout_for(table).shape
        fields: dict[str, Any] = self.fields
        groups = groups_of(rows_of)
        fields["group"].offer(groups, nothing=_("In no group"))
        now = project.parent if project else None
        wholes = Project.objects.filter(unit=unit, table=rows_of, parent=None, archived_at=None)
        others = wholes.exclude(pk=project.pk) if project else wholes
        fields["parent"].offer(others, nothing=_("Nothing: stands by itself"))
        goals = [(each.ref, each.name) for each in targets(unit, year, "goal")]
        self._named = project.goal_ref if project else NO_REF
        self._goal_now = goal_in(self._named, year)
        if self._goal_now and self._goal_now not in dict(goals):
            goals.append((self._goal_now, name_of(self._goal_now)))
        fields["goal_ref"].choices = [("", _("No goal")), *goals]
        fields["responsible"].offer(people_around(unit, project.responsible if project else None), nothing=NOBODY)
        if project is not None or not groups:
            del fields["group"]
        if not shape.has_parts and now is None:
            del fields["parent"]
        if not shape.has_reserve:
            del fields["is_reserve"]
        self._add_codes(rows_of, project)

    def _add_codes(self, table: ProjectTable, project: Project | None) -> None:
        self.tables = {layout.key: layout.table for layout in layouts_of_rows(table) if layout.shape.from_ledger}
        for key, each in self.tables.items():
            label = _("Project codes in the ledger")
            if len(self.tables) > 1:
                label = f"{label}: {each.caption}"
            hint = _("Several with a comma between. With a code the outcome is read from the ledger.")
            field = short(label, required=False, max_length=300, help_text=hint)
            if project is not None:
                codes = [code.code for code in project.codes.all() if code.table_id == each.pk]
                self.initial.setdefault(f"{_CODES}{key}", ", ".join(codes))
            self.fields[f"{_CODES}{key}"] = field

    def project_values(self) -> dict[str, Any]:
        """What the action that saves the project takes."""
        others = {name for name in self.cleaned_data if name.startswith(_CODES)} | {"group"}
        values = {name: value for name, value in self.cleaned_data.items() if name not in others}
        if values["goal_ref"] == self._goal_now:
            # The same goal as before, which earlier years go on showing by the name they know.
            values["goal_ref"] = self._named
        return values

    def codes(self) -> dict[ProjectTable, list[str]]:
        """The project codes written for each table."""
        return {
            self.tables[name.removeprefix(_CODES)]: str(value).replace(";", ",").split(",")
            for name, value in self.cleaned_data.items()
            if name.startswith(_CODES)
        }


class StageForm(OneOfManyForm):
    """Where a project stands from a day."""

    written = "group"

    group = OneOf(label=gettext_lazy("Stands in"))
    since = day(gettext_lazy("From"))

    def __init__(self, *args: Any, project: Project, groups: Iterable[ProjectGroup], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, edits=[project, *project.stages.all()], **options)
        self.project = project
        self.fields["since"].required = True
        self.fields["group"].offer(groups, nothing=_("Choose one"))  # type: ignore[attr-defined]

    def place(self) -> str:
        """The day."""
        return f"since {str(self.data.get('since', '')).strip()}"

    def stored(self) -> dict[str, str]:
        """Where it has stood, by day."""
        return {f"since {stage.since.isoformat()}": str(stage.group_id) for stage in self.project.stages.all()}


def groups_of(table: ProjectTable) -> list[ProjectGroup]:
    """The groups that the projects of a table are sorted into."""
    return list(table.groups.all())
