"""What entries about budgets and forecasts hold, in words."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from tertial.domain.message import gettext_noop
from tertial.economy.models import Forecast, Statement, StatementRow
from tertial.things.log_words import Logged, LogGroup

_GROUP = LogGroup(120, "budget", gettext_noop("Budget and forecast"))


def _statements(keys: Collection[str]) -> Mapping[str, str]:
    return dict(Statement.objects.filter(key__in=keys).values_list("key", "title"))


def _rows(keys: Collection[str]) -> Mapping[str, str]:
    return dict(StatementRow.objects.filter(key__in=keys).values_list("key", "label"))


def _forecasts(found: Collection[Forecast]) -> Mapping[int, str]:
    labels = _rows({forecast.row for forecast in found})
    return {forecast.pk: f"{forecast}, {labels.get(forecast.row, _('removed'))}" for forecast in found}


DECISION = Logged(group=_GROUP, fields={"lines": gettext_noop("lines")}, points={"lines": "unit"})
SPREAD = Logged(group=_GROUP)
FORECAST = Logged(group=_GROUP, key_names={"statement": _statements, "row": _rows}, names=_forecasts)
