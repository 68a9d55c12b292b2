"""Forms about how far something has come, what a control came to, and what a re-check saw."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tertial.common.editing import EditForm
from tertial.common.fields import day, long, short
from tertial.control.actions.controls import CountsGiven
from tertial.control.models import ControlModel, SystematicControl
from tertial.control.scales import limits_in_words, limits_of, result_scale, status_words


class FollowUpForm(EditForm):
    """How far a measure or a recommendation has come in a period."""

    status = forms.ChoiceField(label=_("Status"), error_messages={"required": _("Choose a status.")})
    comment = long(_("Comment"))

    def __init__(self, *args: Any, model: ControlModel, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["status"].choices = [("", _("Choose a status")), *status_words(model).items()]  # type: ignore[attr-defined]


class ResultForm(EditForm):
    """What a control came to. Without counts of its own where it carries out a common control."""

    status = forms.ChoiceField(label=_("Status"), error_messages={"required": _("Choose a status.")})
    population = short(_("Population"), required=False, help_text=_("How many there are in all."))
    sample = short(_("Sample size"), required=False, help_text=_("How many were examined; empty if all were."))
    deviations = short(_("Deviations"), required=False, help_text=_("How many of them were wrong, as a count."))
    conclusion = forms.ChoiceField(
        label=_("Conclusion"),
        required=False,
        help_text=_("Leave it to the limits, or choose another and say why in the comment."),
    )
    comment = long(_("Comment"))

    def __init__(self, *args: Any, control: SystematicControl, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        model, offered = control.plan.control_model, dict[str, Any](self.fields)
        offered["status"].choices = [("", _("Choose a status")), *status_words(model).items()]
        words = [step.word for step in result_scale(model).steps]
        if control.common_id is None:
            hint = _("By the limits: %(limits)s. Choose another, and say why in the comment.")
            offered["conclusion"].help_text = hint % {"limits": limits_in_words(limits_of(control, model))}
        offered["conclusion"].choices = [("", _("By the limits")), *((word, word) for word in words)]
        if control.common_id is not None:
            for name in ("population", "sample", "deviations"):
                del self.fields[name]

    @property
    def counts(self) -> CountsGiven:
        """The counts as the action takes them."""
        names = ("population", "sample", "deviations")
        return CountsGiven(**{name: self.cleaned_data.get(name, "") for name in names})


class RecheckForm(forms.Form):
    """Someone has looked whether a recommendation is met."""

    on = day(_("Day"), initial=timezone.localdate)
    seen = long(_("What was seen"), help_text=_("What you looked at and what it showed, so that others can trust it."))
    closes = forms.BooleanField(label=_("The recommendation is met and is closed"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["on"].required = True
        self.fields["on"].error_messages["required"] = str(_("Give the day of the re-check."))
        self.fields["seen"].required = True
        needed = _("Write what was seen, so that others can trust that it is closed.")
        self.fields["seen"].error_messages["required"] = str(needed)
