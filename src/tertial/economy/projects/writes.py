"""What can be done with projects and their tables."""

from tertial.domain.message import gettext_noop
from tertial.economy.projects.actions import undo
from tertial.things import rights
from tertial.things.kinds import Write

PROJECT = {
    "project.create": Write(rights.PLAN, gettext_noop("Added the project %(subject)s")),
    "project.change": Write(rights.PLAN, gettext_noop("Changed the project %(subject)s")),
    "project.codes": Write(rights.PLAN, gettext_noop("Changed the project codes of %(subject)s"), undo.put_codes_back),
    "project.archive": Write(rights.PUT_AWAY, gettext_noop("Archived the project %(subject)s")),
    "project.restore": Write(rights.PUT_AWAY, gettext_noop("Brought back the project %(subject)s")),
}
STAGE = {
    "project_stage.set": Write(rights.REPORT, gettext_noop("Gave the stage of a project: %(subject)s")),
    "project_stage.change": Write(rights.REPORT, gettext_noop("Changed the stage of a project: %(subject)s")),
    "project_stage.remove": Write(rights.REPORT, gettext_noop("Took back the stage of a project: %(subject)s")),
}
AMOUNT = {  # an amount that is decided, not only booked, is planned: `act_on` of its measure
    "project_amount.enter": Write(rights.REPORT, gettext_noop("Entered an amount: %(subject)s"), undo.remove_entered),
    "project_amount.change": Write(rights.REPORT, gettext_noop("Corrected an amount: %(subject)s")),
    "project_amount.remove": Write(rights.REPORT, gettext_noop("Removed an amount: %(subject)s")),
}
TABLE = {
    "project_table.paste": Write(
        rights.PLAN, gettext_noop("Pasted rows into the table %(subject)s"), undo.take_back_pasted
    ),
    "project_table.create": Write(rights.PLAN, gettext_noop("Declared the table %(subject)s")),
    "project_table.change": Write(rights.PLAN, gettext_noop("Changed the table %(subject)s")),
    "project_table.archive": Write(rights.PUT_AWAY, gettext_noop("Archived the table %(subject)s")),
    "project_table.restore": Write(rights.PUT_AWAY, gettext_noop("Brought back the table %(subject)s")),
}
GROUP = {
    "project_group.create": Write(rights.PLAN, gettext_noop("Added the group %(subject)s")),
    "project_group.change": Write(rights.PLAN, gettext_noop("Changed the group %(subject)s")),
    "project_group.remove": Write(rights.PLAN, gettext_noop("Removed the group %(subject)s")),
}
