"""What entries about projects and their tables hold, in words."""

from tertial.domain.message import gettext_noop
from tertial.things.log_words import Logged, LogGroup

_GROUP = LogGroup(130, "projects", gettext_noop("Projects and grants"))
_FIELDS = {
    "codes": gettext_noop("codes"),
    "group": gettext_noop("group"),
    "project": gettext_noop("project"),
    "table": gettext_noop("table"),
}

PROJECT = Logged(group=_GROUP, fields=_FIELDS, points={"table": "projecttable"})
PART = Logged(group=_GROUP, fields=_FIELDS)
