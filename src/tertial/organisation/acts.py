"""What can be done with units and people."""

from tertial.domain.message import gettext_noop
from tertial.organisation.actions import undo
from tertial.things.kinds import Act
from tertial.things.rights import Right

UNIT = {
    "unit.create": Act(Right.ADMINISTER, gettext_noop("Added the unit %(subject)s")),
    "unit.change": Act(Right.ADMINISTER, gettext_noop("Changed the unit %(subject)s")),
    "unit.successor": Act(Right.ADMINISTER, gettext_noop("Said who takes over from %(subject)s"), undo.successor_add),
    "unit.successor.remove": Act(
        Right.ADMINISTER, gettext_noop("Took back who takes over from %(subject)s"), undo.successor_remove
    ),
}
PERSON = {
    "person.create": Act(Right.ADMINISTER, gettext_noop("Added the person %(subject)s")),
    "person.change": Act(Right.ADMINISTER, gettext_noop("Changed the details of %(subject)s")),
    "person.password": Act(Right.ADMINISTER, gettext_noop("Set a new password for %(subject)s"), owner=True),
    "person.password_link": Act(Right.ADMINISTER, gettext_noop("Made a link by which %(subject)s sets a password")),
    "person.language": Act(Right.ADMINISTER, gettext_noop("Chose a language for %(subject)s"), owner=True),
    "role.give": Act(Right.ADMINISTER, gettext_noop("Gave %(subject)s a role"), undo.role_give),
    "role.take": Act(Right.ADMINISTER, gettext_noop("Took a role back from %(subject)s"), undo.role_take),
}
