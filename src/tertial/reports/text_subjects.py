"""The free texts of a plan: those that the templates of its reports ask for."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.domain.period import Period
from tertial.goals.models import Plan
from tertial.organisation.models import Unit
from tertial.reports.declaration import ReportDeclaration
from tertial.reports.errors import NoTemplate, UnusableTemplate
from tertial.reports.queries import template_for
from tertial.texts.subjects import SubjectPlace


def plan_subject(number: int, period: Period) -> SubjectPlace | None:
    """A plan of the period's year, with the free texts of its report."""
    plan = Plan.objects.select_related("unit").filter(pk=number).first()
    if plan is None or plan.year != period.year:
        return None
    return SubjectPlace(
        unit=plan.unit,
        label=_("The report of %(unit)s") % {"unit": plan.unit.name},
        url=reverse("reports:report", args=[plan.unit.code, period.key]),
        slots=free_texts(plan.unit, period),
        earlier=f"plan:{plan.copied_from_id}" if plan.copied_from_id else "",
    )


def free_texts(unit: Unit, period: Period) -> Mapping[str, str]:
    """The slots that the unit's report has for the period, each with its heading, in the order of the report."""
    try:
        return _declared(template_for(unit, period))
    except (NoTemplate, UnusableTemplate):
        return {}


def _declared(declaration: ReportDeclaration) -> dict[str, str]:
    return {
        block.options["slot"]: block.options.get("title") or chapter.title
        for chapter in declaration.chapters
        for block in chapter.every_block()
        if block.kind == "text"
    }
