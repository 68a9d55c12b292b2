"""What the gate needs to know of projects: coordinators plan, reporters and whoever is responsible report."""

from collections.abc import Sequence

from tertial.economy.models import Project, ProjectTable
from tertial.organisation.gate import Gated, Guarded, Reporters
from tertial.organisation.models import Unit


def _projects(rows: Sequence[Project]) -> list[Guarded]:
    return [
        Guarded(
            name=project.name,
            homes=(project.unit_id,),
            also=(Reporters(project.unit_id, project.responsible_id),),
            archived=project.name if project.archived_at is not None else "",
        )
        for project in rows
    ]


def _tables(rows: Sequence[ProjectTable]) -> list[Guarded]:
    return [
        Guarded(
            name=table.caption,
            homes=(table.unit_id,),
            archived=table.caption if table.archived_at is not None else "",
        )
        for table in rows
    ]


def table_in(table: ProjectTable, unit: Unit) -> Guarded:
    """A table as a unit fills it, which may be one below that which declared it."""
    return Guarded(
        name=table.caption, homes=(unit.pk,), archived=table.caption if table.archived_at is not None else ""
    )


PROJECT = Gated(Project, _projects)
TABLE = Gated(ProjectTable, _tables)
