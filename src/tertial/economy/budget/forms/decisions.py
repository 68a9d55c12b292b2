"""Forms about decisions on budgets, and about how a budget is spread."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertial.common.editing import EditForm
from tertial.common.fields import OneOf, day, short
from tertial.common.wording import sentence
from tertial.domain.budget import MONTHS, WHOLE, SpreadMethod, spread
from tertial.domain.message import DomainError
from tertial.domain.money import from_ore
from tertial.domain.numbers_sv import format_decimal, parse_decimal
from tertial.domain.quantity import Unit as Quantum
from tertial.economy.budget.actions.decisions import Line
from tertial.economy.models import BudgetDecision, SpreadMethodChoices
from tertial.economy.money_field import MoneyField, as_typed
from tertial.economy.statements.charts import month_names
from tertial.organisation.models import Unit

TRANSFER_LINES = 6


class DecisionForm(EditForm):
    """A frame or an adjustment: one amount with its day, reference and text."""

    amount = MoneyField(
        label=gettext_lazy("Amount"),
        help_text=gettext_lazy("In tkr where no unit is written; 818,3 mnkr also works. Minus is less to spend."),
    )
    decided_on = day(gettext_lazy("Day of the decision"))
    reference = short(gettext_lazy("Reference"), max_length=150)
    text = forms.CharField(label=gettext_lazy("What it is about"), required=False, max_length=300)

    def __init__(self, *args: Any, decision: BudgetDecision | None = None, **options: Any) -> None:  # noqa: ANN401
        if decision is not None:
            line = decision.lines.first()
            amount = as_typed(line.amount) if line is not None else ""
            options["initial"] = {"amount": amount, **_stored(decision)}
        super().__init__(*args, edits=decision, **options)
        self.fields["decided_on"].required = True

    def lines_for(self, unit: Unit) -> list[Line]:
        """The one line of the decision."""
        return [Line(unit, self.cleaned_data["amount"])]


class TransferForm(EditForm):
    """Budget moved between units by one decision: lines that sum to zero."""

    decided_on = day(gettext_lazy("Day of the decision"))
    reference = short(gettext_lazy("Reference"), max_length=150)
    text = forms.CharField(label=gettext_lazy("What it is about"), required=False, max_length=300)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - as Django's forms
        units: Sequence[Unit],
        decision: BudgetDecision | None = None,
        **options: Any,  # noqa: ANN401
    ) -> None:
        if decision is not None:
            options["initial"] = _stored(decision) | _stored_lines(decision)
        super().__init__(*args, edits=decision, **options)
        self.fields["decided_on"].required = True
        for number in range(1, TRANSFER_LINES + 1):
            unit = OneOf(label=_("Unit on line %(number)s") % {"number": number}, required=False)
            unit.offer(units, nothing="–")
            amount = MoneyField(label=_("Amount on line %(number)s, tkr") % {"number": number}, required=False)
            self.fields |= {f"unit_{number}": unit, f"amount_{number}": amount}

    def pairs(self) -> Iterator[tuple[BoundField, BoundField]]:
        """Unit and amount of each line, for the page."""
        for number in range(1, TRANSFER_LINES + 1):
            yield self[f"unit_{number}"], self[f"amount_{number}"]

    def clean(self) -> dict[str, Any]:
        """A line has both a unit and an amount, or neither."""
        answers = super().clean() or self.cleaned_data
        for number in range(1, TRANSFER_LINES + 1):
            unit, amount = f"unit_{number}", f"amount_{number}"
            if unit in self.errors or amount in self.errors:
                continue
            if answers.get(unit) is not None and answers.get(amount) is None:
                self.add_error(amount, _("Write what the unit gets, or take the unit away."))
            if answers.get(unit) is None and answers.get(amount) is not None:
                self.add_error(unit, _("Choose the unit that the amount is for."))
        return answers

    def lines(self) -> list[Line]:
        """The lines that are filled in."""
        pairs = (
            (self.cleaned_data[f"unit_{number}"], self.cleaned_data[f"amount_{number}"])
            for number in range(1, TRANSFER_LINES + 1)
        )
        return [Line(unit, amount) for unit, amount in pairs if unit is not None]


class SpreadForm(EditForm):
    """How a year's budget lies over its months; the weights are asked for only where they are one's own."""

    method = forms.ChoiceField(
        label=gettext_lazy("How"), choices=SpreadMethodChoices.choices, widget=forms.RadioSelect, initial="even"
    )

    def __init__(self, *args: Any, weights: Sequence[int] = (), **options: Any) -> None:  # noqa: ANN401
        if weights:
            shares = spread(WHOLE, weights)
            options["initial"] = options.get("initial", {}) | {
                f"month_{month}": format_decimal(from_ore(share, Quantum.KRONOR, 2).value, 2)
                for month, share in enumerate(shares, start=1)
            }
        super().__init__(*args, **options)
        for month, name in enumerate(month_names(), start=1):
            self.fields[f"month_{month}"] = short(_("%(month)s, %%") % {"month": name}, required=False, max_length=8)

    def months(self) -> list[BoundField]:
        """The field of each month."""
        return [self[f"month_{month}"] for month in range(1, MONTHS + 1)]

    def clean(self) -> dict[str, Any]:
        """Reads own weights as hundredths of a percent; an empty month is 0."""
        answers = super().clean() or self.cleaned_data
        if answers.get("method") != SpreadMethod.OWN:
            return answers
        answers["weights"] = [self._hundredths(f"month_{month}") for month in range(1, MONTHS + 1)]
        return answers

    def _hundredths(self, field: str) -> int:
        text = self.cleaned_data.get(field, "").removesuffix("%").strip()
        if not text:
            return 0
        try:
            hundredths = parse_decimal(text) * 100
        except DomainError as error:
            self.add_error(field, sentence(error.message))
            return 0
        if hundredths < 0 or hundredths != hundredths.to_integral_value():
            self.add_error(field, _("Write a percentage from 0 to 100 with at most two decimals."))
            return 0
        return int(hundredths)


def _stored(decision: BudgetDecision) -> dict[str, Any]:
    return {"decided_on": decision.decided_on, "reference": decision.reference, "text": decision.text}


def _stored_lines(decision: BudgetDecision) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, line in enumerate(decision.lines.all(), start=1):
        found |= {f"unit_{number}": line.unit_id, f"amount_{number}": as_typed(line.amount)}
    return found
