"""Takes back one write about internal control, from what its audit entry holds."""

from collections.abc import Callable, Mapping

from django.db import transaction
from django.db.models import Model

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.common.undo import number_of, take_back
from tertial.control import models
from tertial.control.actions import archiving, judgements, plans
from tertial.control.actions.answers import remove_answer
from tertial.control.actions.common_controls import remove_question
from tertial.control.actions.importing import IMPORT, take_back_import
from tertial.control.actions.recommendations import remove_recheck
from tertial.control.actions.writing import check_open, write
from tertial.control.policies import Planned, check_answer, check_plan, check_report, unit_of
from tertial.domain.period import Period

_PLANNED: tuple[type[Planned], ...] = (
    models.Risk,
    models.Measure,
    models.SystematicControl,
    models.Recommendation,
    models.CommonControl,
)


@transaction.atomic
def undo(*, by: Person, entry: AuditEntry) -> None:
    """Writes back what stood before the entry, as a new entry.

    Raises CannotBeUndone, ChangedSince when something has been written over it, and whatever the write back raises.
    """
    take_back(_TAKEN_BACK, by, entry)


def _planned(entry: AuditEntry) -> Planned:
    kind, _colon, number = entry.ref.partition(":")
    model = next(model for model in _PLANNED if model._meta.model_name == kind)
    found: Planned = model._default_manager.get(pk=int(number))
    return found


def _created(by: Person, entry: AuditEntry) -> None:
    thing = _planned(entry)
    audit.values_before(entry, thing)
    archiving.archive(by=by, thing=thing)


def _changed(by: Person, entry: AuditEntry) -> None:
    thing = _planned(entry)
    check_plan(by, unit_of(thing))
    check_open(thing)
    _write_back(by, entry, thing)


def _archived(by: Person, entry: AuditEntry) -> None:
    archiving.restore(by=by, thing=_planned(entry))


def _write_back(by: Person, entry: AuditEntry, row: Model) -> None:
    values = audit.values_before(entry, row)
    named = {_attribute(row, name): value for name, value in values.items()}
    before = audit.state(row, values)
    for name, value in named.items():
        setattr(row, name, value)
    row.save()
    audit.record(person=by, action=entry.action, subject=row, before=before, after=audit.state(row, values))


def _attribute(row: Model, name: str) -> str:
    return str(getattr(row._meta.get_field(name), "attname", name))


def _follow_up(by: Person, entry: AuditEntry) -> None:
    row = models.ControlFollowUp.objects.get(pk=number_of(entry))
    thing = row.measure or row.recommendation
    assert thing is not None  # noqa: S101 - the database holds one of the two
    check_report(by, thing)
    check_open(thing)
    if entry.action.endswith("change"):
        _write_back(by, entry, row)
        return
    before = audit.state(row, entry.after)
    audit.values_before(entry, row)
    audit.record(person=by, action="control_follow_up.remove", subject=row, before=before)
    row.delete()


def _result(by: Person, entry: AuditEntry) -> None:
    row = models.ControlResult.objects.get(pk=number_of(entry))
    check_report(by, row.control)
    check_open(row.control)
    if entry.action.endswith("change"):
        _write_back(by, entry, row)
        return
    audit.values_before(entry, row)
    audit.record(person=by, action="control.result.remove", subject=row, before=audit.state(row, entry.after))
    row.delete()


def _recheck(by: Person, entry: AuditEntry) -> None:
    row = models.Recheck.objects.get(pk=number_of(entry))
    audit.values_before(entry, row)
    remove_recheck(by=by, recheck=row)


def _answer(by: Person, entry: AuditEntry) -> None:
    row = models.CommonAnswer.objects.select_related("row__control__set_by", "row__unit").get(pk=number_of(entry))
    check_answer(by, row.row)
    check_open(row.row.control)
    if entry.action.endswith("change"):
        _write_back(by, entry, row)
        return
    audit.values_before(entry, row)
    remove_answer(by=by, answer=row)


