"""Loads Exempelby's internal control: risks from files, one control that all answer, and a recommendation."""

import csv
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.control.actions import recommendations
from tertial.control.actions.answers import AnswerGiven, answer
from tertial.control.actions.common_controls import (
    CommonGiven,
    QuestionGiven,
    RowGiven,
    save_common_control,
    save_question,
    set_rows,
)
from tertial.control.actions.control_model import ControlWords, save_control_model
from tertial.control.models import CommonControl, ControlPlan
from tertial.demo.exempelby.declared import Row, table, tree
from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.things.importers import ImportRequest, importer

Tree = Mapping[str, Any]
_ABOUT = ("name", "key", "process", "why", "method", "of_whom", "measured")


def load(units: dict[str, Unit], people: dict[str, Person]) -> None:
    """Stores words and limits, imports the risks, and answers the control of each year."""
    declared = tree("control.toml")
    _load_model(declared["model"], units["EXB"])
    _import_risks()
    before = None
    for year, answers in declared["common"]["answers"].items():
        before = _load_common(declared["common"], int(year), answers, units, before)
    for given in declared["recommendations"]:
        _load_recommendation(given, people)


def _load_model(given: Tree, municipality: Unit) -> None:
    words = ControlWords(
        likelihoods=given["likelihoods"],
        consequences=given["consequences"],
        zones=[(word, Decimal(limit)) for word, limit in given["zones"]],
        results=[(word, Decimal(limit)) for word, limit in given["results"]],
        confidence_percent=Decimal(given["confidence_percent"]),
        statuses=given["statuses"],
        decisions=given["decisions"],
        words=given["words"],
    )
    save_control_model(by=the_system(), municipality=municipality, given=words)


def _import_risks() -> None:
    plans: dict[tuple[str, str], list[Row]] = {}
    for row in table("risks.csv"):
        plans.setdefault((row.pop("Enhet"), row.pop("År")), []).append(row)
    with TemporaryDirectory() as folder:
        for (unit, year), rows in plans.items():
            path = Path(folder) / f"risker-{unit}-{year}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
                writer.writeheader()
                writer.writerows(rows)
            importer("control").run(ImportRequest(files=[path], unit=unit, options={"year": year}))


def _load_common(
    given: Tree, year: int, answers: Tree, units: dict[str, Unit], before: CommonControl | None
) -> CommonControl:
    control = save_common_control(
        by=the_system(),
        set_by=units["KS"],
        year=year,
        continues=before,
        given=CommonGiven(**{name: given[name] for name in _ABOUT}),
    )
    question = save_question(by=the_system(), control=control, given=QuestionGiven(**given["question"]))
    rows = set_rows(by=the_system(), control=control, rows=[RowGiven(units[code], "") for code in answers])
    for row, (population, deviations) in zip(rows, answers.values(), strict=True):
        counted = AnswerGiven(population=str(population), deviations=str(deviations))
        period = Period.parse(str(year) if year == min(map(int, given["answers"])) else f"{year}-T2")
        answer(by=the_system(), row=row, period=period, given={question.pk: counted})
    return control


def _load_recommendation(given: Tree, people: dict[str, Person]) -> None:
    responsible = people[given["responsible"]]
    plan = ControlPlan.objects.get(unit__code=given["unit"], year=given["year"])
    names = ("audit", "measure", "record_number", "background", "due")
    saved = recommendations.save_recommendation(
        by=the_system(),
        plan=plan,
        given=recommendations.RecommendationGiven(**{name: given[name] for name in names}, responsible=responsible),
    )
    recommendations.follow_up(
        by=responsible,
        thing=saved,
        period=Period.parse(given["period"]),
        status=given["status"],
        comment=given["comment"],
    )
