"""What can be typed about codes."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tertial.common.editing import EditForm
from tertial.common.fields import INDENT, OneOf, short
from tertial.domain.validity import ALWAYS
from tertial.economy.actions.coding import CodeGiven
from tertial.economy.models import Code, Dimension
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree


def _year(label: Any, **options: Any) -> forms.IntegerField:  # noqa: ANN401 - as Django's fields
    widget = forms.NumberInput(attrs={"data-narrow": True})
    return forms.IntegerField(label=label, required=False, min_value=ALWAYS, max_value=2200, widget=widget, **options)


class CodeForm(EditForm):
    """A code, what it is called, where it stands and when it is valid."""

    code = short(_("Code"), max_length=20)
    name = forms.CharField(label=_("Name"), max_length=150)
    parent = short(
        _("Stands under"),
        max_length=20,
        required=False,
        help_text=_("The code above it, so that lists show them together."),
    )
    unit = OneOf(
        label=_("Unit"),
        required=False,
        help_text=_("What is booked on the code is in the statements of this unit and of all units above it."),
    )
    valid_from = _year(_("From the year"), help_text=_("Empty: it has always been valid."))
    valid_to = _year(_("To the year"), help_text=_("Empty: until further notice."))
    changed_from = _year(
        _("The change counts from the year"),
        help_text=_("Earlier years keep the name and the place they had. Empty: the change counts in all its years."),
    )

    unjoined = frozenset({"changed_from"})

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        dimension: Dimension,
        municipality: Unit,
        code: Code | None = None,
        **options: Any,  # noqa: ANN401
    ) -> None:
        if code is not None:
            options["initial"] = {
                "code": code.code,
                "name": code.name,
                "parent": code.parent,
                "unit": code.unit_id,
                "valid_from": None if code.valid_from == ALWAYS else code.valid_from,
                "valid_to": code.valid_to,
            }
        super().__init__(*args, edits=code, **options)
        if code is None:
            del self.fields["changed_from"]
        _offer_units(self, dimension, municipality)

    def given(self) -> CodeGiven:
        """What the action takes."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "changed_from"}
        typed["valid_from"] = typed["valid_from"] or ALWAYS
        return CodeGiven(**typed)


class NamedForm(forms.Form):
    """What a code is called that the ledger uses already, and whose it is; the unit alone is enough of a name."""

    name = forms.CharField(label=_("Name"), max_length=150, required=False)
    unit = OneOf(label=_("Unit"), required=False)

    def __init__(self, sent: QueryDict | None, *, code: str, dimension: Dimension, municipality: Unit) -> None:
        super().__init__(sent, prefix=code)
        self.code = code
        _offer_units(self, dimension, municipality)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}, {code}"

    def given(self) -> CodeGiven | None:
        """What the action takes; None where nothing was said."""
        name, unit = self.cleaned_data["name"], self.cleaned_data.get("unit")
        called = name or (unit.name if unit else "")
        return CodeGiven(self.code, called, unit=unit) if called else None


def _offer_units(form: forms.Form, dimension: Dimension, municipality: Unit) -> None:
    """Lets the unit be chosen that a unit of the ledger belongs to; other codes have none."""
    unit = form.fields["unit"]
    assert isinstance(unit, OneOf)  # noqa: S101 - declared above
    if dimension is not Dimension.UNIT:
        del form.fields["unit"]
        return
    depths = {each.pk: depth for each, depth in unit_tree().walk(municipality.pk)}
    units = [each for each, _depth in unit_tree().walk(municipality.pk)]
    unit.offer([municipality, *units], label=lambda each: f"{INDENT * (depths.get(each.pk, -1) + 1)}{each}")


class CodeFilterForm(forms.Form):
    """What is looked for in a list of codes."""

    text = forms.CharField(required=False, max_length=150)
    year = forms.IntegerField(required=False, min_value=ALWAYS, max_value=2200)
