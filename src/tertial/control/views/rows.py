"""Readings made ready to be printed in rows: marks, figures as text, what may be done."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tertial.common.period_words import period_name
from tertial.control.addresses import common_url
from tertial.control.marks import conclusion_mark, followed_mark, recommendation_mark, result_state_mark, risk_mark
from tertial.control.models import CommonQuestion, ControlModel, QuestionKind
from tertial.control.models.common_controls import UNITS_COUNTED
from tertial.control.queries.answered import number, percent
from tertial.control.queries.comparison import ComparedRow, Comparison, Result
from tertial.control.queries.readings import (
    ControlPlanReading,
    ControlReading,
    MeasureReading,
    RecommendationReading,
    RiskReading,
    worst_word,
)
from tertial.control.scales import decision_words, limits_in_words, limits_of, result_mark, result_scale, zone_mark
from tertial.control.views.results import bound_in_words, cell_text, counts_in_words, limits_shown, needs_label
from tertial.domain.control import Counted
from tertial.domain.document import Shape, StatusMark
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.period import Period
from tertial.domain.quantity import Unit as UnitOfMeasure
from tertial.domain.risk import MatrixCell, MatrixRow, RiskScale, matrix


@dataclass(frozen=True, slots=True)
class MatrixCellShown:
    """A cell of the matrix with its zone as a mark."""

    cell: Any
    mark: StatusMark
    label: str
    is_chosen: bool


def matrix_rows(
    reading: ControlPlanReading, chosen: tuple[str, str] = ("", "")
) -> list[tuple[MatrixRow[RiskReading], list[MatrixCellShown]]]:
    """The risk matrix, the most likely row first; one cell may be chosen, by its likelihood and consequence."""
    found = matrix(reading.scale, reading.risks, lambda each: (each.risk.likelihood, each.risk.consequence))
    return [(row, [_shown(reading.scale, cell, chosen) for cell in row.cells]) for row in found]


def _shown(scale: RiskScale, cell: MatrixCell[RiskReading], chosen: tuple[str, str]) -> MatrixCellShown:
    word = scale.consequences[cell.consequence - 1]
    is_chosen = chosen == (str(cell.likelihood), str(cell.consequence))
    return MatrixCellShown(cell, zone_mark(scale, cell.zone), f"{cell.consequence} {word}", is_chosen)


def result_counts(reading: ControlPlanReading) -> list[tuple[StatusMark, int, str]]:
    """How many controls came to each result, those without one last, and by what the list is narrowed to them."""
    counts = Counter(each.conclusion for each in reading.controls)
    scale = result_scale(reading.model)
    words = [step.word for step in scale.steps if counts[step.word]]
    found = [(result_mark(scale, word), counts[word], word) for word in words]
    if counts[""]:
        found.append((StatusMark(_("Not judged"), Shape.UNKNOWN), counts[""], "none"))
    return found


def common_results(reading: ControlPlanReading, code: str) -> list[dict[str, Any]]:
    """Each common control seen from a unit, with how many of those who have answered earned each word."""
    return [
        {
            "found": found,
            "url": common_url(found.control, reading.period, code),
            "earned": _earned(found, reading.model),
        }
        for found in reading.commons
    ]


def _earned(found: Comparison, model: ControlModel) -> list[tuple[str, int]]:
    counts = Counter(worst_word([result.step for result in row.results], model) for row in found.rows)
    return [(step.word, counts[step.word]) for step in result_scale(model).steps if counts[step.word]]


def risk_rows(reading: ControlPlanReading, risks: list[RiskReading]) -> list[dict[str, Any]]:
    """Risks with zone and decision in words."""
    decisions = decision_words(reading.model)
    return [
        {"reading": each, "mark": risk_mark(reading, each), "decision": decisions[each.risk.decision]} for each in risks
    ]


def measure_rows(reading: ControlPlanReading, measures: list[MeasureReading]) -> list[dict[str, Any]]:
    """Measures with their status, whether they are late, and how far what continues them has come."""
    today = timezone.localdate()
    return [
        {
            "reading": each,
            "mark": followed_mark(reading.model, each),
            "late": each.is_late(today),
            "continued": followed_mark(reading.model, each.continued) if each.continued is not None else None,
        }
        for each in measures
    ]


def control_rows(controls: list[ControlReading]) -> list[dict[str, Any]]:
    """Controls with their status, their result, their counts and by which limits they are judged."""
    return [
        {
            "reading": each,
            "mark": result_state_mark(each),
            "conclusion": conclusion_mark(each),
            "counts": counts_in_words(each),
            "limits": limits_shown(each.control, each.common.questions if each.common is not None else ()),
        }
        for each in controls
    ]


def recommendation_rows(
    reading: ControlPlanReading, recommendations: list[RecommendationReading]
) -> list[dict[str, Any]]:
    """Recommendations with their status."""
    return [{"reading": each, "mark": recommendation_mark(reading.model, each)} for each in recommendations]


def compared_columns(found: Comparison) -> list[dict[str, Any]]:
    """The columns of a comparison: a question with its parts, and which of them are shown."""
    return [
        {
            "question": question,
            "counts": question.kind == QuestionKind.SHARE,
            "population": _part(question, question.population_heading or _("Looked at")),
            "deviations": _part(question, question.deviations_heading or _("Deviations")),
            "limits": limits_in_words(limits_of(question, found.control.control_model)) if question.judged else "",
        }
        for question in found.questions
    ]


def _part(question: CommonQuestion, label: str) -> str:
    """The heading of a part, with the unit where it is counted in money."""
    return label if question.unit == UnitOfMeasure.COUNT else f"{label}, {UNITS_COUNTED[UnitOfMeasure(question.unit)]}"


def compared_cells(found: Comparison, results: tuple[Result, ...]) -> list[dict[str, Any]]:
    """The cells of a row, or of the total, in the order of the columns."""
    cells = []
    for column, result in zip(compared_columns(found), results, strict=True):
        question = column["question"]
        counted = result.value if isinstance(result.value, Counted) else None
        mark = None
        if result.step is not None:
            mark = result_mark(result_scale(found.control.control_model), result.step.word)
        cells.append(
            {
                "column": column,
                "text": cell_text(question, result),
                "previous_period": period_name(Period.parse(result.previous_period)) if result.previous_period else "",
                "population": format_quantity(number(counted.population, question)) if counted else "",
                "deviations": format_quantity(number(counted.deviations, question)) if counted else "",
                "mark": mark,
                "bound": format_quantity(percent(result.bound), with_unit=True) if result.bound is not None else "",
                "bound_words": (
                    bound_in_words(result.bound, found.control.control_model.confidence_percent)
                    if result.bound is not None
                    else ""
                ),
                "previous": (
                    format_quantity(percent(result.previous_share), with_unit=True)
                    if result.previous_share is not None
                    else ""
                ),
            }
        )
    return cells


def labelled_totals(found: Comparison) -> list[dict[str, Any]]:
    """What all came to together, each with what was asked where that is not plain."""
    cells = [
        cell
        for cell in compared_cells(found, found.totals)
        if cell["text"] and not cell["column"]["question"].in_remark
    ]
    return [
        {**cell, "label": question.heading if needs_label(question, cells) else ""}
        for cell in cells
        for question in (cell["column"]["question"],)
    ]


def compared_row(found: Comparison, row: ComparedRow, *, may_answer: bool) -> dict[str, Any]:
    """One who answers, with the cells, the remark, whether the person may answer there and something is answered."""
    return {
        "row": row.row,
        "cells": compared_cells(found, row.results),
        "remark": row.remark.plain_text if row.remark is not None else "",
        "may_answer": may_answer,
        "has_answer": any(each is not None and each.period == found.period.key for each in row.answers),
    }
