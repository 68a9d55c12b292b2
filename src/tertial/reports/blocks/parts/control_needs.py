"""What blocks about internal control are made from, and what is printed where there is no control plan."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tertial.control.queries.plan_reading import control_plan_of, read_control_plan
from tertial.control.queries.readings import ControlPlanReading
from tertial.domain.document import Note, words
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message, gettext_noop
from tertial.reports.blocks.printed import Printed
from tertial.reports.blocks.prose import Prose
from tertial.reports.blocks.report import Cover, Report

PLAN_MISSING = "control-plan-missing"


@dataclass(frozen=True, slots=True)
class ControlNeeds:
    """The control plan of the year, where there is one."""

    cover: Cover
    plan: ControlPlanReading | None
    prose: Prose


def control_of(report: Report) -> ControlPlanReading | None:
    """What the control plan holds; None where there is none for the year."""
    plan = control_plan_of(report.cover.unit, report.cover.period.year)
    return read_control_plan(plan, report.cover.period) if plan is not None else None


def control_needs(report: Report) -> ControlNeeds:
    """The unit's control plan in the period."""
    return ControlNeeds(report.cover, report.read(control_of), report.prose())


def no_control_plan(cover: Cover) -> Printed:
    """What is printed instead of the control plan, and the finding that there is none."""
    template = gettext_noop(
        "%(unit)s has no control plan for %(year)s, so its report says nothing of internal control."
    )
    names = {"unit": cover.unit.name, "year": str(cover.period.year)}
    note = Note(words(_("There is no control plan for %(year)s.") % {"year": cover.period.year}))
    return Printed((note,), (Finding(PLAN_MISSING, Severity.WARNING, Message(template, names)),))
