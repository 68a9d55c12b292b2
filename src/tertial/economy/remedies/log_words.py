"""What entries about remedies hold, in words."""

from tertial.domain.message import gettext_noop
from tertial.things.log_words import Logged, LogGroup

_GROUP = LogGroup(125, "remedies", gettext_noop("Remedies against a deficit"))
_FIELDS = {"remedy": gettext_noop("remedy")}

REMEDY = Logged(group=_GROUP, fields=_FIELDS)
