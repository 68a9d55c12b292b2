"""Forms about controls set for all: what they are, what they ask, who answers, and the answers."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tertial.common.editing import EditForm
from tertial.common.fields import INDENT, long, short
from tertial.control.actions.answers import AnswerGiven
from tertial.control.actions.common_controls import CommonGiven, QuestionGiven, RowGiven
from tertial.control.forms.limits import own_limits, read_limits
from tertial.control.models import CommonAnswer, CommonControl, CommonQuestion, CommonRow, QuestionKind
from tertial.control.models.common_controls import UNITS_COUNTED
from tertial.control.queries.answered import typed
from tertial.organisation.tree import unit_tree


class CommonForm(EditForm):
    """What a common control examines, why and how."""

    name = forms.CharField(label=_("Control"), widget=forms.Textarea(attrs={"rows": 2}))
    process = forms.CharField(label=_("Process or goal"), max_length=200, required=False)
    why = long(_("Why"), rows=2)
    method = long(_("Method"), rows=2)
    measured = forms.CharField(
        label=_("When or how it is measured"),
        max_length=200,
        required=False,
        help_text=_("Printed below the table, such as January–November {year}. {year} stands for the year."),
    )
    of_whom = forms.CharField(
        label=_("Heading of those who answer"), max_length=80, required=False, help_text=_("Committee, if left empty.")
    )
    remark_label = forms.CharField(
        label=_("Heading of the comments"), max_length=80, required=False, help_text=_("Comment, if left empty.")
    )

    @property
    def given(self) -> CommonGiven:
        """The control as the action takes it."""
        return CommonGiven(**self.cleaned_data)


class QuestionForm(EditForm):
    """One question: a column of the table."""

    label = forms.CharField(label=_("Heading"), max_length=120, help_text=_("{year} stands for the year."))
    kind = forms.ChoiceField(
        label=_("What is answered"),
        choices=QuestionKind.choices,
        help_text=_("Ask for counts where there are any: percentages cannot be added up to a total."),
    )
    unit = forms.ChoiceField(label=_("Counted in"), choices=list(UNITS_COUNTED.items()))
    population_label = forms.CharField(
        label=_("Heading of how many were looked at"),
        max_length=120,
        required=False,
        help_text=_("Left empty, only the percentage is shown."),
    )
    deviations_label = forms.CharField(label=_("Heading of how many deviate"), max_length=120, required=False)
    other_label = forms.CharField(
        label=_("What a second part of the number counts"),
        max_length=120,
        required=False,
        help_text=_("For numbers in two parts, such as 8 + 127 placements."),
    )
    sampled = forms.BooleanField(
        label=_("A sample was drawn"), required=False, help_text=_("Then it is shown how many may be wrong in truth.")
    )
    judged = forms.BooleanField(label=_("Judged by the limits"), required=False)
    limits = own_limits()
    in_remark = forms.BooleanField(label=_("Print it in the comment, not as a column"), required=False)

    def clean_limits(self) -> list[tuple[str, Decimal]]:
        """Words with their lowest percentages."""
        return read_limits(self.cleaned_data["limits"])

    @property
    def given(self) -> QuestionGiven:
        """The question as the action takes it."""
        return QuestionGiven(**self.cleaned_data)


class RowsForm(EditForm):
    """Who answers: units, and categories by name."""

    units = forms.MultipleChoiceField(label=_("Units that answer"), required=False, widget=forms.CheckboxSelectMultiple)
    categories = long(
        _("Categories"),
        rows=4,
        help_text=_("One a line, for what whoever set the control answers itself: suppliers by category, for example."),
    )

    def __init__(self, *args: Any, control: CommonControl, **options: Any) -> None:  # noqa: ANN401
        tree = unit_tree()
        top = tree.path(control.set_by_id)[-1]
        self._units = {str(unit.pk): unit for unit in (top, *tree.descendants(top.pk))}
        self._labels = {row.unit_id: row.label for row in control.rows.all() if row.unit_id is not None}
        super().__init__(*args, **options)
        depths = [(top, 0), *tree.walk(top.pk, 1)]
        choices = [(str(unit.pk), f"{INDENT * depth}{unit.name}") for unit, depth in depths]
        self.fields["units"].choices = choices  # type: ignore[attr-defined]

    @property
    def given(self) -> list[RowGiven]:
        """Those who answer, units first; what a unit is printed as is kept."""
        units = [self._units[number] for number in self.cleaned_data["units"]]
        lines = [line.strip() for line in self.cleaned_data["categories"].splitlines()]
        return [
            *(RowGiven(unit, self._labels.get(unit.pk, "")) for unit in units),
            *(RowGiven(label=line) for line in dict.fromkeys(lines) if line),
        ]


def initial_rows(control: CommonControl) -> dict[str, Any]:
    """Those who answer now, as the form holds them."""
    rows = list(control.rows.all())
    return {
        "units": [str(row.unit_id) for row in rows if row.unit_id is not None],
        "categories": "\n".join(row.label for row in rows if row.unit_id is None),
    }


class AnswerForm(EditForm):
    """The answers of one who is asked: for each question the fields that its kind needs."""

    unjoined = frozenset({"replace"})

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        row: CommonRow,
        answers: Mapping[int, CommonAnswer],
        **options: Any,  # noqa: ANN401
    ) -> None:
        self.questions = list(row.control.questions.all())
        options["initial"] = {
            f"{part}-{number}": text for number, answer in answers.items() for part, text in typed(answer).items()
        }
        super().__init__(*args, edits=[row, *answers.values()], **options)
        for question in self.questions:
            for part, label in parts_of(question).items():
                self.fields[f"{part}-{question.pk}"] = short(label, required=False)
        if answers:
            self.fields["replace"] = forms.BooleanField(label=_("Replace the answer that is there"), required=False)

    @property
    def given(self) -> dict[int, AnswerGiven]:
        """The answers as the action takes them, by the number of the question."""
        return {
            question.pk: AnswerGiven(
                **{part: self.cleaned_data.get(f"{part}-{question.pk}", "") for part in parts_of(question)}
            )
            for question in self.questions
        }

    def by_question(self) -> list[tuple[CommonQuestion, list[forms.BoundField]]]:
        """The fields of each question together."""
        return [
            (question, [self[f"{part}-{question.pk}"] for part in parts_of(question)]) for question in self.questions
        ]


def parts_of(question: CommonQuestion) -> dict[str, str]:
    """What is typed to answer a question, each part with its label."""
    if question.kind == QuestionKind.PERCENT:
        return {"percent": gettext("Percent")}
    if question.kind == QuestionKind.COUNT:
        both = {"number": question.heading}
        return {**both, "other": question.other_heading} if question.other_heading else both
    return {
        "population": question.population_heading or gettext("How many were looked at"),
        "deviations": question.deviations_heading or gettext("How many of them deviate"),
    }
