"""What groups, lengths, parts and causes are called, and the names of months."""

from collections.abc import Sequence

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from tertial.common.period_words import period_key_words, period_name, spans_words
from tertial.domain.period import Period
from tertial.domain.staffing.groups import AgeGroup, Length, Sex
from tertial.domain.staffing.key_figures import KeyFigure
from tertial.domain.staffing.sick_leave import Cause, Group
from tertial.domain.staffing.survey import Part
from tertial.organisation.models import Unit
from tertial.staff.models import ImportedRow, SickLeaveHours, SurveyAnswers


def sex_word(sex: Sex) -> str:
    """Women or men."""
    return {Sex.WOMEN: _("Women"), Sex.MEN: _("Men")}[sex]


def age_word(age: AgeGroup) -> str:
    """An age group in years."""
    return {
        AgeGroup.YOUNG: _("29 years or younger"),
        AgeGroup.MIDDLE: _("30–49 years"),
        AgeGroup.OLDER: _("50 years or older"),
    }[age]


def group_word(group: Group) -> str:
    """Everyone, one sex, one age group, or both: `Women, 30–49 years`."""
    words = [*([sex_word(group.sex)] if group.sex else []), *([age_word(group.age)] if group.age else [])]
    return ", ".join(words) or _("Everyone")


def length_word(length: Length | None) -> str:
    """The days of the absence, or all of them."""
    return {
        None: _("All sick leave"),
        Length.DAYS_1_14: _("Day 1–14"),
        Length.DAYS_15_90: _("Day 15–90"),
        Length.DAYS_91_180: _("Day 91–180"),
        Length.OVER_180: _("Day 181 and on"),
    }[length]


def key_figure_word(figure: KeyFigure) -> str:
    """A statutory key figure as the law words it."""
    return {
        KeyFigure.TOTAL: _("Total sick leave"),
        KeyFigure.LONG: _("Of which absence of 60 days or more"),
        KeyFigure.WOMEN: _("Sick leave of women"),
        KeyFigure.MEN: _("Sick leave of men"),
        KeyFigure.YOUNG: _("Sick leave, 29 years or younger"),
        KeyFigure.MIDDLE: _("Sick leave, 30–49 years"),
        KeyFigure.OLDER: _("Sick leave, 50 years or older"),
    }[figure]


def part_word(part: Part) -> str:
    """A part of HME."""
    return {Part.MOTIVATION: _("Motivation"), Part.LEADERSHIP: _("Leadership"), Part.STEERING: _("Steering")}[part]


def question_word(question: int) -> str:
    """One of the nine questions, as the survey asks it."""
    return {
        1: _("My work feels meaningful"),
        2: _("I learn new things and develop in my daily work"),
        3: _("I look forward to going to work"),
        4: _("My closest manager shows appreciation of my work"),
        5: _("My closest manager shows trust in me as an employee"),
        6: _("My closest manager gives me the conditions to take responsibility in my work"),
        7: _("I know the goals of my workplace"),
        8: _("The goals of my workplace are followed up and evaluated well"),
        9: _("I know what is expected of me in my work"),
    }[question]


def cause_word(cause: Cause) -> str:
    """What is printed where there is no figure."""
    return {Cause.NO_DATA: _("not imported"), Cause.TOO_FEW: _("too few")}[cause]


def missing_word(unit: Unit, period: Period) -> str:
    """What is printed where the figure of an earlier period is missing: the unit is newer, or nothing is imported."""
    if unit.valid_from > period.end:
        return _("new unit")
    return _("%(period)s not imported") % {"period": named(period)}


def row_word(row: ImportedRow) -> str:
    """What distinguishes a stored row from others: `KSF March 2024, women, 30–49 years`."""
    unit_and_period = f"{row.unit.code} {period_key_words(row.period)}"
    if isinstance(row, SickLeaveHours):
        return f"{unit_and_period}, {sex_word(Sex(row.sex)).lower()}, {age_word(AgeGroup(row.age))}"
    if isinstance(row, SurveyAnswers):
        return f"{unit_and_period}, {_('question %(number)s') % {'number': row.question}}"
    return unit_and_period


def month_word(month: Period) -> str:
    """`november`, in the active language."""
    return str(MONTHS[month.end.month])


def named(period: Period) -> str:
    """A period in words, months too: `november 2024`."""
    return period_name(period)


def covered_words(period: Period, months: Sequence[Period]) -> str:
    """The months of a period that a figure is of, in words: the period itself where none of them is missing."""
    return named(period) if not months or tuple(months) == period.months else spans_words(each.key for each in months)
