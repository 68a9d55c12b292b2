"""Writes the files that a payroll and a survey tool would give: invented, but adding up to what has been published.

Everything follows from staff-2024.toml and its seed, so the files are the same every time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from tertial.domain.staffing.groups import AgeGroup, Sex
from tertial.staff.incoming.columns import COLUMNS
from tertial.staff.incoming.reading import TextFile
from tertial.staff.models import StaffData

LENGTHS = ("days_15_90", "days_91_180", "over_180")
REACHES_YEAR_END_IN = 11
SEX_CODES = {Sex.WOMEN: "K", Sex.MEN: "M"}
AGE_WEIGHTS = {AgeGroup.YOUNG: 8, AgeGroup.MIDDLE: 9, AgeGroup.OLDER: 12}
FEW_ANSWERS = ((1, 2), (2, 5), (3, 16))
"""Of a hundred answers, how many are a one, a two and a three; the rest are fours and fives."""
APART = (-1, 0, 1)


@dataclass(frozen=True, slots=True)
class _Cell:
    """The people of one sex and age group in a section in a month, and their ordinary hours in hundredths."""

    section: str
    sex: Sex
    age: AgeGroup
    people: int
    ordinary: int


def hours_files(tree: Mapping[str, Any]) -> Iterator[TextFile]:
    """Ordinary and sick hours, one file a month."""
    for year in tree["years"]:
        cells = {month: _cells(tree, year, month) for month in range(1, 13)}
        levels = {sex: _levels(tree[sex.value], year, sex, cells) for sex in Sex}
        for month in range(1, 13):
            rows = _month(tree, year, month, cells[month], {sex: levels[sex][month - 1] for sex in Sex})
            yield _file(StaffData.HOURS, f"franvaro-{year}-{month:02}.csv", rows)


def headcount_file(tree: Mapping[str, Any], year: int) -> TextFile:
    """Employees of every section, month by month."""
    rows = [
        [f"{year}-{month:02}", section["code"], str(everyone - temporary), str(temporary), str(over_65)]
        for month in range(1, 13)
        for section in tree["sections"]
        if (everyone := _people(section, "staff", year, month))
        for temporary, over_65 in [
            (_people(section, "temporary", year, month), _people(section, "over_65", year, month))
        ]
    ]
    return _file(StaffData.HEADCOUNT, f"anstallda-{year}.csv", rows)


def turnover_file(tree: Mapping[str, Any], year: int) -> TextFile:
    """What turnover is calculated from, of one of the years 2023 and 2024."""
    rows = []
    for section in tree["sections"]:
        before, now = (_permanent(section, each) for each in (year - 1, year))
        gone, left = section["gone"][year - 2023], section["left"][year - 2023]
        mean = str(Decimal(before + now) / 2).replace(".", ",")
        rows.append([str(year), section["code"], str(before), str(gone), str(left), mean])
    return _file(StaffData.TURNOVER, f"omsattning-{year}.csv", rows)


def survey_file(tree: Mapping[str, Any], year: int) -> TextFile:
    """How many answered one to five to each of the nine questions."""
    rows = []
    for part_number, index in enumerate(tree["survey"][str(year)].values()):
        for place, apart in enumerate(APART):
            question, owed = 3 * part_number + place + 1, Decimal(0)
            for section in tree["sections"]:
                answering = _people(section, "staff", year, 10) * tree["survey"]["answering"] // 100
                if answering:
                    wanted = answering * (1 + Decimal(index + apart) / 25) + owed
                    counts = _answers(answering, round(wanted))
                    owed = wanted - round(wanted)
                    rows.append([str(year), section["code"], str(question), *map(str, counts)])
    return _file(StaffData.SURVEY, f"medarbetarundersokning-{year}.csv", rows)


def _file(kind: StaffData, name: str, rows: Sequence[Sequence[str]]) -> TextFile:
    head = [column.usual for column in COLUMNS[kind]]
    return TextFile(name, [(line, row) for line, row in enumerate([head, *rows], start=1)])


def _people(section: Mapping[str, Any], what: str, year: int, month: int) -> int:
    """Moves evenly from one December to the next and is there in November; single people only change in November."""
    ends: list[int] = section.get(what, [0] * 5)
    before, after = ends[year - 2021], ends[year - 2020]
    if "begins" in section and date(year, month, 1) < section["begins"]:
        return 0
    if "begins" in section or month >= REACHES_YEAR_END_IN:
        return after
    return before + (after - before) * month // REACHES_YEAR_END_IN if what == "staff" else before


def _permanent(section: Mapping[str, Any], year: int) -> int:
    return _people(section, "staff", year, 11) - _people(section, "temporary", year, 11)


def _cells(tree: Mapping[str, Any], year: int, month: int) -> list[_Cell]:
    chance = Random(f"{tree['seed']} {year} {month}")  # noqa: S311 - the same files every time, nothing secret
    cells = []
    for section in tree["sections"]:
        people = _people(section, "staff", year, month)
        women = round(people * section["women"] / 100)
        for sex, number in ((Sex.WOMEN, women), (Sex.MEN, people - women)):
            for age, count in zip(AgeGroup, _shared(number, section["ages"]), strict=True):
                hours = tree["hours_of_month"][month - 1] * 100 * count
                ordinary = hours * chance.randint(93, 97) // 100
                if count:
                    cells.append(_Cell(section["code"], sex, age, count, ordinary))
    return cells


def _levels(declared: Mapping[str, Any], year: int, sex: Sex, cells: Mapping[int, list[_Cell]]) -> list[Decimal]:
    """Sick leave month by month, all but November scaled so that the year's hours come to what is published."""
    months = [Decimal(str(percent)) for percent in declared[str(year)]]
    aim = declared["year"].get(str(year))
    if aim is None:
        return months
    ordinary = [sum(cell.ordinary for cell in cells[month] if cell.sex is sex) for month in range(1, 13)]
    without_change = months[10] * ordinary[10]
    others = sum((level * hours for level, hours in zip(months, ordinary, strict=True)), Decimal(0)) - without_change
    scale = (Decimal(str(aim)) * sum(ordinary) - without_change) / others
    return [level if at == 10 else level * scale for at, level in enumerate(months)]


