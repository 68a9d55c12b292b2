"""What can be typed about a steering model."""

from collections.abc import MutableMapping
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tertial.common.editing import EditForm
from tertial.common.keys import Keyed
from tertial.common.templatetags.components import status
from tertial.common.wording import sentence
from tertial.domain.assessment import AssignmentState
from tertial.domain.document import Shape
from tertial.domain.message import DomainError
from tertial.domain.numbers_sv import format_exact, parse_decimal
from tertial.goals.settings.mark_words import SHAPE_WORDS, TONE_WORDS
from tertial.goals.words import default_words
from tertial.organisation.models import UnitKind

STATE_WORDS = {
    AssignmentState.DONE: _("Done: counts as carried out"),
    AssignmentState.ONGOING: _("Ongoing: counts as not yet carried out"),
    AssignmentState.NOT_DONE_THIS_YEAR: _("Not done this year: counts as not carried out"),
    AssignmentState.PAUSED: _("Paused: counts as not carried out"),
    AssignmentState.CANCELLED: _("Cancelled: is left out of the assessment"),
}


class PercentField(forms.CharField):
    """A percentage as people write it, `12,5` or `12,5 %`; gives a Decimal."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as Django's fields
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal", "data-narrow": True}), **options)

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - as Django's fields
        """A stored number is printed without zeros at its end; what someone typed stays as it was typed."""
        if not isinstance(value, Decimal):
            return value
        return format_exact(value)

    def clean(self, value: Any) -> Decimal | None:  # noqa: ANN401 - as Django's fields
        text = str(super().clean(value)).removesuffix("%").strip()
        if not text:
            return None
        try:
            return parse_decimal(text)
        except DomainError as error:
            raise forms.ValidationError(sentence(error.message)) from error


class ModelForm(EditForm):
    """The name of the steering model, how strict it is, and its headings."""

    name = forms.CharField(label=_("Name"), max_length=150)
    tolerance_percent = PercentField(
        label=_("Tolerance, percent"),
        help_text=_("How far from its target an indicator may be and still be called close."),
    )
    indicator_weight_percent = PercentField(
        label=_("Weight of the indicators, percent"),
        help_text=_("What they weigh in the suggested assessment of a goal; the assignments weigh the rest."),
    )

    weighs_indicators = forms.BooleanField(
        label=_("The indicators of a goal can weigh differently"),
        required=False,
        help_text=_("Planners then set what each weighs on the page of the goal, and the suggestion counts with it."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: MutableMapping[str, Any],
        words: MutableMapping[str, Any],
        edits: Keyed,
    ) -> None:
        super().__init__(data, initial=initial, edits=edits)
        for key, usual in default_words().items():
            self.fields[f"word_{key}"] = forms.CharField(
                label=usual, max_length=80, required=False, initial=words.get(key, "")
            )

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The fields that are not headings."""
        return [field for field in self if not field.name.startswith("word_")]

    @property
    def word_fields(self) -> list[forms.BoundField]:
        """One field for each heading."""
        return [field for field in self if field.name.startswith("word_")]

    @property
    def words(self) -> dict[str, str]:
        """The headings that the municipality names itself."""
        typed = {key: self.cleaned_data[f"word_{key}"].strip() for key in default_words()}
        return {key: word for key, word in typed.items() if word}


class LevelForm(EditForm):
    """One level of the goal tree."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("One of them, such as: Committee goal."))
    name_plural = forms.CharField(label=_("Name in plural"), max_length=80)
    unit_kind = forms.ChoiceField(
        label=_("Set by"),
        choices=UnitKind.choices,
        help_text=_("The kind of unit whose plan holds goals of this level."),
    )
    assessed = forms.BooleanField(
        label=_("Goals of this level are assessed"),
        required=False,
        help_text=_("They get a step of the scale each period."),
    )


class StepForm(EditForm):
    """One step of the scale. A limit is asked for in every step but the one for what cannot be judged."""

    name = forms.CharField(label=_("Name"), max_length=80)
    at_least = PercentField(
        label=_("Suggested from, percent"),
        help_text=_("The lowest score that suggests this step. The steps stand in the order of their limits."),
    )
    shape = forms.ChoiceField(label=_("Shape"), widget=forms.RadioSelect)
    tone = forms.ChoiceField(
        label=_("Tone"),
        widget=forms.RadioSelect,
        help_text=_("Gives the colour, which never stands without the shape."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: MutableMapping[str, Any] | None = None,
        edits: Keyed | None = None,
        unlimited: bool = False,
    ) -> None:
        super().__init__(data, initial=initial, edits=edits)
        self._offer(
            "shape", [(shape.value, status(word=str(word), shape=shape)) for shape, word in SHAPE_WORDS.items()]
        )
        self._offer(
            "tone",
            [(tone.value, status(word=str(word), shape=Shape.FULL, tone=tone)) for tone, word in TONE_WORDS.items()],
        )
        if unlimited:
            del self.fields["at_least"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices


class StatusForm(EditForm):
    """One word for how far an assignment has come."""

    word = forms.CharField(label=_("Word"), max_length=60)
    meaning = forms.ChoiceField(
        label=_("Means"),
        choices=list(STATE_WORDS.items()),
        widget=forms.RadioSelect,
        help_text=_("What the word counts as when assignments are counted and goals are assessed."),
    )


class OriginForm(EditForm):
    """Who gives assignments."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("As it stands in lists and filters."))
    prefix = forms.CharField(  # type: ignore[assignment]  # Django keeps fields apart from attributes
        label=_("Printed before the title"),
        max_length=80,
        required=False,
        help_text=_("In reports, such as: From the council. May be left empty."),
    )
