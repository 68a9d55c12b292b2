"""What can be done with projects and their tables."""

from tertial.domain.message import gettext_noop
from tertial.economy.projects.actions import undo
from tertial.things.kinds import Act
from tertial.things.rights import Right

PROJECT = {
    "project.create": Act(Right.PLAN, gettext_noop("Added the project %(subject)s")),
    "project.change": Act(Right.PLAN, gettext_noop("Changed the project %(subject)s")),
    "project.codes": Act(Right.PLAN, gettext_noop("Changed the project codes of %(subject)s"), undo.put_codes_back),
    "project.archive": Act(Right.PLAN, gettext_noop("Archived the project %(subject)s")),
    "project.restore": Act(Right.PLAN, gettext_noop("Brought back the project %(subject)s")),
}
STAGE = {
    "project_stage.set": Act(Right.REPORT, gettext_noop("Said where a project stands: %(subject)s"), owner=True),
    "project_stage.change": Act(Right.REPORT, gettext_noop("Changed where a project stands: %(subject)s"), owner=True),
    "project_stage.remove": Act(
        Right.REPORT, gettext_noop("Took back where a project stands: %(subject)s"), owner=True
    ),
}
AMOUNT = {
    "project_amount.enter": Act(
        Right.REPORT, gettext_noop("Entered an amount: %(subject)s"), undo.remove_entered, owner=True
    ),
    "project_amount.change": Act(Right.REPORT, gettext_noop("Corrected an amount: %(subject)s"), owner=True),
    "project_amount.remove": Act(Right.REPORT, gettext_noop("Removed an amount: %(subject)s"), owner=True),
}
TABLE = {
    "project_table.create": Act(Right.PLAN, gettext_noop("Declared the table %(subject)s")),
    "project_table.change": Act(Right.PLAN, gettext_noop("Changed the table %(subject)s")),
    "project_table.archive": Act(Right.PLAN, gettext_noop("Archived the table %(subject)s")),
    "project_table.restore": Act(Right.PLAN, gettext_noop("Brought back the table %(subject)s")),
}
GROUP = {
    "project_group.create": Act(Right.PLAN, gettext_noop("Added the group %(subject)s")),
    "project_group.change": Act(Right.PLAN, gettext_noop("Changed the group %(subject)s")),
    "project_group.remove": Act(Right.PLAN, gettext_noop("Removed the group %(subject)s")),
}