def _month(
    tree: Mapping[str, Any], year: int, month: int, cells: list[_Cell], levels: Mapping[Sex, Decimal]
) -> list[list[str]]:
    ordinary = {sex: sum(cell.ordinary for cell in cells if cell.sex is sex) for sex in Sex}
    sick = {sex: int(levels[sex] * ordinary[sex] / 100) for sex in Sex}
    declared = tree["lengths"][str(year)]
    long = {name: int(Decimal(str(declared[name][month - 1])) * sum(ordinary.values()) / 100) for name in LENGTHS}
    chance = Random(f"{tree['seed']} sick {year} {month}")  # noqa: S311 - the same files every time
    columns: dict[str, list[int]] = {}
    for name in LENGTHS:
        columns[name] = _spread(cells, sick, long[name], chance)
    columns["days_1_14"] = _spread(cells, sick, sum(sick.values()) - sum(long.values()), chance)
    return [
        [
            f"{year}-{month:02}",
            cell.section,
            SEX_CODES[cell.sex],
            cell.age.value,
            str(cell.people),
            *(
                _hours(hundredths)
                for hundredths in (
                    cell.ordinary,
                    columns["days_1_14"][at],
                    *(columns[name][at] for name in LENGTHS),
                    columns["days_15_90"][at] * 2 // 5 + columns["days_91_180"][at] + columns["over_180"][at],
                )
            ),
        ]
        for at, cell in enumerate(cells)
    ]


def _spread(cells: list[_Cell], sick: Mapping[Sex, int], hundredths: int, chance: Random) -> list[int]:
    """The hours of one length: each sex bears its part of all sick hours, older people and chance do the rest."""
    women = hundredths * sick[Sex.WOMEN] // sum(sick.values())
    spread: list[int] = [0] * len(cells)
    for sex, hours in ((Sex.WOMEN, women), (Sex.MEN, hundredths - women)):
        at = [number for number, cell in enumerate(cells) if cell.sex is sex]
        weights = [cells[number].ordinary * AGE_WEIGHTS[cells[number].age] * chance.randint(3, 17) for number in at]
        for number, part in zip(at, _shared(hours, weights), strict=True):
            spread[number] = part
    return spread


def _shared(whole: int, weights: Sequence[int]) -> list[int]:
    """The whole in parts by weight; whole numbers that add up to it."""
    total, declared, parts = sum(weights), 0, []
    heavier = 0
    for weight in weights:
        heavier += weight
        upto = (2 * whole * heavier + total) // (2 * total)
        parts.append(upto - declared)
        declared = upto
    return parts


def _answers(number: int, score: int) -> list[int]:
    low = [number * of_hundred // 100 for _answer, of_hundred in FEW_ANSWERS]
    rest = number - sum(low)
    fives = score - sum(answer * count for (answer, _), count in zip(FEW_ANSWERS, low, strict=True)) - 4 * rest
    # A section where all are content has fewer low answers than a usual one, and one where few are has more.
    while fives > rest:
        at = next(at for at, count in enumerate(low) if count)
        low[at], rest, fives = low[at] - 1, rest + 1, fives + at + 1 - 4
    while fives < 0:
        low[2], rest, fives = low[2] + 1, rest - 1, fives + 1
    return [*low, rest - fives, fives]


def _hours(hundredths: int) -> str:
    return f"{hundredths // 100},{hundredths % 100:02}"
