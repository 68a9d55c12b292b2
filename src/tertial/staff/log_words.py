"""What the writes of the room are called in the audit trail."""

from collections.abc import Mapping

from tertial.domain.message import gettext_noop

WORDS: Mapping[str, str] = {
    "staff_import.apply": gettext_noop("Imported staff figures: %(subject)s"),
    "staff_import.undo": gettext_noop("Undid an import of staff figures: %(subject)s"),
    "turnover_definition.save": gettext_noop("Saved the definition of turnover %(subject)s"),
}
KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "staff": (gettext_noop("Staff"), ("staff_import", "turnover_definition")),
}
FIELD_WORDS: Mapping[str, str] = {
    "periods": gettext_noop("periods"),
    "rows": gettext_noop("rows"),
    "replaced": gettext_noop("rows replaced"),
    "counts": gettext_noop("counts"),
    "explanation": gettext_noop("explanation"),
    "leaving": gettext_noop("who has left"),
    "standing": gettext_noop("measured against"),
    "used": gettext_noop("used in reports"),
}
KEY_WORDS: Mapping[str, str] = {
    "gone_since_last_year": gettext_noop("those who were there last year and are no longer"),
    "left_during_period": gettext_noop("those who left during the period"),
    "permanent_last_year": gettext_noop("the permanently employed last year"),
    "average_permanent": gettext_noop("the average number of permanently employed"),
}
