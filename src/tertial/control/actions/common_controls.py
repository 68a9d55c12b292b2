"""Writes about controls that one unit sets for all: what is asked, and who is asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.keys import give_refs
from tertial.control.actions.control_model import Limits, control_model_for
from tertial.control.actions.limits import checked_limits
from tertial.control.actions.writing import needed, write
from tertial.control.errors import ControlNotSaved
from tertial.control.models import CommonControl, CommonQuestion, CommonRow, QuestionKind
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.period import Period
from tertial.domain.quantity import Unit as UnitOfMeasure
from tertial.organisation import gate
from tertial.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class CommonGiven:
    """What is written about a common control."""

    name: str
    process: str = ""
    why: str = ""
    method: str = ""
    of_whom: str = ""
    measured: str = ""
    remark_label: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class QuestionGiven:
    """What is written about one question of a common control."""

    label: str
    kind: QuestionKind | str
    key: str = ""
    unit: UnitOfMeasure | str = UnitOfMeasure.COUNT
    population_label: str = ""
    deviations_label: str = ""
    other_label: str = ""
    sampled: bool = False
    judged: bool = False
    limits: Limits = ()
    in_remark: bool = False


@dataclass(frozen=True, slots=True)
class RowGiven:
    """Who is to answer: a unit, or a category by its name."""

    unit: Unit | None = None
    label: str = ""


@transaction.atomic
def save_common_control(
    *,
    by: Person,
    set_by: Unit,
    year: int,
    control: CommonControl | None = None,
    continues: CommonControl | None = None,
    given: CommonGiven,
) -> CommonControl:
    """Creates or changes a control that the unit sets for others in a year; a new one may continue last year's.

    Raises ControlNotSaved without a name, where the year already has one with the key, and without a control model.
    """
    gate.enter(by=by, act=gate.PLAN, things=[control or set_by], period=Period.of_year(year))
    name = needed(given.name, "name", Message(gettext_noop("A control needs a name; write what is examined.")))
    key = given.key or (control.key if control else slugify(name)[:40].strip("-")) or "kontroll"
    same = CommonControl.objects.filter(set_by=set_by, year=year, key=key, archived_at=None)
    if same.exclude(pk=control.pk if control else 0).exists():
        template = gettext_noop(
            "%(year)s already has a common control “%(name)s”; change that one, or give this one another name."
        )
        raise ControlNotSaved(Message(template, {"year": str(year), "name": excerpt(name)}), "name")
    model = control.control_model if control else control_model_for(set_by)
    place = CommonControl.objects.filter(set_by=set_by, year=year).count()
    new = CommonControl(set_by=set_by, year=year, control_model=model, continues=continues, position=place)
    saved = control or new
    values = {
        "key": key,
        "process": given.process.strip(),
        "name": name,
        "why": given.why.strip(),
        "method": given.method.strip(),
        "of_whom": given.of_whom.strip(),
        "measured": given.measured.strip(),
        "remark_label": given.remark_label.strip(),
    }
    write(saved, values, by=by, action="common_control.change" if control else "common_control.create")
    return saved


@transaction.atomic
def save_question(
    *, by: Person, control: CommonControl, question: CommonQuestion | None = None, given: QuestionGiven
) -> CommonQuestion:
    """Adds or changes a question; limits of its own mean that it is judged.

    Raises ControlNotSaved where answers would be of another kind than is asked, and for limits that cannot be.
    """
    gate.enter(by=by, act=gate.PLAN, things=[control])
    label = needed(given.label, "label", Message(gettext_noop("A question needs a heading; it heads its column.")))
    kind, unit = QuestionKind(given.kind), UnitOfMeasure(given.unit)
    if question is not None and question.answers.exists() and (kind, unit) != (question.kind, question.unit):
        template = gettext_noop("“%(label)s” has answers; ask a new question instead of changing what kind it is.")
        raise ControlNotSaved(Message(template, {"label": excerpt(question.heading)}), "kind")
    key = given.key or (question.key if question else "") or _free_key(control, label)
    saved = question or CommonQuestion(control=control, position=control.questions.count())
    share = kind is QuestionKind.SHARE
    values = {
        "key": key,
        "label": label,
        "kind": kind.value,
        "unit": unit.value,
        "population_label": given.population_label.strip() if share else "",
        "deviations_label": given.deviations_label.strip() if share else "",
        "other_label": given.other_label.strip() if kind is QuestionKind.COUNT else "",
        "sampled": given.sampled and share and unit is UnitOfMeasure.COUNT,
        "judged": (given.judged or bool(given.limits)) and kind is not QuestionKind.COUNT,
        "limits": checked_limits(given.limits, control.control_model) if kind is not QuestionKind.COUNT else [],
        "in_remark": given.in_remark,
    }
    write(saved, values, by=by, action="common_question.change" if question else "common_question.create")
    return saved


def _free_key(control: CommonControl, label: str) -> str:
    key = slugify(label)[:36].strip("-") or "fraga"
    taken = set(control.questions.values_list("key", flat=True))
    return next(name for name in (key, *(f"{key}-{number}" for number in range(2, 1000))) if name not in taken)


@transaction.atomic
def remove_question(*, by: Person, question: CommonQuestion) -> None:
    """Takes a question away; raises ControlNotSaved for one that has answers, which would be lost."""
    gate.enter(by=by, act=gate.PLAN, things=[question.control])
    if question.answers.exists():
        template = gettext_noop("“%(label)s” has answers; take those back first, or leave the question.")
        raise ControlNotSaved(Message(template, {"label": excerpt(question.heading)}))
    fields = [field.name for field in CommonQuestion._meta.concrete_fields if not field.primary_key]
    audit.record(
        person=by, action="common_question.remove", subject=question, before=audit.state(question, ("id", *fields))
    )
    question.delete()


@transaction.atomic
def set_rows(*, by: Person, control: CommonControl, rows: Sequence[RowGiven]) -> list[CommonRow]:
    """Says who is to answer, in their order. Raises ControlNotSaved for taking away someone who has answered."""
    gate.enter(by=by, act=gate.PLAN, things=[control])
    old = {_who(row.unit_id, row.label): row for row in control.rows.select_related("unit")}
    before = [str(row) for row in old.values()]
    rows_now = []
    for place, given in enumerate(rows):
        row = old.pop(_who(given.unit.pk if given.unit else None, given.label.strip()), None)
        row = row or CommonRow(control=control, unit=given.unit)
        row.label, row.position = given.label.strip(), place
        rows_now.append(row)
    give_refs(*rows_now)
    for row in rows_now:
        row.save()
    for row in old.values():
        if row.answers.exists():
            template = gettext_noop("%(who)s has answered and cannot be taken away; take the answer back first.")
            raise ControlNotSaved(Message(template, {"who": str(row)}))
        row.delete()
    after = [str(row) for row in rows_now]
    if before != after:
        state = {"before": {"rows": before}, "after": {"rows": after}}
        audit.record(person=by, action="common_control.rows", subject=control, **state)
    return rows_now


def _who(unit: int | None, label: str) -> tuple[int | None, str]:
    return (unit, "") if unit is not None else (None, label)
