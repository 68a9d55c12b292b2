"""Projects, initiatives and grants, found by the words that someone searches for."""

from django.utils.translation import gettext as _

from tertial.common.matching import having
from tertial.economy.models import Project
from tertial.economy.projects.queries.layout import layout_for
from tertial.things.finding import held
from tertial.things.searching import Asked, Hit, HitGroup, hit_group


def projects_found(asked: Asked) -> HitGroup:
    """Those of the units that the person may read, by their names or their codes in the ledger, the newest first."""
    found = Project.objects.filter(having(asked.words, "name", "codes__code"), unit__in=asked.units, archived_at=None)
    rows = found.select_related("unit", "table").distinct().order_by("-first_year", "table__position", "position", "pk")
    return hit_group(_("Projects and grants"), rows, _project)


def _project(project: Project) -> Hit:
    years = f"{project.first_year}–{project.last_year or ''}"
    if project.last_year == project.first_year:
        years = str(project.first_year)
    place = f"{layout_for(project.table).short_caption_for(project.first_year)} · {project.unit.name} {years}"
    return Hit(project.name, place, held(project.ref).page)
