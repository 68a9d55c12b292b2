"""What entries about files that were sent hold, in words."""

from tertial.domain.message import gettext_noop
from tertial.things.log_words import Logged, LogGroup

_FIELDS = {
    "source": gettext_noop("kind of file"),
    "source_system": gettext_noop("source system"),
    "files": gettext_noop("files"),
    "state": gettext_noop("state"),
    "mapping": gettext_noop("columns"),
    "brought": gettext_noop("import"),
}

LOGGED = Logged(group=LogGroup(190, "imports", gettext_noop("Imports")), fields=_FIELDS)
