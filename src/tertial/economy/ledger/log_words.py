"""What entries about the ledger, its codes and the layout of statements hold, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tertial.common.money_words import kronor
from tertial.domain.deviation import Limits
from tertial.domain.message import gettext_noop
from tertial.economy.models import Dimension
from tertial.economy.models.statement import LimitsChoices
from tertial.organisation.models import UnitKind
from tertial.things.log_words import Logged, LogGroup

_GROUP = LogGroup(110, "ledger", gettext_noop("Ledger and statements"))
_FIELDS = {
    "codes": gettext_noop("codes"),
    "count": gettext_noop("number"),
    "dimension": gettext_noop("dimension"),
    "files": gettext_noop("files"),
    "ledger_import": gettext_noop("import"),
    "periods": gettext_noop("periods"),
    "rows": gettext_noop("rows"),
}


def _levels(levels: Mapping[str, Mapping[str, Any]]) -> str:
    """The limits that kinds of units have of their own."""
    parts = []
    for kind, limits in levels.items():
        said = {
            "kind": UnitKind(kind).label,
            "amount": kronor(int(limits["amount"])),
            "percent": limits["percent"].replace(".", ","),
            "limits": LimitsChoices(Limits(limits["limits"]).value).label,
        }
        parts.append(_("%(kind)s: %(amount)s, %(percent)s percent, %(limits)s") % said)
    return "; ".join(parts)


LEDGER = Logged(group=_GROUP, fields=_FIELDS)
CODE = Logged(
    group=_GROUP,
    fields=_FIELDS,
    points={"codes": "code"},
    shaped={"dimension": lambda dimension: str(Dimension(dimension).label)},
)
AMOUNTS = Logged(group=_GROUP, fields=_FIELDS)
STATEMENT = Logged(group=_GROUP, fields=_FIELDS, shaped={"threshold_levels": _levels})
