"""What the lists of internal control say in a file."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tertial.accounts.models import Person
from tertial.common.exports import Cell, ExportTable
from tertial.control.models import CommonQuestion, ControlModel, QuestionKind
from tertial.control.queries.answered import number, percent
from tertial.control.queries.comparison import Comparison, Result
from tertial.control.queries.readings import (
    ControlPlanReading,
    ControlReading,
    FollowedUp,
    MeasureReading,
    RecommendationReading,
    RiskReading,
)
from tertial.control.scales import decision_words, status_words
from tertial.domain.control import Counted, Numbered
from tertial.domain.numbers_sv import format_exact
from tertial.domain.quantity import Quantity
from tertial.domain.ref import Ref
from tertial.things.finding import names_of


def risk_table(plan: ControlPlanReading, risks: Sequence[RiskReading]) -> ExportTable:
    """One row for each risk."""
    headings = [
        plan.words["process"],
        plan.words["risk"],
        _("Likelihood"),
        _("Consequence"),
        _("Risk value"),
        _("Zone"),
        _("Decision"),
        _("Reason"),
        _("Concerns"),
        _("Responsible"),
        _("Measures"),
        _("Of which done"),
    ]
    decisions = decision_words(plan.model)
    concerns = names_of(each.risk.about for each in risks)
    rows: list[list[Cell]] = [
        [
            each.risk.process,
            each.risk.description,
            each.risk.likelihood,
            each.risk.consequence,
            each.value,
            each.zone.word if each.zone else "",
            decisions[each.risk.decision],
            each.risk.reason,
            concerns.get(each.risk.about, each.risk.about),
            _name(each.risk.responsible),
            len(each.measures),
            sum(measure.is_done for measure in each.measures),
        ]
        for each in risks
    ]
    return ExportTable(_("Risks"), headings, rows)


def measure_table(plan: ControlPlanReading, measures: Sequence[MeasureReading]) -> ExportTable:
    """One row for each measure."""
    headings = [
        plan.words["process"],
        plan.words["risk"],
        plan.words["measure"],
        _("Responsible"),
        _("Due"),
        plan.words["status"],
        plan.words["comment"],
    ]
    rows = [
        [
            each.risk.process,
            each.risk.description,
            each.measure.title,
            _name(each.measure.responsible),
            each.measure.due,
            *_followed(plan, each),
        ]
        for each in measures
    ]
    return ExportTable(_("Measures"), headings, rows)


def control_table(plan: ControlPlanReading, controls: Sequence[ControlReading]) -> ExportTable:
    """One row for each systematic control."""
    headings = [
        plan.words["process"],
        plan.words["control"],
        _("Common control"),
        _("Why"),
        _("Method"),
        _("Frequency"),
        _("Responsible"),
        _("Concerns"),
        plan.words["status"],
        _("Population"),
        _("Sample size"),
        _("Deviations"),
        _("Percent right"),
        _bound_heading(plan.model),
        _("Conclusion"),
        plan.words["comment"],
    ]
    statuses = status_words(plan.model)
    concerns = names_of(each.control.about for each in controls)
    rows = [_control_row(each, statuses, concerns) for each in controls]
    return ExportTable(_("Controls"), headings, rows)


def _control_row(each: ControlReading, statuses: Mapping[str, str], concerns: Mapping[Ref, str]) -> list[Cell]:
    control, result = each.control, each.result
    share = each.counted.share_right if each.counted else None
    return [
        control.process,
        control.name,
        _("yes") if control.common_id else _("no"),
        control.why,
        control.method,
        control.frequency,
        _name(control.responsible),
        concerns.get(control.about, control.about),
        statuses[result.status] if result else "",
        result.population if result else None,
        result.sample if result else None,
        result.deviations if result else None,
        percent(share, 1) if share is not None else None,
        percent(each.bound, 1) if each.bound is not None else None,
        each.conclusion,
        result.comment if result else "",
    ]


def recommendation_table(plan: ControlPlanReading, found: Sequence[RecommendationReading]) -> ExportTable:
    """One row for each recommendation."""
    headings = [
        plan.words["audit"],
        plan.words["record_number"],
        plan.words["background"],
        _("Measure"),
        _("Responsible"),
        _("Due"),
        plan.words["status"],
        plan.words["comment"],
        pgettext("a recommendation", "Closed"),
        _("Re-checked"),
        _("Re-checked by"),
        _("What was seen"),
    ]
    rows = [
        [
            each.recommendation.audit,
            each.recommendation.record_number,
            each.recommendation.background,
            each.recommendation.measure,
            _name(each.recommendation.responsible),
            each.recommendation.due,
            *_followed(plan, each),
            _("yes") if each.closed else _("no"),
            each.recheck.on if each.recheck else None,
            each.recheck.person.name if each.recheck else "",
            each.recheck.seen if each.recheck else "",
        ]
        for each in found
    ]
    return ExportTable(_("Recommendations"), headings, rows)


def common_table(found: Comparison) -> ExportTable:
    """One row for each who answers, and the total."""
    headings = [found.control.of_whom or _("Committee")]
    for question in found.questions:
        headings.extend(_question_headings(question))
    headings.append(found.remark_heading())
    rows: list[list[Cell]] = []
    for row in found.rows:
        cells: list[Cell] = [str(row.row)]
        for question, result in zip(found.questions, row.results, strict=True):
            cells.extend(_question_cells(question, result))
        rows.append([*cells, row.remark.plain_text if row.remark is not None else ""])
    total: list[Cell] = [_("Total")]
    for question, result in zip(found.questions, found.totals, strict=True):
        total.extend(_question_cells(question, result))
    rows.append([*total, found.remark.plain_text if found.remark is not None else ""])
    return ExportTable(found.control.key, headings, rows)


def _bound_heading(model: ControlModel) -> str:
    heading = _("Percent wrong, at most (%(confidence)s %% confidence)")
    return heading % {"confidence": format_exact(model.confidence_percent)}


def _question_headings(question: CommonQuestion) -> list[str]:
    if question.kind == QuestionKind.COUNT:
        return [question.heading, question.other_heading] if question.other_heading else [question.heading]
    if question.kind == QuestionKind.PERCENT:
        return [question.heading, _("%(label)s, before") % {"label": question.heading}]
    parts = [question.population_heading or _("looked at"), question.deviations_heading or _("deviations")]
    return [
        _("%(label)s, percent") % {"label": question.heading},
        *(f"{question.heading}: {part}" for part in parts),
        _("%(label)s, before") % {"label": question.heading},
        *([_bound_heading(question.control.control_model)] if question.sampled else []),
    ]


def _question_cells(question: CommonQuestion, result: Result) -> list[Cell]:
    if question.kind == QuestionKind.COUNT:
        value = result.value if isinstance(result.value, Numbered) else None
        parts = [value.number, value.other] if value else [None, None]
        shown = parts if question.other_heading else parts[:1]
        return [number(part, question) if part is not None else None for part in shown]
    share = percent(result.share, 1) if result.share is not None else None
    before = percent(result.previous_share, 1) if result.previous_share is not None else None
    if question.kind == QuestionKind.PERCENT:
        return [share, before]
    counted = result.value if isinstance(result.value, Counted) else None
    counts: list[Quantity | None] = [None, None]
    if counted is not None:
        counts = [number(counted.population, question), number(counted.deviations, question)]
    bound = [percent(result.bound, 1) if result.bound is not None else None] if question.sampled else []
    return [share, *counts, before, *bound]


def _followed(plan: ControlPlanReading, each: FollowedUp) -> tuple[str, str]:
    if each.follow_up is None:
        return "", ""
    return status_words(plan.model)[each.state], each.follow_up.comment


def _name(person: Person | None) -> str:
    return person.name if person is not None else ""
