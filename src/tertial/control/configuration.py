"""Scales and words of internal control as structure, and the controls that one unit has set for all."""

from collections.abc import Sequence
from decimal import Decimal

from tertial.accounts.models import Person
from tertial.control.actions.common_controls import (
    CommonGiven,
    QuestionGiven,
    RowGiven,
    remove_question,
    save_common_control,
    save_question,
    set_rows,
)
from tertial.control.actions.control_model import ControlWords, Limits, save_control_model
from tertial.control.models import CommonControl, CommonQuestion, CommonRow, ControlModel
from tertial.domain.message import gettext_noop
from tertial.organisation.configuration import code_of, unit_called
from tertial.organisation.models import Unit
from tertial.things.configuration import Configured, Item, Rows
from tertial.things.configuration.rows import told, values

_MODEL = Rows(
    model=ControlModel,
    fields=(
        "likelihoods",
        "consequences",
        "zones",
        "results",
        "statuses",
        "decisions",
        "words",
        "confidence_percent",
    ),
    key=(),
)
_QUESTIONS = Rows(
    model=CommonQuestion,
    fields=(
        "key",
        "label",
        "kind",
        "unit",
        "population_label",
        "deviations_label",
        "other_label",
        "sampled",
        "judged",
        "limits",
        "in_remark",
    ),
    key=("key",),
)
_ANSWERING = Rows(model=CommonRow, fields=("label",), texts=("unit",), key=("unit", "label"))
_COMMON = Rows(
    model=CommonControl,
    fields=("key", "year", "process", "name", "why", "method", "of_whom", "measured", "remark_label"),
    texts=("set_by",),
    key=("set_by", "year", "key"),
    lists={"questions": _QUESTIONS, "rows": _ANSWERING},
    labels={
        "set_by": gettext_noop("Set by"),
        "questions": gettext_noop("Questions"),
        "rows": gettext_noop("Who answers"),
    },
)


def _read_model(municipality: Unit) -> Sequence[Item]:
    return [told(_MODEL, model) for model in ControlModel.objects.filter(municipality=municipality)]


def _write_model(by: Person, municipality: Unit, item: Item) -> None:
    given = values(_MODEL, item)
    zones, results = _limits(given.pop("zones")), _limits(given.pop("results"))
    words = ControlWords(**given, zones=zones, results=results)
    save_control_model(by=by, municipality=municipality, given=words)


def _limits(stored: Sequence[Item]) -> Limits:
    return [(each["word"], Decimal(each["at_least"])) for each in stored]


def _read_common(municipality: Unit) -> Sequence[Item]:
    found = CommonControl.objects.filter(control_model__municipality=municipality, archived_at=None)
    return [
        told(
            _COMMON,
            control,
            set_by=code_of(control.set_by, municipality),
            questions=[told(_QUESTIONS, question) for question in control.questions.all()],
            rows=[
                told(_ANSWERING, row, unit=row.unit.code if row.unit else "")
                for row in control.rows.select_related("unit")
            ],
        )
        for control in found.select_related("set_by").order_by("year", "set_by__code", "position", "pk")
    ]


def _write_common(by: Person, municipality: Unit, item: Item) -> None:
    given, unit = values(_COMMON, item), unit_called(municipality, item["set_by"])
    year: int = given.pop("year")
    there = CommonControl.objects.filter(set_by=unit, year=year, key=given["key"], archived_at=None).first()
    control = save_common_control(by=by, set_by=unit, year=year, control=there, given=CommonGiven(**given))
    questions = {question.key: question for question in control.questions.all()}
    for row in item["questions"]:
        asked = values(_QUESTIONS, row)
        asked["limits"] = _limits(asked["limits"])
        save_question(by=by, control=control, question=questions.pop(row["key"], None), given=QuestionGiven(**asked))
    for question in questions.values():
        remove_question(by=by, question=question)
    rows = [
        RowGiven(unit_called(municipality, row["unit"]) if row["unit"] else None, row["label"]) for row in item["rows"]
    ]
    set_rows(by=by, control=control, rows=rows)


SCALES = Configured(
    place=60,
    name="control_model",
    rows=_MODEL,
    read=_read_model,
    write=_write_model,
    called=lambda _item: "",
)
COMMON_CONTROLS = Configured(
    place=70,
    name="common_control",
    rows=_COMMON,
    read=_read_common,
    write=_write_common,
    called=lambda item: f"{item['year']} {item['name']}",
)
