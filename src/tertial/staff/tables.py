"""The tables of the room: built once as tables of the document, shown on pages, printed in reports, saved as files."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from tertial.common.period_words import months_name
from tertial.common.wording import sentence
from tertial.domain.document import Cell, Column, ColumnKind, EmptyCell, Note, Row, RowKind, Table, text_cell, words
from tertial.domain.period import Period
from tertial.domain.staffing.groups import AgeGroup, Length, Sex
from tertial.domain.staffing.key_figures import GROUP_OF, KeyFigure
from tertial.domain.staffing.sick_leave import EVERYONE, Compared, Group
from tertial.domain.staffing.survey import QUESTIONS_OF, Part
from tertial.organisation.models import Unit
from tertial.staff.cells import (
    change_cell,
    compared_cells,
    count_cell,
    quantity_cell,
    share_cell,
)
from tertial.staff.figure_names import CHANGE, HEADCOUNTS, HME, TURNOVER, SickLeaveName, staff_ref
from tertial.staff.queries.coverage import lacking_words
from tertial.staff.queries.headcount import HeadcountReading
from tertial.staff.queries.sick_leave import SickLeave
from tertial.staff.queries.survey import SurveyReading
from tertial.staff.queries.turnover import TurnoverReading
from tertial.staff.words import (
    age_word,
    covered_words,
    group_word,
    key_figure_word,
    length_word,
    month_word,
    named,
    part_word,
    question_word,
    sex_word,
)

ROWS = ("total", "women", "men", "young", "middle", "older", "1_14", "15_90", "91_180", "over_180", "long")
"""The rows that a table of sick leave can have."""

_GROUPS = {
    "women": Group(sex=Sex.WOMEN),
    "men": Group(sex=Sex.MEN),
    "young": Group(age=AgeGroup.YOUNG),
    "middle": Group(age=AgeGroup.MIDDLE),
    "older": Group(age=AgeGroup.OLDER),
}
_LENGTHS = {
    "1_14": Length.DAYS_1_14,
    "15_90": Length.DAYS_15_90,
    "91_180": Length.DAYS_91_180,
    "over_180": Length.OVER_180,
}


def percent(label: str) -> Column:
    """A column of percentages."""
    return Column(label, ColumnKind.PERCENT)


def amount(label: str) -> Column:
    """A column of numbers."""
    return Column(label, ColumnKind.AMOUNT)


def rule_of_sick_leave() -> str:
    """What the percentages are, and what `too few` means."""
    return _(
        "Sick hours in percent of the ordinary hours of the same people. Change in percentage points, from unrounded "
        "figures. Groups of ten people or fewer are not shown, nor is what would let them be worked out."
    )


def _head(period: Period) -> str:
    """A period at the head of a column."""
    return named(period).capitalize()


def employees_table(unit: Unit, reading: HeadcountReading, caption: str, *, parts: bool = False) -> Table | None:
    """Employees now and a year ago; with `parts` also permanent, temporary and over 65. None without any import."""
    if reading.now is None:
        return None
    now, before = reading.now, reading.before
    month, year_before = now.month, now.month.previous_year
    labels = {"employees": _("Employees"), "permanent": _("Permanent"), "temporary": _("Temporary")}
    labels["over_65"] = _("Over 65 years")
    rows = []
    for name in HEADCOUNTS if parts else HEADCOUNTS[:1]:
        attribute = "all" if name == "employees" else name
        value, earlier = getattr(now, attribute), getattr(before, attribute) if before else None
        cells: tuple[Cell, ...] = (
            text_cell(labels[name]),
            count_cell(earlier, staff_ref(unit, year_before.key, name)),
            count_cell(value, staff_ref(unit, month.key, name)),
            count_cell(None if earlier is None else value - earlier, staff_ref(unit, month.key, f"{name}{CHANGE}")),
        )
        rows.append(Row(cells, indent=0 if name == "employees" else 1))
    heads = (_head(year_before), _head(month), _("Difference"))
    return Table(caption, (Column(" "), *map(amount, heads)), tuple(rows), _lacking(reading.lacking))


def _lacking(lacking: Mapping[str, list[str]]) -> tuple[Note, ...]:
    """Why a period has no figure: who lacks theirs."""
    return tuple(Note(words(sentence(each))) for each in lacking_words(lacking))


def turnover_table(unit: Unit, period: Period, reading: TurnoverReading, caption: str) -> Table | None:
    """Turnover by each definition, each printed with what it means; None without a definition."""
    if not reading.by_definition:
        return None
    before = period.previous_year
    rows = []
    for each in reading.by_definition:
        name = TURNOVER if each.definition.used else f"{TURNOVER}-{each.definition.key}"
        rows.append(
            Row(
                (
                    text_cell(each.definition.name),
                    quantity_cell(each.before, staff_ref(unit, before.key, name)),
                    quantity_cell(each.now, staff_ref(unit, period.key, name)),
                    quantity_cell(each.change, staff_ref(unit, period.key, f"{name}{CHANGE}")),
                )
            )
        )
    notes = (
        *(Note(words(f"{each.definition.name}: {each.definition.explanation}")) for each in reading.by_definition),
        *_lacking(reading.lacking),
    )
    heads = (percent(_head(before)), percent(_head(period)), percent(_("Change in percentage points")))
    return Table(caption, (Column(_("Definition")), *heads), tuple(rows), notes)


def sick_leave_table(reading: SickLeave, period: Period, caption: str, rows: Sequence[str] = ROWS[:3]) -> Table:
    """The rows asked for, the year before, now, and the change."""
    before = reading.compared_months(period.previous_year)
    made = [
        Row((text_cell(label), *compared_cells(compared, reading.unit, period, str(name), before)))
        for label, name, compared in (_line(reading, period, key) for key in rows)
    ]
    columns = (Column(_("Sick leave, %")), *_compared_heads(reading, period))
    return Table(caption, columns, tuple(made), _lacking(reading.lacking_in(period)), rule=rule_of_sick_leave())


def _compared_heads(reading: SickLeave, period: Period) -> tuple[Column, ...]:
    """The year before and now, each with the months that its figures are of, and the change."""
    before, now = (covered_words(each, reading.compared_months(each)) for each in (period.previous_year, period))
    return tuple(map(percent, (before.capitalize(), now.capitalize(), _("Change in percentage points"))))


def _line(reading: SickLeave, period: Period, key: str) -> tuple[str, SickLeaveName, Compared]:
    if key == "long":
        name = SickLeaveName(EVERYONE, long=True)
        return key_figure_word(KeyFigure.LONG), name, reading.compared_long(period)
    group, length = _GROUPS.get(key, EVERYONE), _LENGTHS.get(key)
    label = length_word(length) if length else (group_word(group) if key != "total" else _("Total"))
    return label, SickLeaveName(group, length), reading.compared(period, group, length)


def key_figures_table(reading: SickLeave, period: Period, caption: str) -> Table:
    """The seven statutory key figures."""
    rows, before = [], reading.compared_months(period.previous_year)
    for figure, compared in reading.key_figures(period).items():
        name = SickLeaveName(GROUP_OF[figure], long=figure is KeyFigure.LONG)
        cells = compared_cells(compared, reading.unit, period, str(name), before)
        rows.append(Row((text_cell(key_figure_word(figure)), *cells), indent=int(figure is KeyFigure.LONG)))
    columns = (Column(_("Key figure, %")), *_compared_heads(reading, period))
    return Table(caption, columns, tuple(rows), _lacking(reading.lacking_in(period)), rule=rule_of_sick_leave())


def months_table(reading: SickLeave, caption: str) -> Table:
    """Everyone's sick leave month by month, the four years beside each other."""
    rows = tuple(
        Row(
            (
                text_cell(month_word(month).capitalize()),
                *(
                    share_cell(
                        reading.share(of_year), staff_ref(reading.unit, of_year.key, str(SickLeaveName(EVERYONE)))
                    )
                    for year in reading.years
                    for of_year in [Period.of_month(year, month.last)]
                ),
            )
        )
        for month in Period.of_year(reading.year).months
    )
    columns = (Column(_("Month")), *(percent(str(year)) for year in reading.years))
    lacking = {month: names for month, names in reading.lacking.items() if int(month[:4]) in reading.years}
    return Table(caption, columns, (*rows, _months_total(reading)), _lacking(lacking), rule=rule_of_sick_leave())


