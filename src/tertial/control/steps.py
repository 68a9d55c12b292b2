"""The step of setting up internal control."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.control.models import ControlModel, ControlPlan
from tertial.domain.message import gettext_noop
from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.organisation.steps import Progress, Step, below


def _control(municipality: Unit) -> Progress:
    plans = ControlPlan.objects.filter(archived_at=None, unit__in=below(municipality)).count()
    if plans:
        text = ngettext("%(number)s control plan", "%(number)s control plans", plans) % {"number": plans}
        return Progress(text, done=True)
    return Progress(
        _("the scales are saved") if ControlModel.objects.filter(municipality=municipality).exists() else ""
    )


def _where(municipality: Unit, period: Period) -> str:
    if ControlModel.objects.filter(municipality=municipality).exists():
        return reverse("control:overview", args=[municipality.code, period.key])
    return reverse("control:settings")


CONTROL = Step(
    order=80,
    key="control",
    word=gettext_noop("Internal control"),
    why=gettext_noop("The scales by which risks are judged, and a control plan for the year."),
    progress=_control,
    page=_where,
    presets="control",
)
