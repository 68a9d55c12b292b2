"""Forms about assignments, their steps and how far they have come."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tertial.common.editing import Began, EditForm
from tertial.common.fields import INDENT, NOBODY, OneOf, day, long
from tertial.goals.models import Assignment, AssignmentStatus, Plan
from tertial.goals.queries.people import goals_of, units_below
from tertial.organisation.people import people_around


class AssignmentForm(EditForm):
    """What is to be done, on whose order, by whom and when."""

    title = forms.CharField(label=_("Title"), widget=forms.Textarea(attrs={"rows": 2}))
    origin = OneOf(label=_("Origin"))
    goal = OneOf(label=_("Goal"), required=False)
    responsible_unit = OneOf(label=_("Responsible unit"), required=False)
    responsible = OneOf(label=_("Responsible"), required=False, help_text=_("Gets its tasks on the start page."))
    due = day(_("Due"))

    def __init__(self, *args: Any, plan: Plan, assignment: Assignment | None = None, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        now = assignment or Assignment(plan=plan)
        offered: dict[str, Any] = dict(self.fields)
        offered["origin"].offer(plan.steering_model.assignment_origins.all(), nothing=None)
        offered["goal"].offer(goals_of(plan, now.goal), nothing=_("No goal"))
        depths = dict(units_below(plan.unit, now.responsible_unit))
        offered["responsible_unit"].offer(depths, label=lambda unit: f"{INDENT * depths[unit]}{unit.name}")
        offered["responsible"].offer(people_around(plan.unit, now.responsible), nothing=NOBODY)


class FollowUpForm(EditForm):
    """How far an assignment has come in a period."""

    status = OneOf(label=_("Status"), error_messages={"required": _("Choose a status.")})
    comment = long(_("Comment"))

    def __init__(self, *args: Any, statuses: Iterable[AssignmentStatus], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["status"].offer(statuses, nothing=_("Choose a status"))  # type: ignore[attr-defined]


class StepForm(EditForm):
    """One step; an empty title takes the step away."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Step"), max_length=300, required=False)
    due = day(_("Due"))
    done = forms.BooleanField(label=_("Done"), required=False)

    def changed_by_others(self, began: Began, name: str) -> bool:
        """Taking a step away takes all of it away, so whatever others have changed in it is asked about."""
        changed = super().changed_by_others
        if name == "title" and not self.typed("title"):
            return any(changed(began, each) for each in self.joined_fields())
        return changed(began, name)

    def changed_here(self, began: Began, name: str) -> bool:
        """What is changed in a step that someone has taken away is asked about with its title."""
        changed = super().changed_here
        if name == "title" and not self.stands("title"):
            return any(changed(began, each) for each in self.joined_fields())
        return changed(began, name)


class _BaseStepForms(BaseFormSet):  # type: ignore[type-arg]  # no generic when it runs
    """The steps of an assignment; what was sent of a step is joined with that step, wherever it stands now."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Which step it is."""
        given: dict[str, Any] = super().get_form_kwargs(index)
        if self.is_bound and index is not None:
            number = str(self.data.get(f"{self.prefix}-{index}-pk", ""))
            given["initial"] = next((step for step in self.initial or () if str(step["pk"]) == number), {})
        return given


def step_forms(assignment: Assignment, sent: QueryDict | None = None) -> "BaseFormSet[StepForm]":
    """One form a step, and some for new ones."""
    stored = [
        {"pk": step.pk, "title": step.title, "due": step.due, "done": step.done} for step in assignment.steps.all()
    ]
    made = formset_factory(StepForm, formset=_BaseStepForms, extra=2)
    return made(sent, initial=stored, prefix="steps", form_kwargs={"edits": assignment})