def _months_total(reading: SickLeave) -> Row:
    """All months of each year together; while the newest year goes on, the months that it has, in every year."""
    newest = reading.covered(Period.of_year(reading.year))
    so_far = newest and newest[-1].to_date.months == newest
    span = newest[-1].to_date if so_far else Period.of_year(reading.year)
    label = _("Whole year") if span.is_year else months_name(span).capitalize()
    cells = [_total_cell(reading, Period(year, span.first, span.last)) for year in reading.years]
    return Row((text_cell(label), *cells), RowKind.TOTAL)


def _total_cell(reading: SickLeave, span: Period) -> Cell:
    if reading.covered(span) and reading.covered(span) != span.months:
        return EmptyCell(_("not all months"))
    return share_cell(reading.share(span), staff_ref(reading.unit, span.key, str(SickLeaveName(EVERYONE))))


def split_table(reading: SickLeave, period: Period, caption: str) -> Table:
    """Every sex and age group by length."""
    rows: list[Row] = []
    for sex in (None, *Sex):
        rows.append(_split_row(reading, period, Group(sex), _("Everyone") if sex is None else sex_word(sex)))
        rows += [_split_row(reading, period, Group(sex, age), age_word(age), indent=1) for age in AgeGroup]
    heads = [percent(length_word(length)) for length in (None, *Length)]
    columns = (Column(_("Group")), *heads, percent(_("60 days or more, part of all")))
    return Table(caption, columns, tuple(rows), _lacking(reading.lacking_in(period)), rule=rule_of_sick_leave())


