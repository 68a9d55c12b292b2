"""The form about a unit's forecast: an amount and a comment for each row."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from tertial.common.editing import EditForm
from tertial.domain.statement import Convention
from tertial.economy.budget.actions.forecasts import Foreseen
from tertial.economy.budget.queries.forecasts import ForecastRow
from tertial.economy.money_field import MoneyField, as_typed
from tertial.organisation.models import Unit


class ForecastForm(EditForm):
    """Amounts in tkr where no unit is written, with the signs of the statement; an empty amount is no forecast."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        unit: Unit,
        rows: Sequence[ForecastRow],
        convention: Convention,
        **options: Any,  # noqa: ANN401
    ) -> None:
        self.convention = convention
        self.rows = [row for row in rows if row.is_entered]
        options["initial"] = {}
        for row in self.rows:
            if row.own is not None:
                options["initial"] |= {
                    f"amount_{row.line.key}": as_typed(convention.printed(row.own.amount)),
                    f"comment_{row.line.key}": row.own.comment,
                }
        stored = [row.own for row in self.rows if row.own is not None]
        super().__init__(*args, edits=[*stored, unit], **options)
        for row in self.rows:
            said = {"row": row.line.label}
            amount = MoneyField(label=_("Forecast of %(row)s, tkr") % said, required=False)
            comment = forms.CharField(label=_("Comment on %(row)s") % said, required=False, max_length=300)
            self.fields |= {f"amount_{row.line.key}": amount, f"comment_{row.line.key}": comment}

    def pair(self, row: str) -> tuple[BoundField, BoundField]:
        """Amount and comment of a row, for the page."""
        return self[f"amount_{row}"], self[f"comment_{row}"]

    def clean(self) -> dict[str, Any]:
        """A comment needs the forecast it is about."""
        given = super().clean() or self.cleaned_data
        for row in self.rows:
            amount = f"amount_{row.line.key}"
            if amount in given and given[amount] is None and given.get(f"comment_{row.line.key}"):
                self.add_error(amount, _("Write the forecast that the comment is about."))
        return given

    def foreseen(self) -> list[Foreseen]:
        """What the action takes."""
        given = self.cleaned_data
        return [
            Foreseen(row.line.key, self._read(given[f"amount_{row.line.key}"]), given[f"comment_{row.line.key}"])
            for row in self.rows
        ]

    def _read(self, typed: int | None) -> int | None:
        return None if typed is None else self.convention.read(typed)
