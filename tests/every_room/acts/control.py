"""Internal control."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils import timezone

from tertial.accounts.system import the_system
from tertial.control.actions import recommendations
from tertial.control.actions.answers import AnswerGiven
from tertial.control.actions.common_controls import CommonGiven, QuestionGiven, RowGiven, save_question
from tertial.control.actions.controls import ControlGiven
from tertial.control.actions.importing import import_risks
from tertial.control.actions.judgements import approve_judgement
from tertial.control.incoming.reading import RiskRow
from tertial.control.models import CommonControl, CommonQuestion, JudgementApproval
from tertial.domain.document import from_plain_text, rich_text_to_json
from tertial.texts.actions import import_text
from tests.every_room.acts.call import Call
from tests.shared.small_municipality import YEAR, SmallMunicipality
from tests.shared.small_rooms.control import WORDS, SmallControl


def _in(place: SmallMunicipality) -> SmallControl:
    found: SmallControl = place.rooms["control"]
    return found


def _the(name: str) -> Callable[[SmallMunicipality], Model]:
    return lambda place: getattr(_in(place), name)


def _judged(place: SmallMunicipality) -> int:
    """The revision of a judgement that is written."""
    plan, document = _in(place).plan, rich_text_to_json(from_plain_text("Gott."))
    subject = plan.ref
    written = import_text(
        by=the_system(), unit=plan.unit, subject=subject, slot="judgement", period="2024", document=document
    )
    return written.revision


def _approved(place: SmallMunicipality) -> JudgementApproval:
    return approve_judgement(by=the_system(), plan=_in(place).plan, period=YEAR, revision=_judged(place))


def _taken_back(place: SmallMunicipality) -> JudgementApproval:
    return JudgementApproval(
        plan=_in(place).plan,
        period="2024",
        revision=_judged(place),
        approved_by=the_system(),
        approved_at=timezone.now(),
    )


def _unanswered(place: SmallMunicipality) -> CommonQuestion:
    given = QuestionGiven(label="Ny fråga", kind="percent")
    return save_question(by=the_system(), control=_in(place).common, given=given)


def _imported(place: SmallMunicipality) -> dict[str, Any]:
    unit = _in(place).plan.unit
    made = import_risks(by=the_system(), unit=unit, year=2024, rows=[_row()], names=["r.csv"], dry_run=False)
    return {"entry": made.entry}


def _row() -> RiskRow:
    from tertial.control.incoming.reading import RiskRow

    texts = {
        "process": "Löner",
        "risk": "Fel lön",
        "likelihood": "3",
        "consequence": "2",
        "decision": "measure",
        "reason": "",
        "measure": "Stäm av",
        "responsible": "",
        "due": "",
    }
    return RiskRow("r.csv", 2, texts)


def _reopened(place: SmallMunicipality) -> dict[str, Any]:
    _approved(place)
    return {"plan": _in(place).plan, "period": YEAR}


def _common(place: SmallMunicipality) -> CommonControl:
    return _in(place).common


_PLANS = {
    "control.create_control_plan": Call(lambda place: {"unit": place.units["KSF"], "year": 2024}),
    "control.copy_forward": Call(lambda place: {"plan": _in(place).plan}, _the("plan")),
    "control.archive_plan": Call(lambda place: {"plan": _in(place).plan}, _the("plan")),
    "control.restore_plan": Call(lambda place: {"plan": _in(place).plan}, _the("plan")),
    "control.import_risks": Call(
        lambda place: {
            "unit": _in(place).plan.unit,
            "year": 2024,
            "rows": [_row()],
            "names": ["r.csv"],
            "dry_run": False,
        }
    ),
    "control.take_back_import": Call(_imported),
    "control.approve_judgement": Call(
        lambda place: {"plan": _in(place).plan, "period": YEAR, "revision": _judged(place)}, _the("plan")
    ),
    "control.approve_again": Call(lambda place: {"before": _taken_back(place)}, _the("plan")),
    "control.reopen_judgement": Call(_reopened, _the("plan")),
}
_THINGS = {
    "control.save_risk": Call(
        lambda place: {
            "plan": _in(place).plan,
            "risk": _in(place).risk,
            "process": "Inköp",
            "description": "Ny",
            "likelihood": 2,
            "consequence": 2,
            "decision": "measure",
        },
        _the("risk"),
        "responsible",
    ),
    "control.save_measure": Call(
        lambda place: {"risk": _in(place).risk, "measure": _in(place).measure, "title": "Ny"},
        _the("measure"),
        "responsible",
    ),
    "control.save_control": Call(
        lambda place: {
            "plan": _in(place).plan,
            "control": _in(place).control,
            "given": ControlGiven(process="Inköp", name="Ny"),
        },
        _the("control"),
        "responsible",
    ),
    "control.save_recommendation": Call(
        lambda place: {
            "plan": _in(place).plan,
            "recommendation": _in(place).recommendation,
            "given": recommendations.RecommendationGiven(audit="Granskning", measure="Ny"),
        },
        _the("recommendation"),
        "responsible",
    ),
    "control.archive": Call(lambda place: {"thing": _in(place).measure}, _the("measure"), "responsible"),
    "control.restore": Call(lambda place: {"thing": _in(place).measure}, _the("measure"), "responsible"),
    "control.record_result": Call(
        lambda place: {"control": _in(place).control, "period": YEAR, "status": "ongoing"},
        _the("control"),
        "responsible",
    ),
    "control.follow_up": Call(
        lambda place: {"thing": _in(place).measure, "period": YEAR, "status": "ongoing"},
        _the("measure"),
        "responsible",
    ),
    "control.recheck": Call(
        lambda place: {
            "recommendation": _in(place).recommendation,
            "on": date(2024, 10, 1),
            "seen": "Rutinen finns.",
            "closes": False,
        },
        _the("recommendation"),
    ),
}
_COMMON = {
    "control.save_common_control": Call(
        lambda place: {
            "set_by": _common(place).set_by,
            "year": 2024,
            "control": _common(place),
            "given": CommonGiven(name="Ny"),
        },
        _common,
    ),
    "control.save_question": Call(
        lambda place: {"control": _common(place), "given": QuestionGiven(label="Ny", kind="percent")}, _common
    ),
    "control.remove_question": Call(lambda place: {"question": _unanswered(place)}),
    "control.set_rows": Call(
        lambda place: {
            "control": _common(place),
            "rows": [RowGiven(place.units["KS"]), RowGiven(place.units["KSF"])],
        },
        _common,
    ),
    "control.answer": Call(
        lambda place: {
            "row": _in(place).row,
            "period": YEAR,
            "given": {_in(place).question.pk: AnswerGiven("20", "2")},
            "replace": True,
        },
        _common,
    ),
    "control.remove_answer": Call(lambda place: {"answer": _in(place).answer}, _common),
    "control.save_control_model": Call(lambda place: {"municipality": place.units["BY"], "given": WORDS}),
}
CALLS = {**_PLANS, **_THINGS, **_COMMON}
