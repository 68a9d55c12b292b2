"""The texts that projects and their tables have."""

from django.utils.translation import gettext as _

from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.economy.models import Project
from tertial.economy.projects.addresses import project_url, tables_url
from tertial.economy.projects.queries.readings import layouts_about
from tertial.economy.projects.text_slots import table_slots
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.texts.subjects import SubjectPlace


def project_subject(ref: Ref, period: Period) -> SubjectPlace | None:
    """A project: a text for each of the tables it stands in."""
    project = Project.objects.select_related("unit", "responsible", "table__rows_of").filter(ref=ref).first()
    if project is None:
        return None
    return SubjectPlace(
        unit=project.unit,
        label=project.name,
        url=project_url(project.ref, period),
        slots={layout.key: layout.caption_for(period.year) for layout in layouts_about(project)},
        about=gate.guarded(project),
    )


def tables_subject(ref: Ref, period: Period) -> SubjectPlace | None:
    """A unit's project tables: a text for each table, and for each group of projects in it."""
    unit = Unit.objects.filter(ref=Ref("unit", ref.key)).first()
    if unit is None:
        return None
    return SubjectPlace(
        unit=unit,
        label=_("Project tables of %(unit)s") % {"unit": unit.name},
        url=tables_url(unit.code, period),
        slots=table_slots(unit, period),
    )
