"""What writes about projects and their tables are called in the audit trail."""

from tertial.domain.message import gettext_noop

WORDS = {
    "project.create": gettext_noop("Added the project %(subject)s"),
    "project.change": gettext_noop("Changed the project %(subject)s"),
    "project.codes": gettext_noop("Changed the project codes of %(subject)s"),
    "project.archive": gettext_noop("Archived the project %(subject)s"),
    "project.restore": gettext_noop("Brought back the project %(subject)s"),
    "project_stage.set": gettext_noop("Said where a project stands: %(subject)s"),
    "project_stage.change": gettext_noop("Changed where a project stands: %(subject)s"),
    "project_stage.remove": gettext_noop("Took back where a project stands: %(subject)s"),
    "project_amount.enter": gettext_noop("Entered an amount: %(subject)s"),
    "project_amount.change": gettext_noop("Corrected an amount: %(subject)s"),
    "project_amount.remove": gettext_noop("Removed an amount: %(subject)s"),
    "project_table.create": gettext_noop("Declared the table %(subject)s"),
    "project_table.change": gettext_noop("Changed the table %(subject)s"),
    "project_table.archive": gettext_noop("Archived the table %(subject)s"),
    "project_table.restore": gettext_noop("Brought back the table %(subject)s"),
    "project_group.create": gettext_noop("Added the group %(subject)s"),
    "project_group.change": gettext_noop("Changed the group %(subject)s"),
    "project_group.remove": gettext_noop("Removed the group %(subject)s"),
}
KINDS = {
    "projects": (
        gettext_noop("Projects and grants"),
        ("project", "project_stage", "project_amount", "project_table", "project_group"),
    ),
}
FIELD_WORDS = {
    "project": gettext_noop("project"),
    "group": gettext_noop("group"),
    "table": gettext_noop("table"),
}
