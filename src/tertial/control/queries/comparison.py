"""A common control answered by all: one row each, totals from counts, the result before beside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tertial.control.models import CommonAnswer, CommonControl, CommonQuestion, CommonRow
from tertial.control.queries.answered import answered, share_of
from tertial.control.scales import limits_of, words_of
from tertial.domain.control import Counted, ResultStep, Total, total_of, upper_error_bound
from tertial.domain.control.total import Answered
from tertial.domain.finding import Finding
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.texts.models import TextSection
from tertial.texts.queries import texts_of

REMARK, RESULT, TOTAL = "remark", "result", "total"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one question for one who answered, or for all: nothing yet, or a result with what it earns."""

    value: Answered | None
    ref: Ref
    step: ResultStep | None = None
    bound: Decimal | None = None
    previous: Answered | None = None
    previous_period: str = ""

    @property
    def share(self) -> Decimal | None:
        """Percent right; None where nothing is answered, or the answer is not a share."""
        return share_of(self.value)

    @property
    def previous_share(self) -> Decimal | None:
        """Percent right the time before."""
        return share_of(self.previous)


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One who answers, with a result for each question in their order, and what was written about it."""

    row: CommonRow
    questions: tuple[CommonQuestion, ...]
    results: tuple[Result, ...]
    answers: tuple[CommonAnswer | None, ...]
    remark: TextSection | None

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer to every question; what only stands in the remark may be left out."""
        pairs = zip(self.questions, self.results, strict=True)
        return all(result.value is not None for question, result in pairs if not question.in_remark)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A common control in a period."""

    control: CommonControl
    period: Period
    questions: tuple[CommonQuestion, ...]
    rows: tuple[ComparedRow, ...]
    totals: tuple[Result, ...]
    causes: tuple[Total, ...]
    text: TextSection | None
    remark: TextSection | None

    @property
    def answered(self) -> int:
        """How many have answered every question."""
        return sum(row.is_answered for row in self.rows)

    @property
    def has_remarks(self) -> bool:
        """Whether anything is written in a comment."""
        return any(row.remark is not None for row in self.rows) or self.remark is not None

    @property
    def ref(self) -> Ref:
        """The name by which figures point at the whole."""
        return self.control.ref

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was noticed while it was added up."""
        columns = zip(self.questions, self.causes, strict=True)
        return tuple(finding for question, total in columns if not question.in_remark for finding in total.findings)

    def remark_heading(self) -> str:
        """What heads the comments."""
        return self.control.remark_label or words_of(self.control.control_model)["comment"]


def compare(controls: Iterable[CommonControl], period: Period) -> list[Comparison]:
    """The controls with every answer up to the period and the texts of it, in a fixed number of queries."""
    wanted = list(controls)
    chains = _chains(wanted)
    numbers = {control for chain in chains.values() for control in chain}
    answers = CommonAnswer.objects.filter(row__control__in=numbers).select_related("row", "question")
    by_control: dict[int, list[CommonAnswer]] = {}
    for answer in answers:
        by_control.setdefault(answer.row.control_id, []).append(answer)
    rows = CommonRow.objects.filter(control__in=wanted).select_related("unit", "control__set_by")
    rows_of: dict[int, list[CommonRow]] = {}
    for row in rows:
        rows_of.setdefault(row.control_id, []).append(row)
    questions_of: dict[int, list[CommonQuestion]] = {}
    for question in CommonQuestion.objects.filter(control__in=wanted).select_related("control"):
        questions_of.setdefault(question.control_id, []).append(question)
    subjects = [*(row.ref for row in rows), *(each.ref for each in wanted)]
    texts = texts_of(subjects, period.key)
    found = []
    for control in wanted:
        known = [answer for number in chains[control.pk] for answer in by_control.get(number, ())]
        pieces = _Pieces(control, period, known)
        found.append(pieces.comparison(questions_of.get(control.pk, []), rows_of.get(control.pk, []), texts))
    return found


def _chains(wanted: Sequence[CommonControl]) -> dict[int, list[int]]:
    """For each control its own number and that of the control it continues; results further back are not shown."""
    return {each.pk: [each.pk, *([each.continues_id] if each.continues_id else [])] for each in wanted}


