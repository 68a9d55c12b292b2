"""What the sums of remedies are called, and how they are to be read."""

from django.utils.translation import gettext as _

from tertial.domain.remedy import Remedies
from tertial.economy.ledger.styles import MoneyUnit
from tertial.economy.statements.columns import unit_words


def tally(sums: Remedies) -> list[tuple[str, int]]:
    """Each sum in öre with its name."""
    return [
        (_("In the forecast already"), sums.in_forecast),
        (_("On top of the forecast"), sums.beyond_forecast),
        (_("In a full year"), sums.full_year),
    ]


def remedies_rule(money: MoneyUnit) -> str:
    """How the amounts of a table are to be read."""
    template = _(
        "Amounts in %(unit)s, rounded each on its own; plus makes the result better. What is stopped is not summed."
    )
    return template % {"unit": unit_words(money)}
