"""The texts of internal control: of a plan, of a common control, and of what each who answers says of it."""

from tertial.control.addresses import common_url, plan_url, row_url
from tertial.control.judgement import closed
from tertial.control.models import CommonControl, CommonRow, ControlPlan
from tertial.control.queries.comparison import REMARK, RESULT, TOTAL
from tertial.control.scales import words_of
from tertial.domain.message import Message
from tertial.domain.period import Period
from tertial.domain.ref import NO_REF, Ref
from tertial.organisation import gate
from tertial.texts.subjects import SubjectPlace

SUMMARY, JUDGEMENT = "summary", "judgement"


def plan_subject(ref: Ref, period: Period) -> SubjectPlace | None:
    """A control plan of the period's year: its summary and its judgement."""
    plan = ControlPlan.objects.select_related("unit", "control_model", "copied_from").filter(ref=ref).first()
    if plan is None or plan.year != period.year:
        return None
    words = words_of(plan.control_model)

    def why_closed(slot: str) -> Message | None:
        approvals = plan.approvals.filter(period=period.key).select_related("approved_by")
        return closed(approvals.first()) if slot == JUDGEMENT else None

    return SubjectPlace(
        unit=plan.unit,
        label=f"{plan.unit.name} {plan.year}",
        url=plan_url(plan, period),
        slots={SUMMARY: words[SUMMARY], JUDGEMENT: words[JUDGEMENT]},
        earlier=plan.copied_from.ref if plan.copied_from is not None else NO_REF,
        why_closed=why_closed,
    )


def common_subject(ref: Ref, period: Period) -> SubjectPlace | None:
    """A common control of the period's year: what it shows, and a remark on the whole."""
    control = CommonControl.objects.select_related("set_by", "control_model", "continues").filter(ref=ref).first()
    if control is None or control.year != period.year:
        return None
    words = words_of(control.control_model)
    return SubjectPlace(
        unit=control.set_by,
        label=control.name,
        url=common_url(control, period),
        slots={RESULT: words[RESULT], TOTAL: f"{control.remark_label or words['comment']}: {words['total']}"},
        earlier=control.continues.ref if control.continues is not None else NO_REF,
    )


def row_subject(ref: Ref, period: Period) -> SubjectPlace | None:
    """What one who answers a common control says of it."""
    rows = CommonRow.objects.select_related("control__set_by", "control__control_model", "unit")
    row = rows.filter(ref=ref).first()
    if row is None or row.control.year != period.year:
        return None
    return SubjectPlace(
        unit=row.unit or row.control.set_by,
        label=f"{row.control.name}: {row}",
        url=row_url(row, period),
        about=gate.guarded(row),
        slots={REMARK: row.control.remark_label or words_of(row.control.control_model)["comment"]},
        earlier=_earlier_row(row),
    )


def _earlier_row(row: CommonRow) -> Ref:
    """The row of whoever answers in the common control that this one continues."""
    if not row.control.continues_id:
        return NO_REF
    same = CommonRow.objects.filter(control=row.control.continues_id, unit=row.unit_id, label=row.label).first()
    return same.ref if same is not None else NO_REF