def answered_by_period(control: CommonControl, row: CommonRow) -> list[tuple[Period, list[CommonAnswer], list[Result]]]:
    """What one who is asked has answered in each period of the control and of last year's, the latest first."""
    known = CommonAnswer.objects.filter(row__control__in=_chains([control])[control.pk])
    mine: dict[Period, list[CommonAnswer]] = {}
    for answer in known.select_related("row", "question__control", "person"):
        if _who(answer.row) == _who(row):
            mine.setdefault(Period.parse(answer.period), []).append(answer)
    found = []
    for period in sorted(mine, reverse=True):
        pieces = _Pieces(control, period, ())
        found.append((period, mine[period], [pieces.read(each) for each in mine[period]]))
    return found


class _Pieces:
    """One control, and what was answered to it and to last year's."""

    def __init__(self, control: CommonControl, period: Period, answers: Sequence[CommonAnswer]) -> None:
        self.control, self.period = control, period
        self.lines: dict[tuple[int | None, str, str], list[CommonAnswer]] = {}
        for answer in answers:
            if Period.parse(answer.period) <= period:
                key = (*_who(answer.row), answer.question.key)
                self.lines.setdefault(key, []).append(answer)
        for line in self.lines.values():
            line.sort(key=lambda answer: Period.parse(answer.period), reverse=True)

    def comparison(
        self,
        questions: Sequence[CommonQuestion],
        rows: Sequence[CommonRow],
        texts: "dict[tuple[Ref, str], TextSection]",
    ) -> Comparison:
        compared = [self._row(row, questions, texts) for row in rows]
        names = [str(row.row) for row in compared]
        causes = tuple(
            total_of((row.results[at].value for row in compared), self.ref, names) for at in range(len(questions))
        )
        totals = tuple(
            self._total(question, causes[at], [row.results[at] for row in compared])
            for at, question in enumerate(questions)
        )
        written = (texts.get((self.ref, slot)) for slot in (RESULT, TOTAL))
        return Comparison(self.control, self.period, tuple(questions), tuple(compared), totals, causes, *written)

    @property
    def ref(self) -> Ref:
        return self.control.ref

    def _row(
        self, row: CommonRow, questions: Sequence[CommonQuestion], texts: "dict[tuple[Ref, str], TextSection]"
    ) -> ComparedRow:
        now = [self._now(row, question) for question in questions]
        results = tuple(self._result(row, question, answer) for question, answer in zip(questions, now, strict=True))
        return ComparedRow(row, tuple(questions), results, tuple(now), texts.get((row.ref, REMARK)))

    def _line(self, row: CommonRow, question: CommonQuestion) -> list[CommonAnswer]:
        return self.lines.get((*_who(row), question.key), [])

    def _now(self, row: CommonRow, question: CommonQuestion) -> CommonAnswer | None:
        line = self._line(row, question)
        return line[0] if line and Period.parse(line[0].period).year == self.control.year else None

    def _result(self, row: CommonRow, question: CommonQuestion, answer: CommonAnswer | None) -> Result:
        before = next((each for each in self._line(row, question) if answer is None or each.pk != answer.pk), None)
        previous = answered(before) if before else None
        period = before.period if before else ""
        if answer is None:
            return Result(None, row.ref, previous=previous, previous_period=period)
        return replace(self.read(answer), previous=previous, previous_period=period)

    def read(self, answer: CommonAnswer) -> Result:
        """An answer with what it earns."""
        value = answered(answer)
        step, bound = self._judged(answer.question, value)
        return Result(value, answer.ref, step, bound)

    def _total(self, question: CommonQuestion, total: Total, results: Sequence[Result]) -> Result:
        ref = self.ref.extended(question.key)
        before = total_of(result.previous for result in results)
        periods = sorted({result.previous_period for result in results if result.previous_period}, key=Period.parse)
        period = periods[-1] if periods else ""
        if total.result is None:
            return Result(None, ref, previous=before.result, previous_period=period)
        step, bound = self._judged(question, total.result)
        return Result(total.result, ref, step, bound, before.result, period)

    def _judged(self, question: CommonQuestion, value: Answered) -> tuple[ResultStep | None, Decimal | None]:
        share = share_of(value)
        scale = limits_of(question, self.control.control_model)
        step = scale.step_for(share) if question.judged and share is not None else None
        if not question.sampled or not isinstance(value, Counted) or not value.population:
            return step, None
        confidence = self.control.control_model.confidence_percent
        return step, upper_error_bound(value.population, value.deviations, confidence)


def _who(row: CommonRow) -> tuple[int | None, str]:
    return (row.unit_id, "") if row.unit_id is not None else (None, row.label)
