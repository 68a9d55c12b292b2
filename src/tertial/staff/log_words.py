"""What entries about staff figures hold, in words."""

from tertial.domain.message import gettext_noop
from tertial.things.log_words import Logged, LogGroup

_FIELDS = {
    "periods": gettext_noop("periods"),
    "rows": gettext_noop("rows"),
    "replaced": gettext_noop("rows replaced"),
    "counts": gettext_noop("counts"),
    "explanation": gettext_noop("explanation"),
    "leaving": gettext_noop("who has left"),
    "standing": gettext_noop("measured against"),
    "used": gettext_noop("used in reports"),
}
_KEYS = {
    "gone_since_last_year": gettext_noop("those who were there last year and are no longer"),
    "left_during_period": gettext_noop("those who left during the period"),
    "permanent_last_year": gettext_noop("the permanently employed last year"),
    "average_permanent": gettext_noop("the average number of permanently employed"),
}

LOGGED = Logged(group=LogGroup(140, "staff", gettext_noop("Staff")), fields=_FIELDS, keys=_KEYS)
