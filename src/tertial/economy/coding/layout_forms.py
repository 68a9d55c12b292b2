"""What can be typed about the layout of a statement."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from tertial.common.editing import EditForm
from tertial.common.wording import sentence
from tertial.domain.deviation import Limits
from tertial.domain.message import DomainError
from tertial.domain.money import from_ore, to_ore
from tertial.domain.numbers_sv import format_quantity, parse_decimal
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as Quantum
from tertial.domain.statement import CodeGroup
from tertial.economy.actions.amount_style import FIELDS
from tertial.economy.coding.amount_forms import own_fields
from tertial.economy.models import LimitsChoices, LineKindChoices, Statement, StatementRow
from tertial.economy.statements.columns import column_choices
from tertial.organisation.models import UnitKind

_APART = re.compile(r"[,;\s]+")
_SPACED_RANGE = re.compile(r"\s*[-–]\s*")
_LONGEST_LIST = 2000


class GroupsField(forms.CharField):
    """Groups of codes, `40-41, 63-72`; gives a list of them."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as Django's fields
        super().__init__(required=False, max_length=_LONGEST_LIST, **options)

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - as Django's fields
        """Stored groups are shown with commas; what someone typed stays as it was typed."""
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:  # noqa: ANN401 - as Django's fields
        """Each group is checked, so that the one that cannot be read is named."""
        text = _SPACED_RANGE.sub("-", str(super().clean(value)))
        groups = [group for group in _APART.split(text) if group]
        try:
            for group in groups:
                CodeGroup.parse(group)
        except DomainError as error:
            raise forms.ValidationError(sentence(error.message)) from error
        return groups


class _NumberField(forms.CharField):
    """A number as people write it, `2,5`; gives a Decimal."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as Django's fields
        widget = forms.TextInput(attrs={"inputmode": "decimal", "data-narrow": True, "autocomplete": "off"})
        super().__init__(widget=widget, max_length=30, **options)

    def clean(self, value: Any) -> Decimal:  # noqa: ANN401 - as Django's fields
        text = str(super().clean(value)).removesuffix("%").strip()
        try:
            number = parse_decimal(text) if text else Decimal(0)
        except DomainError as error:
            raise forms.ValidationError(sentence(error.message)) from error
        if number < 0:
            raise forms.ValidationError(_("Write it without a minus: it counts in both directions."))
        return number


class LayoutForm(EditForm):
    """A statement's heading, what it covers and when a deviation asks for a comment."""

    title = forms.CharField(label=_("Title"), max_length=150)
    scope_accounts = GroupsField(
        label=_("Accounts it covers"), help_text=_("The beginnings of the accounts, as 3-8. Empty: all accounts.")
    )
    scope_activities = GroupsField(
        label=_("Activities it covers"), help_text=_("The beginnings of the activities, as 1. Empty: all activities.")
    )
    threshold = _NumberField(
        label=_("Ask for a comment from, tkr"),
        required=False,
        help_text=_(
            "A row asks for a comment when its deviation is at least this. Empty or 0: the amount does not ask."
        ),
    )
    threshold_percent = _NumberField(
        label=_("Ask for a comment from, percent of the budget"),
        required=False,
        help_text=_("Empty or 0: the percentage does not ask."),
    )
    threshold_limits = forms.ChoiceField(
        label=_("What asks for a comment"), choices=LimitsChoices.choices, required=False
    )
    percent_decimals = forms.IntegerField(
        label=_("Decimals of percentages"),
        min_value=0,
        max_value=2,
        widget=forms.NumberInput(attrs={"data-narrow": True}),
    )

    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        choices=column_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("On the page of the statement, and in reports that name no columns. None: those that suit."),
    )

    def __init__(self, *args: Any, statement: Statement | None = None, **options: Any) -> None:  # noqa: ANN401
        options["initial"] = {"percent_decimals": 0}
        if statement is not None:
            options["initial"] = {
                "title": statement.title,
                "scope_accounts": statement.scope_accounts,
                "scope_activities": statement.scope_activities,
                "threshold": format_quantity(from_ore(statement.threshold_amount, Quantum.TKR, 0)),
                "threshold_percent": _plain(statement.threshold_percent),
                "threshold_limits": statement.threshold_limits,
                **_initial_levels(statement),
                "percent_decimals": statement.percent_decimals,
                **{name: getattr(statement, name) for name in FIELDS},
                "columns": statement.columns,
            }
        super().__init__(*args, edits=statement, **options)
        self.fields |= own_fields()
        for kind, name in UnitKind.choices:
            self.fields |= _fields_of_level(kind, str(name))

    def values(self) -> dict[str, Any]:
        """What the action takes. Raises NotMoney for a fraction of an öre."""
        typed = dict(self.cleaned_data)
        levels = {kind: level for kind in UnitKind.values if (level := _level(typed, kind)) is not None}
        amount = Quantity(typed.pop("threshold"), Quantum.TKR, 0)
        limits = typed.pop("threshold_limits") or Limits.EITHER.value
        chosen = {"threshold_amount": to_ore(amount), "threshold_limits": limits, "threshold_levels": levels}
        return {**typed, **chosen}


