"""When a deviation asks for a comment, in words: for the statement, and for kinds of units with limits of their own."""

from django.utils.translation import gettext as _

from tertial.domain.deviation import Limits, Threshold
from tertial.domain.money import from_ore
from tertial.domain.numbers_sv import format_exact, format_quantity
from tertial.domain.quantity import Unit as Quantum
from tertial.economy.models import Statement
from tertial.organisation.models import UnitKind


def limits_in_words(statement: Statement) -> list[str]:
    """A line for the statement and one for each kind of unit that has its own."""
    own = [kind for kind in UnitKind.values if kind in statement.threshold_levels]
    general = _words(statement.threshold_for(""))
    return [general, *(f"{UnitKind(kind).label}: {_words(statement.threshold_for(kind))}" for kind in own)]


def _words(threshold: Threshold) -> str:
    said = {
        "threshold": format_quantity(from_ore(threshold.amount, Quantum.TKR, 0)),
        "percent": format_exact(threshold.percent),
    }
    if not threshold.amount and not threshold.percent:
        return _("every deviation")
    if not threshold.percent:
        return _("from %(threshold)s tkr") % said
    if not threshold.amount:
        return _("from %(percent)s percent of the budget") % said
    template = (
        _("from %(threshold)s tkr and %(percent)s percent of the budget")
        if threshold.limits is Limits.BOTH
        else _("from %(threshold)s tkr or %(percent)s percent of the budget")
    )
    return template % said
