"""The control plan that a report is about, and how its absence is told."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tertial.control.queries.plan_reading import control_plan_of, read_control_plan
from tertial.control.queries.readings import ControlPlanReading
from tertial.domain.document import Block, Note, Section, anchor_from, words
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message, gettext_noop
from tertial.reports.compose.context import Context


def control_reading(context: Context) -> ControlPlanReading | None:
    """The unit's control plan in the period; where there is none, that is a finding on the report."""
    if "control" not in context.read:
        plan = control_plan_of(context.unit, context.period.year)
        context.read["control"] = read_control_plan(plan, context.period) if plan is not None else None
    reading: ControlPlanReading | None = context.read["control"]
    if reading is not None:
        return reading
    template = gettext_noop(
        "%(unit)s has no control plan for %(year)s, so its report says nothing of internal control."
    )
    names = {"unit": context.unit.name, "year": str(context.period.year)}
    finding = Finding("control-plan-missing", Severity.WARNING, Message(template, names))
    if finding not in context.findings:
        context.findings.append(finding)
    return None


def no_plan(context: Context) -> tuple[Note, ...]:
    """What is printed instead of the control plan."""
    text = _("There is no control plan for %(year)s.") % {"year": context.period.year}
    return (Note(words(text)),)


def under_title(context: Context, options: Mapping[str, Any], blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks under a heading of their own where the template gives one."""
    title = context.fill(options.get("title", ""))
    return (Section(title, anchor_from(title), blocks),) if title and blocks else blocks
