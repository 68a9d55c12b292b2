"""What the writes of the room are called in the audit trail."""

from collections.abc import Mapping

from tertial.domain.message import gettext_noop

WORDS: Mapping[str, str] = {
    "import.receive": gettext_noop("Sent files to import: %(subject)s"),
    "import.mapping": gettext_noop("Said how the files of %(subject)s are read"),
    "import.stop": gettext_noop("Stopped the reading of sent files: %(subject)s"),
    "import.discard": gettext_noop("Threw sent files away: %(subject)s"),
    "import.apply": gettext_noop("Imported sent files: %(subject)s"),
}
KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "imports": (gettext_noop("Imports"), ("import",)),
}
FIELD_WORDS: Mapping[str, str] = {
    "source": gettext_noop("kind of file"),
    "source_system": gettext_noop("source system"),
    "files": gettext_noop("files"),
    "state": gettext_noop("state"),
    "mapping": gettext_noop("columns"),
    "ledger_import": gettext_noop("import"),
}
