"""The step of saying what a report contains."""

from django.urls import reverse
from django.utils.translation import ngettext

from tertial.domain.message import gettext_noop
from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.organisation.steps import Progress, Step, below
from tertial.reports.models import ReportTemplate


def _templates(municipality: Unit) -> Progress:
    number = ReportTemplate.objects.filter(archived_at=None, unit__in=below(municipality)).count()
    text = ngettext("%(number)s template", "%(number)s templates", number) % {"number": number}
    return Progress(text if number else "", done=bool(number))


def _where(municipality: Unit, period: Period) -> str:
    """The report itself, once there is a template to see it by."""
    if _templates(municipality).done:
        return reverse("reports:report", args=[municipality.code, period.key])
    return reverse("reports:templates")


FIRST_REPORT = Step(
    order=90,
    key="report",
    word=gettext_noop("Report"),
    why=gettext_noop("The template of the first report: its chapters and what stands in each. Then it is printed."),
    progress=_templates,
    page=_where,
    presets="reports",
)