def _split_row(reading: SickLeave, period: Period, group: Group, label: str, indent: int = 0) -> Row:
    cells = [
        share_cell(
            reading.share(period, group, length),
            staff_ref(reading.unit, period.key, str(SickLeaveName(group, length))),
        )
        for length in (None, *Length)
    ]
    long = SickLeaveName(group, long=True)
    cells.append(share_cell(reading.compared_long(period, group).now, staff_ref(reading.unit, period.key, str(long))))
    return Row((text_cell(label), *cells), indent=indent)


def units_table(
    readings: Sequence[tuple[SickLeave, int]], period: Period, caption: str, months: Sequence[Period]
) -> Table:
    """Everyone, women and men of each unit, and how all of it has changed since the year before.

    `months` are those that the caption names; a unit that has others says so.
    """
    rows = []
    for reading, depth in readings:
        unit = reading.unit
        shares = [
            share_cell(reading.share(period, group), staff_ref(unit, period.key, str(SickLeaveName(group))))
            for group in (EVERYONE, *map(Group, Sex))
        ]
        change = change_cell(reading.compared(period), unit, period, str(SickLeaveName(EVERYONE)))
        label = _unit_label(reading, period, months)
        rows.append(Row((text_cell(label), *shares, change), indent=depth))
    heads = (_("Everyone"), *map(sex_word, Sex), _("Change in percentage points"))
    return Table(caption, (Column(_("Unit")), *map(percent, heads)), tuple(rows), rule=rule_of_sick_leave())


def _unit_label(reading: SickLeave, period: Period, months: Sequence[Period]) -> str:
    own = reading.covered(period)
    return reading.unit.name if own == tuple(months) else f"{reading.unit.name}, {covered_words(period, own)}"


def hme_table(unit: Unit, readings: Sequence[SurveyReading], caption: str, *, questions: bool = False) -> Table:
    """The index and its parts, a column for each year; with `questions` the nine of them too."""
    columns = (Column(_("HME")), *(amount(str(reading.year)) for reading in readings))
    rows = [
        Row(
            (
                text_cell(_("HME, total")),
                *(share_cell(each.total, staff_ref(unit, str(each.year), HME)) for each in readings),
            ),
            RowKind.TOTAL,
        )
    ]
    for part in Part:
        name = f"{HME}_{part.value}"
        indexes = (share_cell(each.parts[part], staff_ref(unit, str(each.year), name)) for each in readings)
        rows.append(Row((text_cell(part_word(part)), *indexes)))
        if questions:
            rows += [_question_row(unit, readings, number) for number in QUESTIONS_OF[part]]
    lacking = {str(each.year): list(each.lacking) for each in readings if each.lacking}
    rule = _(
        "Each question: (mean − 1) / 4 × 100. A part is the mean of its three questions, the total that of all nine."
    )
    return Table(caption, columns, tuple(rows), _lacking(lacking), rule=rule)


def _question_row(unit: Unit, readings: Sequence[SurveyReading], number: int) -> Row:
    cells = [
        share_cell(each.questions[number], staff_ref(unit, str(each.year), f"{HME}_{number}")) for each in readings
    ]
    return Row((text_cell(question_word(number)), *cells), indent=1)
