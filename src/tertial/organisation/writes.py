"""What can be done with units and people."""

from tertial.domain.message import gettext_noop
from tertial.organisation.actions import undo
from tertial.things import rights
from tertial.things.kinds import Write

UNIT = {
    "unit.create": Write(rights.ADMINISTER, gettext_noop("Added the unit %(subject)s"), undo.unit_made),
    "unit.workbook": Write(
        rights.PLAN, gettext_noop("Read in a workbook for %(subject)s, or took one back"), undo.workbook_back
    ),
    "unit.change": Write(rights.ADMINISTER, gettext_noop("Changed the unit %(subject)s")),
    "unit.step_skip": Write(
        rights.ADMINISTER, gettext_noop("Skipped a step of setting up %(subject)s"), undo.step_skip
    ),
    "unit.step_take_up": Write(
        rights.ADMINISTER, gettext_noop("Took up a step of setting up %(subject)s"), undo.step_take_up
    ),
    "unit.successor": Write(
        rights.ADMINISTER, gettext_noop("Said who takes over from %(subject)s"), undo.successor_add
    ),
    "unit.successor.remove": Write(
        rights.ADMINISTER, gettext_noop("Took back who takes over from %(subject)s"), undo.successor_remove
    ),
}
MAIL = {
    "mail.test": Write(rights.ADMINISTER, gettext_noop("Sent the mail %(subject)s")),
    "mail.again": Write(rights.ADMINISTER, gettext_noop("Sent the mail %(subject)s again")),
    "mail.let_be": Write(rights.ADMINISTER, gettext_noop("Let the mail %(subject)s be")),
}
PERSON = {
    "person.create": Write(rights.ADMINISTER, gettext_noop("Added the person %(subject)s"), undo.person_made),
    "person.change": Write(rights.ADMINISTER, gettext_noop("Changed the details of %(subject)s")),
    "person.link_withdraw": Write(rights.ADMINISTER, gettext_noop("Withdrew the link of %(subject)s")),
    "person.leave": Write(rights.ADMINISTER, gettext_noop("Closed the account of %(subject)s, who has left")),
    "person.password": Write(rights.ADMINISTER, gettext_noop("Set a new password for %(subject)s")),
    "person.password_link": Write(rights.ADMINISTER, gettext_noop("Made a link by which %(subject)s sets a password")),
    "person.language": Write(rights.ADMINISTER, gettext_noop("Chose a language for %(subject)s")),
    "role.give": Write(rights.ADMINISTER, gettext_noop("Gave %(subject)s a role"), undo.role_give),
    "role.take": Write(rights.ADMINISTER, gettext_noop("Took a role back from %(subject)s"), undo.role_take),
}
