"""Forms about goals and their assessment."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tertial.common.editing import EditForm
from tertial.common.fields import NOBODY, OneOf, long
from tertial.domain.assessment import IndicatorState
from tertial.goals.marks import indicator_word
from tertial.goals.models import Goal, GoalIndicator, Indicator, Level, Plan, ScaleStep
from tertial.goals.models.goal import MOST_WEIGHT
from tertial.goals.queries.people import goals_to_stand_under
from tertial.organisation.people import people_around


class PlaceForm(EditForm):
    """Which goal a goal stands under, or contributes to in a plan above."""

    above = OneOf(
        label=_("Stands under"),
        required=False,
        help_text=_("A goal of the same plan, or the goal above that it contributes to."),
    )

    def __init__(self, *args: Any, plan: Plan, goal: Goal | None = None, **options: Any) -> None:  # noqa: ANN401
        now = (goal.parent or goal.contributes_to) if goal is not None else None
        options["initial"] = {"above": now.pk if now else None, **options.get("initial", {})}
        super().__init__(*args, **options)
        offered = goals_to_stand_under(plan, now)
        groups = [(name, [each for each in goals if each != goal]) for name, goals in offered]
        above = self.fields["above"]
        above.offer_groups(groups, nothing=_("Nothing: at the top"), label=lambda each: f"{each.level}: {each.name}")  # type: ignore[attr-defined]
        self.plan = plan

    @property
    def place(self) -> dict[str, Goal | None]:
        """Where the goal is to stand, as the actions take it."""
        above: Goal | None = self.cleaned_data["above"]
        inside = above is not None and above.plan_id == self.plan.pk
        return {"parent": above if inside else None, "contributes_to": None if inside else above}


class GoalForm(PlaceForm):
    """What a goal is."""

    name = forms.CharField(label=_("Name"), max_length=300, help_text=_("As it is printed in the report."))
    level = OneOf(label=_("Level"))
    responsible = OneOf(label=_("Responsible"), required=False, help_text=_("Gets its tasks on the start page."))
    description = long(_("Description"))

    field_order = ("name", "level", "above", "responsible", "description")

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        plan: Plan,
        levels: Iterable[Level],
        goal: Goal | None = None,
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, plan=plan, goal=goal, **options)
        now = goal.responsible if goal is not None else None
        self.fields["level"].offer(levels, nothing=None)  # type: ignore[attr-defined]
        self.fields["responsible"].offer(people_around(plan.unit, now), nothing=NOBODY)  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        """The goal as the action takes it."""
        names = ("name", "level", "responsible", "description")
        return {**{name: self.cleaned_data[name] for name in names}, **self.place}


class AssessmentForm(EditForm):
    """What people decide of a goal, and why where the figures say otherwise."""

    step = OneOf(label=_("Assessment"), error_messages={"required": _("Choose an assessment.")})
    reason = long(
        _("Reason"),
        help_text=_("Needed where your assessment differs from the figures. It can be printed in the report."),
    )

    def __init__(self, *args: Any, steps: Iterable[ScaleStep], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["step"].offer(steps, nothing=None)  # type: ignore[attr-defined]


class OverrideForm(EditForm):
    """What people judge of an indicator where they see more than the figures."""

    state = forms.ChoiceField(label=_("Judgement"))
    reason = long(_("Reason"), rows=2, help_text=_("It is printed as a note in the report."))

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["state"].choices = [(state.value, indicator_word(state)) for state in IndicatorState]  # type: ignore[attr-defined]


class WeightsForm(EditForm):
    """What each indicator of a goal weighs; one that is left empty weighs 1."""

    def __init__(self, *args: Any, links: Sequence[GoalIndicator], goal: Goal, **options: Any) -> None:  # noqa: ANN401
        self.links = {f"weight_{link.pk}": link for link in links}
        initial = {name: link.weight for name, link in self.links.items()}
        super().__init__(*args, edits=goal, initial=initial, **options)
        for name, link in self.links.items():
            widget = forms.NumberInput(attrs={"data-narrow": True})
            self.fields[name] = forms.IntegerField(
                label=link.indicator.name, min_value=1, max_value=MOST_WEIGHT, required=False, widget=widget
            )

    @property
    def weights(self) -> dict[GoalIndicator, int]:
        """What the action takes."""
        return {link: self.cleaned_data[name] or 1 for name, link in self.links.items()}


class FollowForm(forms.Form):
    """Which indicator that exists is to follow a goal."""

    indicator = OneOf(label=_("Indicator"), error_messages={"required": _("Choose an indicator.")})

    def __init__(self, *args: Any, indicators: Iterable[Indicator], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        groups: dict[str, list[Indicator]] = {}
        for indicator in indicators:
            groups.setdefault(indicator.unit.name, []).append(indicator)
        self.fields["indicator"].offer_groups(groups.items(), nothing=_("Choose an indicator"))  # type: ignore[attr-defined]
