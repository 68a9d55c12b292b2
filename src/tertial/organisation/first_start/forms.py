"""What is asked at the first start, a step each."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertial.accounts.actions import check_address, hashed
from tertial.accounts.models import Person
from tertial.accounts.sign_in import LONGEST_PASSWORD
from tertial.common.forms import refusals_shown_in
from tertial.organisation.models import LONGEST_CODE
from tertial.organisation.municipality_numbers import NUMBER_LENGTH, check_number

_YEARS_BACK, _YEARS_AHEAD = 2, 1


class CodeForm(forms.Form):
    """The printed code."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        help_text=gettext_lazy("Such as BCDF-GHJK-MNPQ. Upper or lower case, with or without hyphens."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "autocapitalize": "characters"}
        ),
    )


class YouForm(forms.Form):
    """Who begins. The password is kept as it will be stored, never as it was written."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        help_text=gettext_lazy("You sign in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "username", "inputmode": "email"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        help_text=gettext_lazy(
            "At least twelve characters. A few words in a row are easy to remember and hard to guess."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: QueryDict | None, *, kept: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(kept))
        self._kept = kept.get("password", "")
        if self._kept:
            self.fields["password"].required = False
            self.fields["password"].help_text = _("Already chosen. Leave it empty to keep it.")
            self.initial.pop("password")

    def clean_email(self) -> str:
        """Refuses here what could not be stored at the end."""
        email = str(self.cleaned_data["email"]).strip()
        with refusals_shown_in(self, beside="email"):
            check_address(email)
        return email

    def to_keep(self) -> dict[str, str]:
        """What is kept until the end, with the password as it will be stored. Raises WeakPassword."""
        values = {name: self.cleaned_data[name] for name in ("name", "title", "email")}
        written = self.cleaned_data["password"]
        return values | {"password": hashed(written, person=Person(**values)) if written else self._kept}


class MunicipalityForm(forms.Form):
    """Which municipality, or other body, this is."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=150,
        help_text=gettext_lazy("As it is written in reports, such as Exempelby kommun."),
        widget=forms.TextInput(attrs={"autocomplete": "organization", "autofocus": True}),
    )
    number = forms.CharField(
        label=gettext_lazy("Municipality number"),
        max_length=NUMBER_LENGTH + 4,
        required=False,
        help_text=gettext_lazy(
            "Statistics Sweden's four digits, such as 0126. A region, an association or a company leaves it empty."
        ),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-narrow": True}),
    )
    code = forms.CharField(
        label=gettext_lazy("Short code"),
        max_length=LONGEST_CODE,
        required=False,
        help_text=gettext_lazy(
            "It stands in addresses and file names. Leave it empty to take the first word of the name."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-narrow": True}),
    )

    def clean(self) -> dict[str, Any]:
        """A number that is none is refused here; what a code may be is said when all is written."""
        values = super().clean() or {}
        with refusals_shown_in(self):
            values["number"] = check_number(values.get("number", ""))
        values["code"] = values.get("code") or next(iter(values.get("name", "").upper().split()), "")
        return values


class YearForm(forms.Form):
    """Which year is begun with, and in which language."""

    year = forms.TypedChoiceField(
        label=gettext_lazy("Year"),
        coerce=int,
        help_text=gettext_lazy("The year you plan or report first. Others can be added at any time."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Your language"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Everyone chooses their own. Reports can be printed in both."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as Django's forms
        super().__init__(*args, **options)
        now = timezone.localdate().year
        years = range(now - _YEARS_BACK, now + _YEARS_AHEAD + 1)
        field = self.fields["year"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        field.choices = [(year, str(year)) for year in years]
