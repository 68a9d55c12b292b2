"""Writes what a committee answers to a common control."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.common.period_words import period_name
from tertial.control.actions.writing import write
from tertial.control.errors import AnsweredTwice, ControlNotSaved
from tertial.control.models import CommonAnswer, CommonQuestion, CommonRow, QuestionKind
from tertial.control.queries.answered import answered, in_words
from tertial.domain.control import UnusableCount, check_counts, parse_count, parse_percent
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import Period
from tertial.domain.quantity import Unit as UnitOfMeasure
from tertial.organisation import gate

_FIELDS = ("row", "question", "period", "population", "deviations", "number", "other", "percent")


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """What was typed as the answer to one question; empty is not answered."""

    population: str = ""
    deviations: str = ""
    number: str = ""
    other: str = ""
    percent: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not any(
            text.strip() for text in (self.population, self.deviations, self.number, self.other, self.percent)
        )


Values = Mapping[str, int | Decimal | None]


@transaction.atomic
def answer(
    *,
    by: Person,
    row: CommonRow,
    period: Period,
    given: Mapping[int, AnswerGiven],
    replace: bool = False,
) -> list[CommonAnswer]:
    """Stores the answers to questions by their number; all of them or none.

    Raises AnsweredTwice where another answer stands and `replace` does not say to put this in its place; UnusableCount
    for what cannot be counted, with the field of the form (`population-12`) that is wrong.
    """
    gate.enter(by=by, act=gate.REPORT, things=[row], period=period)
    if period.year != row.control.year:
        template = gettext_noop("%(period)s is outside %(year)s; answer the control in its year.")
        raise ControlNotSaved(Message(template, {"period": period_name(period), "year": str(row.control.year)}))
    questions = {question.pk: question for question in row.control.questions.all()}
    stored = []
    for number, typed in given.items():
        if number in questions and not typed.is_empty:
            stored.append(_store(by, row, period, questions[number], typed, replace=replace))
    if not stored:
        raise ControlNotSaved(Message(gettext_noop("Nothing is answered yet; write at least one figure.")))
    return stored


def _store(
    by: Person, row: CommonRow, period: Period, question: CommonQuestion, typed: AnswerGiven, *, replace: bool
) -> CommonAnswer:
    values = _read(question, typed)
    place = {"row": row, "question": question, "period": period.key}
    found = CommonAnswer.objects.filter(**place).select_related("question", "row").first()
    same = found is not None and all(getattr(found, name) == value for name, value in values.items())
    if found is not None and same:
        return found
    if found is not None and not replace:
        template = gettext_noop(
            "%(who)s has already answered “%(question)s” for %(period)s: %(answer)s. Say that it is to be replaced, or"
            " leave it."
        )
        names = {
            "who": str(row),
            "question": question.heading,
            "period": period_name(period),
            "answer": in_words(answered(found)),
        }
        raise AnsweredTwice(Message(template, names), "replace")
    saved = found or CommonAnswer()
    action = "common_answer.change" if found else "common_answer.record"
    write(saved, {**place, **values, "person": by}, by=by, action=action)
    return saved


def _read(question: CommonQuestion, typed: AnswerGiven) -> Values:
    empty: dict[str, int | Decimal | None] = dict.fromkeys(("population", "deviations", "number", "other", "percent"))
    if question.kind == QuestionKind.PERCENT:
        return {**empty, "percent": parse_percent(typed.percent, f"percent-{question.pk}")}
    unit = UnitOfMeasure(question.unit)
    if question.kind == QuestionKind.COUNT:
        number = parse_count(typed.number, f"number-{question.pk}", unit)
        other = parse_count(typed.other, f"other-{question.pk}", unit) if typed.other.strip() else None
        return {**empty, "number": number, "other": other}
    for name, text in (("population", typed.population), ("deviations", typed.deviations)):
        if not text.strip():
            template = gettext_noop("“%(question)s” takes two counts: how many were looked at, and how many deviate.")
            raise UnusableCount(Message(template, {"question": question.heading}), f"{name}-{question.pk}")
    population = parse_count(typed.population, f"population-{question.pk}", unit)
    deviations = parse_count(typed.deviations, f"deviations-{question.pk}", unit)
    try:
        check_counts(population, deviations)
    except UnusableCount as error:
        raise UnusableCount(error.message, f"{error.field}-{question.pk}") from error
    return {**empty, "population": population, "deviations": deviations}


@transaction.atomic
def remove_answer(*, by: Person, answer: CommonAnswer) -> None:
    """Takes an answer back, so that the row stands unanswered."""
    gate.enter(by=by, act=gate.REPORT, things=[answer.row], period=Period.parse(answer.period))
    lock(answer)
    audit.record(person=by, action="common_answer.remove", subject=answer, before=audit.state(answer, ("id", *_FIELDS)))
    answer.delete()
