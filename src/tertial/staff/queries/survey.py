"""HME of a unit and everything below it, from the counts of answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from tertial.domain.quantity import Quantity
from tertial.domain.staffing.sick_leave import Cause
from tertial.domain.staffing.survey import QUESTIONS, Answers, Part, hme_index, part_index
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of
from tertial.organisation.tree import unit_tree
from tertial.staff.models import SurveyAnswers
from tertial.staff.queries.answers import FIELDS
from tertial.staff.queries.coverage import lacking_in
from tertial.staff.queries.protection import hidden_in_survey, may_show

Index = Quantity | Cause


@dataclass(frozen=True, slots=True)
class SurveyReading:
    """The indexes of a year: total, by part and by question, and how many answered at most.

    `lacking` names the units whose answers are not imported though those of others are; then there are no indexes.
    """

    year: int
    answered: int | None
    total: Index
    parts: dict[Part, Index]
    questions: dict[int, Index]
    lacking: Sequence[str] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nobody's answers have been imported."""
        return self.total is Cause.NO_DATA and self.answered is None and not self.lacking


def read_survey(unit: Unit, year: int) -> SurveyReading:
    """The unit's HME of a year; TOO_FEW where so few have answered that the unit is not shown."""
    units = [unit.pk, *(below.pk for below in unit_tree().descendants(unit.pk))]
    rows = SurveyAnswers.objects.filter(live=True, unit__in=units, period__in=(str(year - 1), str(year))).order_by()
    asked = list(rows.values_list("unit", "period", "source__unit", "question", *FIELDS))
    lacking = lacking_in((of, key, made_for) for of, key, made_for, *_counts in asked).get(str(year), [])
    answers: dict[int, Answers] = {}
    for _of, key, _made_for, question, one, two, three, four, five in asked:
        if key == str(year):
            answers[question] = answers.get(question, Answers()) + Answers((one, two, three, four, five))
    if lacking:
        nothing: dict[Part, Index] = dict.fromkeys(Part, Cause.NO_DATA)
        return SurveyReading(year, None, Cause.NO_DATA, nothing, dict.fromkeys(QUESTIONS, Cause.NO_DATA), lacking)
    if answers and not may_show(hidden_in_survey(municipality_of(unit), str(year)), unit):
        return SurveyReading(
            year,
            None,
            Cause.TOO_FEW,
            dict.fromkeys(Part, Cause.TOO_FEW),
            dict.fromkeys(QUESTIONS, Cause.TOO_FEW),
        )
    return SurveyReading(
        year,
        max((each.number for each in answers.values()), default=None),
        hme_index(answers) or Cause.NO_DATA,
        {part: part_index(answers, part) or Cause.NO_DATA for part in Part},
        {question: answers.get(question, Answers()).as_quantity() or Cause.NO_DATA for question in QUESTIONS},
    )
