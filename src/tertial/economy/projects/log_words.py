"""What entries about projects and their tables hold, in words."""

from collections.abc import Collection

from tertial.domain.message import gettext_noop
from tertial.economy.projects.queries.layout import column_words
from tertial.things.log_words import Logged, LogGroup

_GROUP = LogGroup(130, "projects", gettext_noop("Projects and grants"))
_FIELDS = {
    "codes": gettext_noop("codes"),
    "entries": gettext_noop("writes"),
    "group": gettext_noop("group"),
    "project": gettext_noop("project"),
    "table": gettext_noop("table"),
}


def _columns(names: Collection[str]) -> str:
    """The columns of a project table, in Tertial's own words."""
    known = column_words()
    return ", ".join(str(known.get(name, name)).replace(" {year}", "") for name in names)


PROJECT = Logged(group=_GROUP, fields=_FIELDS, points={"table": "projecttable"})
PART = Logged(group=_GROUP, fields=_FIELDS)
TABLE = Logged(
    group=_GROUP,
    fields=_FIELDS,
    points={"unit": "unit"},
    shaped={"columns": _columns, "extra": _columns, "entries": lambda numbers: str(len(numbers))},
)
