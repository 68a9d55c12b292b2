"""What refs to risks, measures, controls, recommendations and answers stand for."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from django.db.models import Q
from django.urls import reverse

from tertial.control import models
from tertial.control.addresses import common_url, plan_url, row_url, thing_url
from tertial.control.belonging import units_of
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.organisation.tracing import Traced, register
from tertial.texts.models import TextSection
from tertial.things.finding import unknown


def _plan(number: int) -> Traced:
    plan = models.ControlPlan.objects.select_related("unit").get(pk=number)
    refs = _with_texts(Ref("controlplan", number))
    return Traced(f"{plan.unit.name} {plan.year}", [plan.unit], plan_url(plan), Q(ref__in=refs))


def _risk(number: int) -> Traced:
    risk = models.Risk.objects.select_related("plan__unit").get(pk=number)
    return Traced(risk.description, [risk.plan.unit], thing_url(risk), Q(ref=Ref("risk", number)))


def _measure(number: int) -> Traced:
    measure = models.Measure.objects.select_related("risk__plan__unit").get(pk=number)
    refs = [Ref("measure", number), *_refs("controlfollowup", measure.follow_ups.values_list("pk", flat=True))]
    return Traced(measure.title, [measure.risk.plan.unit], thing_url(measure), Q(ref__in=refs))


def _recommendation(number: int) -> Traced:
    found = models.Recommendation.objects.select_related("plan__unit").get(pk=number)
    refs = [
        Ref("recommendation", number),
        *_refs("controlfollowup", found.follow_ups.values_list("pk", flat=True)),
        *_refs("recheck", found.rechecks.values_list("pk", flat=True)),
    ]
    return Traced(found.measure, [found.plan.unit], thing_url(found), Q(ref__in=refs))


def _control(number: int) -> Traced:
    control = models.SystematicControl.objects.select_related("plan__unit").get(pk=number)
    refs = [Ref("systematiccontrol", number), *_refs("controlresult", control.results.values_list("pk", flat=True))]
    return Traced(control.name, [control.plan.unit], thing_url(control), Q(ref__in=refs))


def _result(number: int) -> Traced:
    return _control(models.ControlResult.objects.get(pk=number).control_id)


def _follow_up(number: int) -> Traced:
    found = models.ControlFollowUp.objects.get(pk=number)
    if found.measure_id is not None:
        return _measure(found.measure_id)
    return _recommendation(found.recommendation_id or 0)


def _recheck(number: int) -> Traced:
    return _recommendation(models.Recheck.objects.get(pk=number).recommendation_id)


def _common(number: int) -> Traced:
    control = models.CommonControl.objects.select_related("set_by").get(pk=number)
    rows = list(control.rows.all())
    answers = models.CommonAnswer.objects.filter(row__control=number).values_list("pk", flat=True)
    questions = control.questions.values_list("pk", flat=True)
    refs = [
        *_with_texts(Ref("commoncontrol", number), *(Ref("commonrow", row.pk) for row in rows)),
        *_refs("commonanswer", answers),
        *_refs("commonquestion", questions),
    ]
    return Traced(control.name, units_of(control), common_url(control), Q(ref__in=refs))


def _row(number: int) -> Traced:
    row = models.CommonRow.objects.select_related("control__set_by", "unit").get(pk=number)
    answers = row.answers.values_list("pk", flat=True)
    refs = [*_with_texts(Ref("commonrow", number)), *_refs("commonanswer", answers)]
    units = units_of(row.control)
    removed = Q(action="common_answer.remove", before__row=number)
    period = Period.of_year(row.control.year)
    return Traced(f"{row.control.name}: {row}", units, row_url(row, period), Q(ref__in=refs) | removed)


def _answer(number: int) -> Traced:
    return _row(models.CommonAnswer.objects.get(pk=number).row_id)


def _question(number: int) -> Traced:
    return _common(models.CommonQuestion.objects.get(pk=number).control_id)


def _model(number: int) -> Traced:
    model = models.ControlModel.objects.select_related("municipality").get(pk=number)
    url = reverse("control:settings")
    return Traced(model.municipality.name, [model.municipality], url, Q(ref=Ref("controlmodel", number)))


def _refs(kind: str, numbers: Iterable[int]) -> list[Ref]:
    return [Ref(kind, number) for number in numbers]


def _with_texts(*subjects: Ref) -> list[Ref]:
    texts = TextSection.objects.filter(subject__in=subjects).values_list("pk", flat=True)
    return [*subjects, *_refs("textsection", texts)]


_KINDS: Mapping[str, Callable[[int], Traced]] = {
    "controlplan": _plan,
    "controlmodel": _model,
    "risk": _risk,
    "measure": _measure,
    "recommendation": _recommendation,
    "systematiccontrol": _control,
    "controlresult": _result,
    "controlfollowup": _follow_up,
    "recheck": _recheck,
    "commoncontrol": _common,
    "commonquestion": _question,
    "commonrow": _row,
    "commonanswer": _answer,
}


def register_kinds() -> None:
    """Lets everything that is stored about internal control be traced."""
    for kind, resolve in _KINDS.items():
        register(kind, partial(_numbered, resolve))


def _numbered(resolve: Callable[[int], Traced], ref: Ref) -> Traced:
    """What a thing, or a figure of it such as `controlplan:3:risks`, stands for."""
    number = ref.divided()[0].number
    if number is None:
        raise unknown(ref)
    return resolve(number)
