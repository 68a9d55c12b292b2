"""The names that a template can hold: {unit}, {municipality}, {period} and {year}."""

import re

from tertial.common.period_words import period_name
from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of

PLACEHOLDER = re.compile(r"\{([a-z_]+(?::[A-Za-z0-9_:-]+)?)\}")
"""A name, a count of the plan, or the ref of another figure: {unit}, {goals_total}, {staff:sick_leave}."""


def filled(text: str, unit: Unit, period: Period) -> str:
    """The text with its names filled in for a unit and a period; figures are left as they are written."""
    names = {"unit": unit.name, "period": period_name(period), "year": str(period.year)}
    if "{municipality}" in text:
        names["municipality"] = municipality_of(unit).name
    return PLACEHOLDER.sub(lambda found: names.get(found[1], found[0]), text)
