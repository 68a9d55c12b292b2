"""What can be typed about units, people and roles."""

from collections.abc import Iterable, MutableMapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertial.accounts.models import Person
from tertial.common.editing import EditForm
from tertial.common.keys import Keyed
from tertial.organisation.models import LONGEST_CODE, Unit, UnitKind
from tertial.organisation.roles import Role

_INDENT = "\u2003"


def date_field(label: Any, help_text: Any = "", **options: Any) -> forms.DateField:  # noqa: ANN401 - as Django's fields
    """A day, chosen or written as 2024-04-01."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "data-narrow": True})
    return forms.DateField(label=label, help_text=help_text, widget=widget, **options)


class UnitField(forms.TypedChoiceField):
    """One unit, chosen from a tree; gives the Unit, or None."""

    def fill(self, units: Iterable[tuple[Unit, int]], *, nothing_chosen: str) -> None:
        """Offers the units, each with its depth in the tree."""
        found = list(units)
        by_number = {unit.pk: unit for unit, _depth in found}
        self.coerce = lambda number: by_number[int(number)]
        self.empty_value = None
        self.choices = [("", nothing_chosen), *((unit.pk, f"{_INDENT * depth}{unit.name}") for unit, depth in found)]


class FormWithUnits(EditForm):
    """A form with one field, named by `offers`, that offers units in tree order."""

    offers = "unit"
    nothing_chosen = gettext_lazy("Choose a unit")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        units: Iterable[tuple[Unit, int]],
        initial: MutableMapping[str, Any] | None = None,
        edits: Keyed | None = None,
    ) -> None:
        super().__init__(data, initial=initial, edits=edits)
        field = self.fields[self.offers]
        assert isinstance(field, UnitField)  # noqa: S101 - declared by each form
        field.fill(units, nothing_chosen=str(self.nothing_chosen))


class UnitForm(FormWithUnits):
    """A unit's name, code, kind, place and first day."""

    offers = "parent"
    name = forms.CharField(label=gettext_lazy("Name"), max_length=150)
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=LONGEST_CODE,
        help_text=gettext_lazy("Short and unique, such as KS or KSF-HR. It stands in addresses and file names."),
        widget=forms.TextInput(attrs={"data-narrow": True, "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=UnitKind.choices)
    number = forms.CharField(
        label=gettext_lazy("Municipality number"),
        max_length=20,
        required=False,
        help_text=gettext_lazy(
            "Statistics Sweden's four digits, such as 0126. A region, an association or a company leaves it empty."
        ),
        widget=forms.TextInput(attrs={"data-narrow": True, "autocomplete": "off", "inputmode": "numeric"}),
    )
    parent = UnitField(
        label=gettext_lazy("Stands under"),
        required=False,
        help_text=gettext_lazy(
            "Roles in the unit above also count here. Change it to move the unit with all below it."
        ),
    )
    valid_from = date_field(gettext_lazy("First day"), gettext_lazy("The day the unit begins to exist."))


class EndForm(EditForm):
    """When a unit ends."""

    valid_to = date_field(gettext_lazy("Last day"), gettext_lazy("After this day the unit is no longer offered."))


class SuccessorForm(FormWithUnits):
    """Who takes over from a unit, and when."""

    offers = "successor"
    successor = UnitField(label=gettext_lazy("Taken over by"))
    on = date_field(gettext_lazy("From"), gettext_lazy("The first day of the new organisation."))


class PersonForm(EditForm):
    """Who someone is and how they sign in."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        help_text=gettext_lazy("The person signs in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PersonField(forms.CharField):
    """Someone named by e-mail address, or by a name that only one person has; gives the Person."""

    def clean(self, value: Any) -> Person | None:  # noqa: ANN401 - as Django's fields
        text = super().clean(value)
        if not text:
            return None
        found = list(Person.objects.filter(email__iexact=text)) or list(Person.objects.filter(name__iexact=text)[:2])
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(
                _("Several people are called %(text)s; write the e-mail address."), "several", {"text": text}
            )
        raise forms.ValidationError(
            _("Nobody has the address or name %(text)s; correct it, or add the person first."), "nobody", {"text": text}
        )


class PersonRoleForm(FormWithUnits):
    """A role for a person, in a unit to choose."""

    unit = UnitField(
        label=gettext_lazy("In unit"), help_text=gettext_lazy("The role also counts in every unit below it.")
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices, widget=forms.RadioSelect)


class UnitRoleForm(forms.Form):
    """A role in a unit, for a person to name."""

    person = PersonField(
        label=gettext_lazy("Person"),
        help_text=gettext_lazy("E-mail address or full name."),
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices, widget=forms.RadioSelect)


class UnitFilter(forms.Form):
    """Which units to show."""

    text = forms.CharField(
        label=gettext_lazy("Name or code"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", gettext_lazy("All kinds")), *UnitKind.choices]
    )
    ended = forms.BooleanField(label=gettext_lazy("Also ended"), required=False)


class PeopleFilter(FormWithUnits):
    """Which people to show."""

    nothing_chosen = gettext_lazy("All units")
    text = forms.CharField(
        label=gettext_lazy("Name, title or address"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    unit = UnitField(label=gettext_lazy("Role in"), required=False)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), required=False, choices=[("", gettext_lazy("All roles")), *Role.choices]
    )
    closed = forms.BooleanField(label=gettext_lazy("Also closed"), required=False)


class MailFilter(forms.Form):
    """Which mail to show."""

    text = forms.CharField(
        label=gettext_lazy("To, or subject"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Status"),
        required=False,
        choices=[
            ("", gettext_lazy("All")),
            ("look", gettext_lazy("Did not come through, or in doubt")),
            ("way", gettext_lazy("On its way")),
            ("sent", gettext_lazy("Sent")),
            ("left", gettext_lazy("Let be")),
        ],
    )