def _answer_removed(by: Person, entry: AuditEntry) -> None:
    values = audit.as_held(models.CommonAnswer, entry.before)
    row = models.CommonRow.objects.select_related("control__set_by", "unit").get(pk=values["row"])
    check_answer(by, row)
    check_open(row.control)
    if row.answers.filter(question=values["question"], period=values["period"]).exists():
        raise audit.changed_since(row)
    question = models.CommonQuestion.objects.get(pk=values["question"])
    write(
        models.CommonAnswer(),
        {**values, "row": row, "question": question, "person": by},
        by=by,
        action="common_answer.record",
    )


def _question_created(by: Person, entry: AuditEntry) -> None:
    remove_question(by=by, question=models.CommonQuestion.objects.get(pk=number_of(entry)))


def _question_changed(by: Person, entry: AuditEntry) -> None:
    row = models.CommonQuestion.objects.select_related("control__set_by").get(pk=number_of(entry))
    check_plan(by, row.control.set_by)
    check_open(row.control)
    _write_back(by, entry, row)


def _question_removed(by: Person, entry: AuditEntry) -> None:
    values = audit.as_held(models.CommonQuestion, entry.before)
    control = models.CommonControl.objects.select_related("set_by").get(pk=values.pop("control"))
    check_plan(by, control.set_by)
    check_open(control)
    write(models.CommonQuestion(control=control), values, by=by, action="common_question.create")


def _plan_begun(by: Person, entry: AuditEntry) -> None:
    plan = models.ControlPlan.objects.select_related("unit").get(pk=number_of(entry))
    for control in models.CommonControl.objects.filter(pk__in=entry.after.get("common_controls", []), archived_at=None):
        if not control.rows.filter(answers__isnull=False).exists():
            archiving.archive(by=by, thing=control)
    plans.archive_plan(by=by, plan=plan)


def _plan_archived(by: Person, entry: AuditEntry) -> None:
    plans.restore_plan(by=by, plan=models.ControlPlan.objects.select_related("unit").get(pk=number_of(entry)))


def _imported(by: Person, entry: AuditEntry) -> None:
    take_back_import(by=by, entry=entry)


def _judgement_approved(by: Person, entry: AuditEntry) -> None:
    plan = models.ControlPlan.objects.select_related("unit").get(pk=number_of(entry))
    approval = models.JudgementApproval.objects.get(plan=plan, period=entry.after["period"])
    audit.values_before(entry, approval)
    judgements.reopen_judgement(by=by, plan=plan, period=Period.parse(approval.period))


def _judgement_reopened(by: Person, entry: AuditEntry) -> None:
    plan = models.ControlPlan.objects.select_related("unit").get(pk=number_of(entry))
    held = audit.as_held(models.JudgementApproval, entry.before)
    name = Person.objects.filter(pk=held.pop("approved_by")).first()
    judgements.approve_again(by=by, before=models.JudgementApproval(plan=plan, approved_by=name, **held))


_THINGS = ("risk", "measure", "control", "recommendation", "common_control")
_TAKEN_BACK: Mapping[str, Callable[[Person, AuditEntry], None]] = {
    **{f"{name}.create": _created for name in _THINGS},
    **{f"{name}.change": _changed for name in _THINGS},
    **{f"{name}.archive": _archived for name in _THINGS},
    "control_follow_up.record": _follow_up,
    "control_follow_up.change": _follow_up,
    "control.result.record": _result,
    "control.result.change": _result,
    "recheck.record": _recheck,
    "common_answer.record": _answer,
    "common_answer.change": _answer,
    "common_answer.remove": _answer_removed,
    "common_question.create": _question_created,
    "common_question.change": _question_changed,
    "common_question.remove": _question_removed,
    "control_plan.create": _plan_begun,
    "control_plan.copy": _plan_begun,
    "control_plan.archive": _plan_archived,
    IMPORT: _imported,
    "control_plan.approve": _judgement_approved,
    "control_plan.reopen": _judgement_reopened,
}
