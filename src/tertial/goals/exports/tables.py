"""What a list of indicators or assignments says in a file."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tertial.common.exports import ExportTable
from tertial.domain.period import Period
from tertial.goals import marks
from tertial.goals.models import Goal
from tertial.goals.queries.readings import AssignmentReading, IndicatorReading


def indicator_table(
    pairs: Sequence[tuple[Goal, IndicatorReading]], period: Period, words: dict[str, str]
) -> ExportTable:
    """One row for each goal and indicator."""
    years = (period.year - 2, period.year - 1, period.year)
    weighs = any(goal.plan.steering_model.weighs_indicators for goal, _item in pairs)
    headings = [
        words["indicators"],
        _("Goal"),
        *map(str, years),
        f"{words['interim_target']} {period.year}",
        words["long_term_target"],
        _("Long-term year"),
        words["status"],
        _("Why"),
        _("Owner"),
        _("Source"),
        _("Id at the source"),
        _("Publication week"),
        *([_("Weight")] if weighs else []),
    ]
    rows = [
        [
            item.indicator.name,
            goal.name,
            *((outcome.quantity if (outcome := item.of_year(year)) else None) for year in years),
            item.interim.expression if item.interim else "",
            item.long_term.expression if item.long_term else "",
            item.long_term.year if item.long_term else None,
            marks.indicator_word(item.decided),
            _why(item),
            item.indicator.owner.name if item.indicator.owner else "",
            item.indicator.source,
            item.indicator.source_id,
            item.indicator.publication_week,
            *([item.weight] if weighs else []),
        ]
        for goal, item in pairs
    ]
    return ExportTable(_("Indicators"), headings, rows)


def assignment_table(pairs: Sequence[tuple[Goal | None, AssignmentReading]], words: dict[str, str]) -> ExportTable:
    """One row for each assignment."""
    headings = [
        _("Assignment"),
        _("Origin"),
        _("Goal"),
        _("Responsible unit"),
        _("Responsible"),
        _("Due"),
        words["status"],
        words["comment"],
        _("Steps done"),
        _("Steps"),
    ]
    rows = [
        [
            item.assignment.title,
            item.assignment.origin.name,
            goal.name if goal else "",
            item.assignment.responsible_unit.name if item.assignment.responsible_unit else "",
            item.assignment.responsible.name if item.assignment.responsible else "",
            item.assignment.due,
            item.follow_up.status.word if item.follow_up else "",
            item.follow_up.comment if item.follow_up else "",
            item.steps_done,
            len(item.steps),
        ]
        for goal, item in pairs
    ]
    return ExportTable(_("Assignments"), headings, rows)


def _why(item: IndicatorReading) -> str:
    if item.human:
        return item.human.reason
    return marks.cause_word(item.computed.cause) if item.computed.cause else ""
