"""What a control came to, in words: counts, how sure they are, by which limits, and period by period."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.common.period_words import period_name
from tertial.control.models import CommonQuestion, ControlModel, ControlResult, QuestionKind, SystematicControl
from tertial.control.queries.answered import number, percent
from tertial.control.queries.comparison import Result, answered_by_period
from tertial.control.queries.readings import ControlReading, read_control
from tertial.control.scales import limits_in_words, limits_of, result_mark, result_scale, state_mark
from tertial.domain.control import Counted, Numbered
from tertial.domain.document import StatusMark
from tertial.domain.numbers_sv import format_exact, format_quantity
from tertial.domain.period import Period


def counts_in_words(item: ControlReading) -> str:
    """`7 of 22 wrong; with 95 % confidence at most 52 % wrong`, or the unit's own answers to the common control."""
    if item.common is None:
        return _wrong(item.counted, item.bound, item.confidence_percent) if item.counted is not None else ""
    pairs = zip(item.common.questions, item.common.results, strict=True)
    return labelled([(question, result) for question, result in pairs if not question.in_remark], item)


def labelled(answers: Sequence[tuple[CommonQuestion, Result]], item: ControlReading) -> str:
    """Answers in a row, each with what was asked where that is not plain."""
    found = [(question, _one(question, result, item.confidence_percent)) for question, result in answers]
    said = [(question, text) for question, text in found if text]
    return " · ".join(f"{question.heading}: {text}" if needs_label(question, said) else text for question, text in said)


def needs_label(question: CommonQuestion, among: Sequence[object]) -> bool:
    """Whether an answer says too little by itself: a bare number, or one of several."""
    return len(among) > 1 or question.kind == QuestionKind.COUNT


def _one(question: CommonQuestion, result: Result, confidence: Decimal) -> str:
    if question.sampled and isinstance(result.value, Counted):
        return _wrong(result.value, result.bound, confidence)
    return cell_text(question, result)


def _wrong(counted: Counted, bound: Decimal | None, confidence: Decimal) -> str:
    text = _("%(deviations)s of %(looked)s wrong") % {"deviations": counted.deviations, "looked": counted.population}
    return f"{text}; {bound_in_words(bound, confidence)}" if bound is not None else text


def bound_in_words(bound: Decimal, confidence: Decimal) -> str:
    """How wrong the whole may be, and how sure that is."""
    values = {
        "confidence": format_exact(confidence),
        "bound": format_quantity(percent(bound), with_unit=True),
    }
    return _("with %(confidence)s %% confidence at most %(bound)s wrong") % values


def cell_text(question: CommonQuestion, result: Result) -> str:
    """An answer as it stands in the table of a common control; empty where there is none."""
    if result.share is not None:
        return format_quantity(percent(result.share), with_unit=True)
    if isinstance(result.value, Numbered):
        first = format_quantity(number(result.value.number, question))
        if not result.value.other:
            return first
        return f"{first} + {format_quantity(number(result.value.other, question))} {question.other_heading}".strip()
    return ""


def limits_shown(control: SystematicControl, questions: Sequence[CommonQuestion]) -> list[tuple[str, str]]:
    """By which limits a control is judged, for each question of a common one: what is judged, and the limits."""
    model = control.plan.control_model
    if control.common_id is None:
        return [("", limits_in_words(limits_of(control, model)))]
    return question_limits(questions, model)


def question_limits(questions: Sequence[CommonQuestion], model: ControlModel) -> list[tuple[str, str]]:
    """The limits of the questions that are judged."""
    return [(each.heading, limits_in_words(limits_of(each, model))) for each in questions if each.judged]


@dataclass(frozen=True, slots=True)
class Line:
    """What was counted, as it is printed: of what, how many, and what it earns."""

    label: str = ""
    looked_at: str = ""
    deviations: str = ""
    share: str = ""
    mark: StatusMark | None = None


@dataclass(slots=True)
class InPeriod:
    """What was said of a control in a period, by the one responsible and in the common control."""

    period: str
    mark: StatusMark | None = None
    lines: list[Line] = field(default_factory=list)
    conclusion: StatusMark | None = None
    comment: str = ""
    at: datetime | None = None
    person: Person | None = None

    @property
    def rows(self) -> list[Line]:
        """A line for each thing counted, or one without counts."""
        return self.lines or [Line()]


def period_by_period(control: SystematicControl, reading: ControlReading | None) -> list[InPeriod]:
    """What a control came to in each period, the latest first; of a common one also last year's answers."""
    found: dict[Period, InPeriod] = {}
    if reading is not None and reading.common is not None and control.common is not None:
        for period, answers, results in answered_by_period(control.common, reading.common.row):
            here = found[period] = InPeriod(period_name(period), at=answers[0].at, person=answers[0].person)
            pairs = [(each.question, result) for each, result in zip(answers, results, strict=True)]
            here.lines = [_answer_line(control.plan.control_model, *pair, pairs) for pair in pairs]
    for result in control.results.select_related("person"):
        period = Period.parse(result.period)
        _enter(found.setdefault(period, InPeriod(period_name(period))), control, result)
    return [found[period] for period in sorted(found, reverse=True)]


def _enter(here: InPeriod, control: SystematicControl, result: ControlResult) -> None:
    model, read = control.plan.control_model, read_control(control, result, None)
    here.mark = state_mark(model, result.status)
    here.comment, here.at, here.person = result.comment, result.at, result.person
    here.conclusion = result_mark(result_scale(model), read.conclusion) if read.conclusion else None
    looked_at = result.sample if result.sample is not None else result.population
    if looked_at is not None:
        share = read.counted.share_right if read.counted else None
        here.lines.append(
            Line(
                looked_at=str(looked_at),
                deviations=str(result.deviations) if result.deviations is not None else "",
                share=format_quantity(percent(share), with_unit=True) if share is not None else "",
            )
        )


def _answer_line(
    model: ControlModel, question: CommonQuestion, result: Result, among: Sequence[tuple[CommonQuestion, Result]]
) -> Line:
    counted = result.value if isinstance(result.value, Counted) else None
    return Line(
        label=question.heading if needs_label(question, among) else "",
        looked_at=format_quantity(number(counted.population, question)) if counted else "",
        deviations=format_quantity(number(counted.deviations, question)) if counted else "",
        share=cell_text(question, result),
        mark=result_mark(result_scale(model), result.step.word) if result.step is not None else None,
    )
