"""Tells the rooms below what projects have to say, and lets their figures be traced."""

from tertial.economy.projects import text_subjects
from tertial.economy.projects.queries import connections, refs
from tertial.economy.projects.queries.figures import CELL, SUM, ProjectFigures
from tertial.economy.projects.queries.found import found_in_projects
from tertial.organisation.graph import register_connections, register_loose_ends, register_owned
from tertial.organisation.searching import register_search
from tertial.texts.figures import register_source
from tertial.texts.subjects import register


def register_everything() -> None:
    """Registers the texts, figures and refs of projects and their tables, and what they point at."""
    register("project", text_subjects.project_subject)
    register("projects", text_subjects.tables_subject)
    register_source(CELL, SUM, make=ProjectFigures)
    refs.register_kinds()
    register_connections("money", connections.money_at)
    register_loose_ends("projects", connections.loose_projects)
    register_owned("projects", connections.owned_projects)
    register_search("projects", 20, found_in_projects)
