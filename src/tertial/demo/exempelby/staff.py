"""Loads Exempelby's staff: the files of a payroll and a survey tool, imported as the command line does."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from tertial.accounts.system import the_system
from tertial.demo.exempelby.declared import Row, table, tree
from tertial.domain.staffing.groups import AgeGroup
from tertial.domain.staffing.turnover import Leaving, Standing
from tertial.organisation.models import Unit
from tertial.staff.actions import save_turnover_definition
from tertial.staff.incoming.columns import COLUMNS
from tertial.staff.models import StaffData
from tertial.things.importers import ImportRequest, importer

_LAST = {2024: 12, 2025: 12, 2026: 10}
_MERGED_FROM = 202607
_QUESTIONS_A_PART = 3


def load(municipality: Unit) -> None:
    """Stores how turnover is counted, writes the files and imports them."""
    for given in tree("staff.toml")["turnover_definitions"]:
        leaving, standing = Leaving(given.pop("leaving")), Standing(given.pop("standing"))
        save_turnover_definition(
            by=the_system(), municipality=municipality, leaving=leaving, standing=standing, **given
        )
    with TemporaryDirectory() as folder:
        for kind, path in write_files(Path(folder)):
            importer("staff").run(ImportRequest(files=[path], options={"kind": kind.value}))


def write_files(folder: Path) -> Iterator[tuple[StaffData, Path]]:
    """Writes every file into the folder; the same bytes each time."""
    rules, units = tree("staff.toml"), table("staff.csv")
    for year in _LAST:
        yield StaffData.HOURS, _written(folder, StaffData.HOURS, year, _hours(rules, units, year))
        yield StaffData.HEADCOUNT, _written(folder, StaffData.HEADCOUNT, year, _headcount(rules, units, year))
        if str(year) in rules["turnover_percent"]:
            yield StaffData.TURNOVER, _written(folder, StaffData.TURNOVER, year, _turnover(rules, units, year))
            yield StaffData.SURVEY, _written(folder, StaffData.SURVEY, year, _survey(rules, units, year))


def _written(folder: Path, kind: StaffData, year: int, rows: Iterable[Sequence[object]]) -> Path:
    path = folder / f"{kind.value}-{year}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(column.usual for column in COLUMNS[kind])
        writer.writerows(rows)
    return path


def _people(unit: Row, year: int, month: int) -> int:
    """Moves evenly from one year's end to the next; two units become one in July 2026."""
    after = year * 100 + month >= _MERGED_FROM
    if unit["unit"] == "KOSTLOK":
        return int(unit["people_2026"]) if after else 0
    if after and unit["unit"] in {"KOST", "LOKV"}:
        return 0
    before, now = int(unit[f"people_{year - 1}"]), int(unit[f"people_{year}"])
    return before + (now - before) * month // _LAST[year]


def _month(year: int, month: int) -> str:
    return f"{year}-{month:02}"


def _hours(rules: dict[str, Any], units: list[Row], year: int) -> Iterator[list[object]]:
    for month in range(1, _LAST[year] + 1):
        chance = Random(f"{rules['seed']} {year} {month}")  # noqa: S311 - the same files every time
        for unit in units:
            people = _people(unit, year, month)
            women = round(people * int(unit["women"]) / 100)
            for letter, number, level in (("K", women, "sick_women"), ("M", people - women, "sick_men")):
                for age, count in zip(AgeGroup, _shared(number, rules["ages"]), strict=True):
                    if count:
                        hours = rules["hours_of_month"][month - 1] * count * chance.randint(84, 95) // 100
                        sick = _sick(rules, unit[level], year, month) * chance.uniform(0.6, 1.4) * hours
                        yield [
                            f"{year}-{month:02}",
                            unit["unit"],
                            letter,
                            age.value,
                            count,
                            *_lengths(rules, hours, sick),
                        ]


def _sick(rules: dict[str, Any], level: str, year: int, month: int) -> float:
    """Sick hours of an ordinary hour."""
    percent: float = float(level.replace(",", ".")) * rules["season"][month - 1] * rules["level"][str(year)]
    return percent / 1_000_000


def _lengths(rules: dict[str, Any], ordinary: int, sick: float) -> list[str]:
    parts = {name: round(sick * percent) for name, percent in rules["lengths"].items()}  # hundredths of an hour
    long = parts["days_15_90"] * 2 // 5 + parts["days_91_180"] + parts["over_180"]
    return [f"{hundredths // 100},{hundredths % 100:02}" for hundredths in (ordinary * 100, *parts.values(), long)]


def _headcount(rules: dict[str, Any], units: list[Row], year: int) -> Iterator[list[object]]:
    for month in range(1, _LAST[year] + 1):
        for unit in units:
            if people := _people(unit, year, month):
                temporary = int(unit["temporary"])
                over_65 = people * rules["over_65_percent"] // 100
                yield [_month(year, month), unit["unit"], people - temporary, temporary, over_65]


def _turnover(rules: dict[str, Any], units: list[Row], year: int) -> Iterator[list[object]]:
    for unit in units:
        before, now = (int(unit[f"people_{each}"]) - int(unit["temporary"]) for each in (year - 1, year))
        if before > 0:
            left = round(before * rules["turnover_percent"][str(year)] / 100)
            yield [year, unit["unit"], before, max(0, left - 1), left, f"{(before + now) / 2:.1f}".replace(".", ",")]


def _survey(rules: dict[str, Any], units: list[Row], year: int) -> Iterator[list[object]]:
    for part, index in enumerate(rules["survey"][str(year)]):
        for place in range(_QUESTIONS_A_PART):
            for unit in units:
                answers = int(unit[f"people_{year}"]) * rules["answering_percent"] // 100
                if answers:
                    question = _QUESTIONS_A_PART * part + place + 1
                    yield [year, unit["unit"], question, *_answers(answers, index + place - 1)]


def _answers(number: int, index: int) -> list[int]:
    """How many answered one to five, for a mean that makes the index."""
    low, mean = [number * percent // 100 for percent in (2, 4, 15)], 1 + index / 25
    rest = number - sum(low)
    fives = round(number * mean) - sum(answer * count for answer, count in enumerate(low, start=1)) - 4 * rest
    fives = min(max(fives, 0), rest)
    return [*low, rest - fives, fives]


def _shared(whole: int, percents: Sequence[int]) -> list[int]:
    """People in parts; whole numbers that add up."""
    young, middle = (round(whole * percent / 100) for percent in percents[:2])
    return [young, middle, whole - young - middle]
