"""What projects have: projects with amounts and stages, and the tables, sums and groups that they stand in."""

from django.db.models import Q

from tertial.domain.message import gettext_noop
from tertial.economy.models import Project, ProjectAmount, ProjectGroup, ProjectStage, ProjectTable
from tertial.economy.projects import configuration, guarded, log_words, text_subjects, writes
from tertial.economy.projects.actions import undo
from tertial.economy.projects.queries import connections, held
from tertial.economy.projects.queries.figures import ProjectFigures
from tertial.economy.projects.queries.found import projects_found
from tertial.organisation.graph import AnsweredFor, HangsLoose, PointsAt
from tertial.organisation.handing_over import HandedOver
from tertial.organisation.models import Unit
from tertial.organisation.once import by_number
from tertial.texts.figures import Offers
from tertial.texts.subjects import HasTexts
from tertial.things.finding import stored
from tertial.things.histories import as_of
from tertial.things.kinds import Kind, no_history
from tertial.things.searching import Searched

KINDS = (
    Kind(
        word="project",
        one=gettext_noop("Project"),
        many=gettext_noop("Projects"),
        find=stored(Project, held.held_project),
        history=held.history_of_project,
        writes=writes.PROJECT,
        facets=(
            undo.PROJECT,
            guarded.PROJECT,
            log_words.PROJECT,
            HasTexts(text_subjects.project_subject),
            Offers(ProjectFigures),
            PointsAt("money", connections.money_at),
            HangsLoose(connections.loose_projects),
            AnsweredFor(connections.owned_projects),
            HandedOver(write="project.change", model=Project, field="responsible", standing=Q(archived_at=None)),
            Searched(20, projects_found),
        ),
    ),
    Kind(
        word="projectamount",
        one=gettext_noop("Amount of a project"),
        many=gettext_noop("Amounts of projects"),
        find=stored(ProjectAmount, held.held_amount, "project"),
        history=as_of(ProjectAmount, "project", held.history_of_project),
        writes=writes.AMOUNT,
        facets=(undo.AMOUNT, log_words.PART),
    ),
    Kind(
        word="projectstage",
        one=gettext_noop("Stage of a project"),
        many=gettext_noop("Stages of projects"),
        find=stored(ProjectStage, held.held_stage, "project"),
        history=as_of(ProjectStage, "project", held.history_of_project),
        writes=writes.STAGE,
        facets=(undo.STAGE, log_words.PART),
    ),
    Kind(
        word="projectsum",
        one=gettext_noop("Sum of projects"),
        many=gettext_noop("Sums of projects"),
        find=held.find_sums,
        history=no_history,
        facets=(Offers(ProjectFigures),),
    ),
    Kind(
        word="projecttable",
        one=gettext_noop("Project table"),
        many=gettext_noop("Project tables"),
        find=stored(ProjectTable, held.held_table, "unit"),
        writes=writes.TABLE,
        facets=(undo.TABLE, guarded.TABLE, log_words.TABLE, configuration.TABLES),
    ),
    Kind(
        word="projectgroup",
        one=gettext_noop("Group of projects"),
        many=gettext_noop("Groups of projects"),
        find=stored(ProjectGroup, held.held_group, "table__unit"),
        writes=writes.GROUP,
        facets=(log_words.PART,),
    ),
    Kind(
        word="projects",
        one=gettext_noop("Project tables of a unit"),
        many=gettext_noop("Project tables of units"),
        find=stored(Unit, held.held_tables),
        history=no_history,
        facets=(HasTexts(text_subjects.tables_subject), by_number("projects")),
    ),
)