_AMOUNT, _PERCENT, _LIMITS = "level_amount", "level_percent", "level_limits"


def _fields_of_level(kind: str, name: str) -> dict[str, forms.Field]:
    """The limits of a kind of unit, where it has its own."""
    said = {"kind": name.lower()}
    return {
        f"{_LIMITS}_{kind}": forms.ChoiceField(
            label=_("Limits for %(kind)s") % said,
            choices=[("", _("As above")), *LimitsChoices.choices],
            required=False,
        ),
        f"{_AMOUNT}_{kind}": _NumberField(label=_("From, tkr, for %(kind)s") % said, required=False),
        f"{_PERCENT}_{kind}": _NumberField(label=_("From, percent, for %(kind)s") % said, required=False),
    }


def _initial_levels(statement: Statement) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in statement.threshold_levels:
        threshold = statement.threshold_for(kind)
        found |= {
            f"{_LIMITS}_{kind}": threshold.limits.value,
            f"{_AMOUNT}_{kind}": format_quantity(from_ore(threshold.amount, Quantum.TKR, 0)),
            f"{_PERCENT}_{kind}": _plain(threshold.percent),
        }
    return found


def _level(typed: dict[str, Any], kind: str) -> dict[str, Any] | None:
    """The limits of a kind of unit, taken out of what was typed; None for one that has those of the statement."""
    limits, amount, percent = (typed.pop(f"{name}_{kind}") for name in (_LIMITS, _AMOUNT, _PERCENT))
    if not limits and not amount and not percent:
        return None
    ore = to_ore(Quantity(amount, Quantum.TKR, 0))
    return {"amount": ore, "percent": str(percent), "limits": limits or Limits.EITHER.value}


class RowForm(EditForm):
    """A row: its label, and the accounts and activities it holds or the rows it adds up."""

    label = forms.CharField(label=_("Label"), max_length=150)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=LineKindChoices.choices,
        help_text=_("A row “of which” shows a part of a row above it and is never added up."),
    )
    accounts = GroupsField(
        label=_("Accounts"), help_text=_("The beginnings of the accounts, as 50-57, 79. Empty: all accounts.")
    )
    activities = GroupsField(
        label=_("Activities"),
        help_text=_("The beginnings of the activities. With accounts too, both must fit. Empty: all activities."),
    )
    parts = forms.MultipleChoiceField(
        label=_("Adds up"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Rows above it, instead of accounts and activities of its own."),
    )
    percent_decimals = forms.IntegerField(
        label=_("Decimals of percentages"),
        required=False,
        min_value=0,
        max_value=2,
        widget=forms.NumberInput(attrs={"data-narrow": True}),
        help_text=_("Empty: as the statement."),
    )
    after = forms.ChoiceField(label=_("Stands after"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        rows: Sequence[StatementRow],
        row: StatementRow | None = None,
        **options: Any,  # noqa: ANN401
    ) -> None:
        others = [each for each in rows if row is None or each.pk != row.pk]
        if row is not None:
            names = ("label", "kind", "accounts", "activities", "parts", "percent_decimals")
            options["initial"] = {name: getattr(row, name) for name in names}
            above = [each for each in rows if each.position < row.position]
        else:
            options["initial"] = {"after": others[-1].key if others else ""}
            above = others
        super().__init__(*args, edits=row.statement if row is not None else None, **options)
        self.fields["parts"].choices = [(each.key, each.label) for each in above]  # type: ignore[attr-defined]
        if not above:
            del self.fields["parts"]
        if row is None and others:
            first = [("", _("First"))]
            self.fields["after"].choices = [*first, *((each.key, each.label) for each in others)]  # type: ignore[attr-defined]
        else:
            del self.fields["after"]

    def values(self) -> dict[str, Any]:
        """The row as the action takes it, without its key."""
        return {name: value for name, value in self.cleaned_data.items() if name != "after"}


def free_key(label: str, taken: Mapping[str, object] | set[str]) -> str:
    """A key in a-z made from what people call it, different from those that are taken."""
    key = slugify(label.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))).replace("-", "_")[:36] or "row"
    number, found = 2, key
    while found in taken:
        number, found = number + 1, f"{key}_{number}"
    return found


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f").replace(".", ",")
