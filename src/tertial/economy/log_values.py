"""What entries about the economy hold, in words: rows of statements by their names, limits in kronor."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from tertial.domain.deviation import Limits
from tertial.economy.models import Dimension, Forecast, Statement, StatementRow
from tertial.economy.models.statement import LimitsChoices
from tertial.organisation.log_values import describe, kronor
from tertial.organisation.models import UnitKind


def declare() -> None:
    """Says what the log cannot read from the models."""
    describe(
        points={"budgetdecision.lines": "unit", "code.codes": "code", "project.table": "projecttable"},
        key_names={"forecast.statement": _statements, "forecast.row": _rows},
        shaped={
            "statement.threshold_levels": _levels,
            "code.dimension": lambda dimension: str(Dimension(dimension).label),
        },
        row_names={"forecast": _forecasts},
    )


def _statements(keys: Collection[str]) -> Mapping[str, str]:
    return dict(Statement.objects.filter(key__in=keys).values_list("key", "title"))


def _rows(keys: Collection[str]) -> Mapping[str, str]:
    return dict(StatementRow.objects.filter(key__in=keys).values_list("key", "label"))


def _forecasts(found: Collection[Forecast]) -> Mapping[int, str]:
    labels = _rows({forecast.row for forecast in found})
    return {forecast.pk: f"{forecast}, {labels.get(forecast.row, _('removed'))}" for forecast in found}


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
