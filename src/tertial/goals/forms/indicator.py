"""Forms about indicators, their targets and their outcomes."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tertial.accounts.models import Person
from tertial.common.editing import EditForm, OneOfManyForm
from tertial.common.fields import NOBODY, OneOf, long, short
from tertial.common.wording import sentence
from tertial.domain.message import DomainError
from tertial.domain.period import Period
from tertial.goals.measures import as_typed, grades_of
from tertial.goals.models import Indicator
from tertial.goals.models.indicator import DIRECTIONS, UNITS_OF_MEASURE, Sex, TargetKind
from tertial.organisation.models import Unit
from tertial.organisation.people import people_around


class IndicatorForm(EditForm):
    """What an indicator measures, where its figures come from, and whose it is."""

    name = forms.CharField(label=_("Name"), max_length=300, help_text=_("As it is printed in the report."))
    unit_of_measure = forms.ChoiceField(label=_("Unit"), choices=list(UNITS_OF_MEASURE.items()))
    decimals = forms.IntegerField(label=_("Decimals"), min_value=0, max_value=6, initial=0)
    direction = forms.ChoiceField(
        label=_("Direction"),
        choices=list(DIRECTIONS.items()),
        help_text=_("Says what a bare number means as a target."),
    )
    owner = OneOf(label=_("Owner"), required=False, help_text=_("Is asked for its outcomes."))
    source = forms.CharField(label=_("Source"), max_length=200, required=False)
    source_id = forms.CharField(
        label=_("Id at the source"), max_length=60, required=False, help_text=_("For example N00945 in Kolada.")
    )
    publication_week = forms.IntegerField(label=_("Publication week"), min_value=1, max_value=53, required=False)
    lag_years = forms.IntegerField(
        label=_("Years of lag"),
        min_value=0,
        max_value=5,
        initial=0,
        help_text=_("How many years after its year an outcome is published."),
    )
    split = forms.BooleanField(
        label=_("Outcomes for women and men apart"),
        required=False,
        help_text=_("The table of many outcomes then has cells for both beside the total."),
    )
    description = long(_("Description"))

    def __init__(self, *args: Any, unit: Unit, owner: Person | None = None, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["owner"].offer(people_around(unit, owner), nothing=NOBODY)  # type: ignore[attr-defined]


class OutcomeForm(OneOfManyForm):
    """One outcome."""

    written = "text"

    for_period = forms.CharField(
        label=_("Period"),
        widget=forms.TextInput(attrs={"data-narrow": True, "autocomplete": "off"}),
    )
    sex = forms.ChoiceField(label=_("Applies to"), choices=Sex.choices, initial=Sex.TOTAL, required=False)
    text = short(_("Outcome"), help_text=_("As precisely as it is known: 74,5."))
    preliminary = forms.BooleanField(
        label=_("Preliminary"), required=False, help_text=_("The source may still change it.")
    )
    source = forms.CharField(label=_("Source"), max_length=200, required=False)
    replace = forms.BooleanField(label=_("Replace the outcome that is there"), required=False)

    def __init__(self, *args: Any, indicator: Indicator, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, edits=indicator, **options)
        self.indicator = indicator
        self.fields["for_period"].help_text = self._periods()
        offer_words(self.fields["text"], indicator)

    def _periods(self) -> str:
        """How periods are written, of the year that is looked at."""
        asked = str(self.initial.get("for_period", ""))[:4]
        year = asked if asked.isdecimal() else str(timezone.localdate().year)
        text = gettext("%(year)s, %(year)s-T1, %(year)s-04 for a month alone, or %(year)s-01--%(year)s-10.")
        return text % {"year": year}

    def place(self) -> str:
        """The period and whom it applies to."""
        return _outcome_place(str(self.data.get("for_period", "")), str(self.data.get("sex", "")))

    def stored(self) -> dict[str, str]:
        """Every outcome of the indicator."""
        return _outcomes(self.indicator)


class CellForm(OneOfManyForm):
    """The one figure that is missing in a table."""

    text = forms.CharField(label=_("Outcome"), required=False)
    replace = forms.BooleanField(required=False)

    written = "text"

    def __init__(self, *args: Any, indicator: Indicator, asked: Period, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, edits=indicator, **options)
        self.indicator, self.asked = indicator, asked
        offer_words(self.fields["text"], indicator)

    def place(self) -> str:
        """The period that is asked for."""
        return _outcome_place(self.asked.key, Sex.TOTAL)

    def stored(self) -> dict[str, str]:
        """What has come meanwhile; a cell is shown where nothing stands."""
        return _outcomes(self.indicator) if self.is_bound else {}


def offer_words(field: forms.Field, indicator: Indicator) -> None:
    """Lets one of its words be chosen where the outcomes of an indicator are words."""
    grades = grades_of(indicator)
    if grades is not None:
        field.widget = forms.Select(choices=[("", "–"), *((word, word) for word in grades.words)])
        field.help_text = ""


def _outcomes(indicator: Indicator) -> dict[str, str]:
    return {_outcome_place(each.period, each.sex): as_typed(indicator, each) for each in indicator.outcomes.all()}


def _outcome_place(period: str, sex: str) -> str:
    try:
        key = Period.parse(period).key
    except DomainError:
        key = ""
    return f"outcome {key} {sex or Sex.TOTAL}"


class TargetForm(OneOfManyForm):
    """What is to be reached in a year; without an expression the target is taken away."""

    year = forms.IntegerField(
        label=_("Year"), min_value=1990, max_value=2200, widget=forms.NumberInput(attrs={"data-narrow": True})
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=TargetKind.choices)
    expression = short(
        _("Target"),
        required=False,
        help_text=_("For example ≤38, >74 or 10–20. Leave it empty to take the target away."),
    )

    written = "expression"

    def place(self) -> str:
        """The year and the kind."""
        return f"target {str(self.data.get('year', '')).strip()} {self.data.get('kind', '')}"

    def stored(self) -> dict[str, str]:
        """Every target of the indicator."""
        return {f"target {each.year} {each.kind}": each.expression for each in self.indicator.targets.all()}

    def __init__(self, *args: Any, indicator: Indicator, words: dict[str, str], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, edits=indicator, **options)
        self.indicator = indicator
        names = {TargetKind.INTERIM: words["interim_target"], TargetKind.LONG_TERM: words["long_term_target"]}
        self.fields["kind"].choices = [(kind.value, name) for kind, name in names.items()]  # type: ignore[attr-defined]
        grades = grades_of(indicator)
        if grades is not None:
            said = {"words": sentence(grades.choice)}
            self.fields["expression"].help_text = gettext("Write %(words)s. Leave it empty to take it away.") % said
