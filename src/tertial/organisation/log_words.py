"""What the fields of entries about units and people are called."""

from tertial.domain.message import gettext_noop

FIELDS = {
    "number": gettext_noop("municipality number"),
    "role": gettext_noop("role"),
    "successor": gettext_noop("taken over by"),
}
