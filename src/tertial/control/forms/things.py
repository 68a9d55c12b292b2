"""Forms about what is planned: risks, measures, systematic controls and recommendations."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tertial.common.editing import EditForm
from tertial.common.fields import OneOf, day, long
from tertial.control.actions.controls import ControlGiven
from tertial.control.actions.recommendations import RecommendationGiven
from tertial.control.forms.limits import own_limits, read_limits
from tertial.control.forms.people import about, offer_about, offer_people, responsible
from tertial.control.models import ControlPlan, Measure, Recommendation, Risk, SystematicControl
from tertial.control.queries.plan_reading import commons_at
from tertial.control.scales import decision_words
from tertial.domain.message import excerpt
from tertial.domain.ref import NO_REF


def _numbered(words: list[str]) -> list[tuple[str, str]]:
    return [(str(number), f"{number} {word}") for number, word in enumerate(words, start=1)]


class RiskForm(EditForm):
    """What may happen, how likely and how grave, and what has been decided."""

    process = forms.CharField(label=_("Process or goal"), max_length=200)
    description = forms.CharField(
        label=_("Risk"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What may happen, why, and what it leads to."),
    )
    likelihood = forms.TypedChoiceField(label=_("Likelihood"), coerce=int)
    consequence = forms.TypedChoiceField(label=_("Consequence"), coerce=int)
    decision = forms.ChoiceField(label=_("Decision"))
    reason = long(_("Reason"), rows=2, help_text=_("Needed where one of the gravest risks is accepted."))
    about = about()
    responsible = responsible()

    def __init__(self, *args: Any, plan: ControlPlan, thing: Risk | None = None, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, edits=thing, **options)
        model, offered = plan.control_model, dict[str, Any](self.fields)
        offered["likelihood"].choices = _numbered(model.likelihoods)
        offered["consequence"].choices = _numbered(model.consequences)
        offered["decision"].choices = list(decision_words(model).items())
        offer_about(offered["about"], plan.unit, plan.year, thing.about if thing else NO_REF)
        offer_people(offered["responsible"], plan.unit, thing.responsible if thing else None)


class MeasureForm(EditForm):
    """What is to be done about a risk, by whom and when."""

    title = forms.CharField(label=_("Measure"), widget=forms.Textarea(attrs={"rows": 2}))
    responsible = responsible()
    due = day(_("Due"))

    def __init__(self, *args: Any, plan: ControlPlan, thing: Measure | None = None, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, edits=thing, **options)
        offer_people(self.fields["responsible"], plan.unit, thing.responsible if thing else None)


class ControlForm(EditForm):
    """What is examined, why, how and how often."""

    process = forms.CharField(label=_("Process or goal"), max_length=200)
    name = forms.CharField(label=_("Control"), widget=forms.Textarea(attrs={"rows": 2}))
    common = OneOf(
        label=_("Carries out the common control"),
        required=False,
        help_text=_("Then its counts are answered there, together with all the others."),
    )
    why = long(_("Why"), rows=2)
    method = long(_("Method"), rows=2)
    frequency = forms.CharField(label=_("Frequency"), max_length=120, required=False)
    limits = own_limits()
    risk = OneOf(label=_("Risk that it watches"), required=False)
    about = about()
    responsible = responsible()

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        plan: ControlPlan,
        thing: SystematicControl | None = None,
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, edits=thing, **options)
        offered = dict[str, Any](self.fields)
        commons = list(commons_at(plan.unit, plan.year))
        if thing is not None and thing.common is not None and thing.common not in commons:
            commons.append(thing.common)
        offered["common"].offer(commons, nothing=_("None"), label=lambda each: excerpt(each.name, 90))
        risks = list(plan.risks.filter(archived_at=None))
        if thing is not None and thing.risk is not None and thing.risk not in risks:
            risks.append(thing.risk)
        offered["risk"].offer(risks, nothing=_("None"), label=lambda each: excerpt(f"{each.process}: {each}", 90))
        offer_about(offered["about"], plan.unit, plan.year, thing.about if thing else NO_REF)
        offer_people(offered["responsible"], plan.unit, thing.responsible if thing else None)

    def clean_limits(self) -> list[tuple[str, Decimal]]:
        """Words with their lowest percentages."""
        return read_limits(self.cleaned_data["limits"])

    @property
    def given(self) -> ControlGiven:
        """The control as the action takes it."""
        return ControlGiven(**self.cleaned_data)


class RecommendationForm(EditForm):
    """What an audit has recommended, and what is done about it."""

    audit = forms.CharField(label=_("Audit"), max_length=200)
    record_number = forms.CharField(label=_("Record number"), max_length=60, required=False)
    background = long(_("Background"))
    measure = forms.CharField(label=_("Measure"), widget=forms.Textarea(attrs={"rows": 2}))
    about = about()
    responsible = responsible()
    due = day(_("Due"))

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        plan: ControlPlan,
        thing: Recommendation | None = None,
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, edits=thing, **options)
        offer_about(self.fields["about"], plan.unit, plan.year, thing.about if thing else NO_REF)
        offer_people(self.fields["responsible"], plan.unit, thing.responsible if thing else None)

    @property
    def given(self) -> RecommendationGiven:
        """The recommendation as the action takes it."""
        return RecommendationGiven(**self.cleaned_data)
