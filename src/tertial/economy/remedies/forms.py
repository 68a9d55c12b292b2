"""Forms about what is done against a deficit, and how far it has come."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tertial.common.editing import EditForm
from tertial.common.fields import NOBODY, OneOf, day, long
from tertial.domain.remedy import RemedyState
from tertial.economy.models import Remedy, RemedyStateChoices
from tertial.economy.money_field import MoneyField, as_typed
from tertial.economy.remedies.actions import RemedyGiven
from tertial.economy.remedies.queries import RemedyReading
from tertial.organisation.models import Unit
from tertial.organisation.people import people_around


class RemedyForm(EditForm):
    """What is done, by whom and when, and what it gives."""

    what = forms.CharField(label=_("What is done"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    this_year = MoneyField(
        label=_("Effect this year"),
        help_text=_("In tkr where no unit is written; 1,2 mnkr also works. Plus makes the result better."),
    )
    full_year = MoneyField(
        label=_("Effect in a full year"), help_text=_("What it gives in a year when it has effect from January.")
    )
    in_forecast = forms.BooleanField(
        label=_("The forecast counts with it"),
        required=False,
        initial=True,
        help_text=_("Leave it empty where the effect comes on top of the forecast."),
    )
    responsible = OneOf(label=_("Responsible"), required=False)
    due = day(_("Done by"))

    def __init__(self, *args: Any, unit: Unit, remedy: Remedy | None = None, **options: Any) -> None:  # noqa: ANN401
        if remedy is not None:
            options["initial"] = {
                "what": remedy.what,
                "this_year": as_typed(remedy.this_year),
                "full_year": as_typed(remedy.full_year),
                "in_forecast": remedy.in_forecast,
                "responsible": remedy.responsible_id,
                "due": remedy.due,
            }
        super().__init__(*args, edits=remedy, **options)
        offered = people_around(unit, remedy.responsible if remedy is not None else None)
        self.fields["responsible"].offer(offered, nothing=NOBODY)  # type: ignore[attr-defined]

    def given(self) -> RemedyGiven:
        """What the action takes."""
        return RemedyGiven(**self.cleaned_data)


class RemedyFollowUpForm(EditForm):
    """How far a remedy has come in a period."""

    state = forms.ChoiceField(label=_("How far it has come"), choices=RemedyStateChoices.choices)
    this_year = MoneyField(
        label=_("Effect this year, as expected now"),
        help_text=_("In tkr where no unit is written. 0 where it will give nothing this year."),
    )
    comment = long(_("Comment"), rows=2, help_text=_("Needed where it was stopped."))

    def __init__(self, *args: Any, reading: RemedyReading, **options: Any) -> None:  # noqa: ANN401
        own = reading.own
        options["initial"] = {
            "state": reading.effect.state.value,
            "this_year": as_typed(reading.effect.this_year),
            "comment": own.comment if own is not None else "",
        }
        super().__init__(*args, edits=[*([own] if own is not None else []), reading.remedy], **options)

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        answers = self.cleaned_data
        return {**answers, "state": RemedyState(answers["state"])}
