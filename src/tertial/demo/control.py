"""Loads risks, measures, controls and audit recommendations of the sample municipality."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.control.actions import plans, recommendations, risks
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
from tertial.control.actions.controls import ControlGiven, CountsGiven, record_result, save_control
from tertial.control.models import CommonControl, CommonRow, ControlPlan, QuestionKind, Risk
from tertial.control.queries.comparison import REMARK, RESULT, TOTAL
from tertial.control.text_subjects import JUDGEMENT, SUMMARY
from tertial.demo.loaded import Loaded, sample
from tertial.demo.written import written
from tertial.domain.period import Period
from tertial.domain.ref import NO_REF, Ref
from tertial.economy.statements.refs import row_ref
from tertial.organisation.models import Unit
from tertial.texts.actions import import_text

Tree = Mapping[str, Any]
_FIGURE = re.compile(r"\[\[([a-z_]+)\]\]")


def load(loaded: Loaded) -> None:
    """Stores risks, measures, controls and audit recommendations through the same actions that people use."""
    tree = sample("control-2024.toml")
    unit = loaded.units[tree["unit"]]
    _load_model(tree["model"], loaded.units["HUDDINGE"])
    plan = plans.create_control_plan(by=the_system(), unit=unit, year=tree["year"])
    loaded.control_plan = plan.ref
    commons = _load_commons(sample("control-common-2024.toml"), loaded, plan)
    stored = {risk["process"]: _load_risk(risk, loaded, plan) for risk in tree["risks"]}
    for declared in tree["recommendations"]:
        _load_recommendation(declared, loaded, plan)
    for declared in tree["controls"]:
        _load_control(declared, loaded, plan, commons, stored)
    for slot in (SUMMARY, JUDGEMENT):
        text = _FIGURE.sub(rf"[[{plan.ref}:\1]]", tree["texts"][slot])
        _write(plan.ref, slot, text, unit, (loaded.people["samordnare"], plan.year))
    plans.copy_forward(by=loaded.people["samordnare"], plan=plan)


def _load_model(tree: Tree, municipality: Unit) -> None:
    save_control_model(
        by=the_system(),
        municipality=municipality,
        given=ControlWords(
            likelihoods=tree["likelihoods"],
            consequences=tree["consequences"],
            zones=[(word, Decimal(limit)) for word, limit in tree["zones"]],
            results=[(word, Decimal(limit)) for word, limit in tree["results"]],
            confidence_percent=Decimal(tree["confidence_percent"]),
            statuses=tree["statuses"],
            decisions=tree["decisions"],
            words=tree["words"],
        ),
    )


def _load_risk(declared: Tree, loaded: Loaded, plan: ControlPlan) -> Risk:
    risk = risks.save_risk(
        by=the_system(),
        plan=plan,
        process=declared["process"],
        description=declared["risk"],
        likelihood=declared["likelihood"],
        consequence=declared["consequence"],
        decision=declared["decision"],
        about=_about(declared, loaded, plan),
        responsible=loaded.person(declared.get("responsible")),
    )
    for each in declared["measures"]:
        responsible = loaded.person(each.get("responsible"))
        due = each.get("due") or date(plan.year, 12, 31)
        measure = risks.save_measure(by=the_system(), risk=risk, title=each["title"], responsible=responsible, due=due)
        _follow_up(measure, each, plan, responsible or the_system())
    return risk


def _load_recommendation(declared: Tree, loaded: Loaded, plan: ControlPlan) -> None:
    responsible = loaded.person(declared.get("responsible"))
    names = ("audit", "measure", "record_number", "background", "due")
    saved = recommendations.save_recommendation(
        by=the_system(),
        plan=plan,
        given=recommendations.RecommendationGiven(**{name: declared[name] for name in names}, responsible=responsible),
    )
    _follow_up(saved, declared, plan, responsible or the_system())


def _follow_up(thing: Any, declared: Tree, plan: ControlPlan, by: Person) -> None:  # noqa: ANN401 - either of two
    recommendations.follow_up(
        by=by,
        thing=thing,
        period=Period.parse(str(plan.year)),
        status=declared["status"],
        comment=declared["comment"],
    )


def _load_control(
    declared: Tree, loaded: Loaded, plan: ControlPlan, commons: Mapping[str, CommonControl], stored: Mapping[str, Risk]
) -> None:
    common = commons.get(declared.get("common", ""))
    responsible = loaded.person(declared.get("responsible"))
    control = save_control(
        by=the_system(),
        plan=plan,
        given=ControlGiven(
            process=declared["process"],
            name=declared.get("name") or (common.name if common else ""),
            why=declared["why"],
            method=declared.get("method", common.method if common else ""),
            frequency=declared["frequency"],
            about=_about(declared, loaded, plan),
            responsible=responsible,
            risk=stored.get(declared.get("risk", "")),
            common=common,
        ),
    )
    record_result(
        by=responsible or the_system(),
        control=control,
        period=Period.parse(str(plan.year)),
        status=declared["status"],
        counts=CountsGiven(population=str(declared.get("population", ""))),
        conclusion=declared.get("conclusion", ""),
        comment=declared["comment"],
    )


def _about(declared: Tree, loaded: Loaded, plan: ControlPlan) -> Ref:
    """The ref of the goal, or of the row of a statement (`income_statement:personnel`), that something is about."""
    if "statement_row" in declared:
        statement, row = declared["statement_row"].split(":")
        return row_ref(plan.unit, plan.year, statement, row)
    key = declared.get("goal")
    return loaded.goals[key].ref if key else NO_REF


def _load_commons(tree: Tree, loaded: Loaded, plan: ControlPlan) -> dict[str, CommonControl]:
    commons = {}
    for declared in tree["controls"]:
        before = None
        for year, rows in declared.get("earlier", {}).items():
            before = _load_common(declared, loaded, plan.unit, {year: rows}, before)
        control = _load_common(declared, loaded, plan.unit, declared["answers"], before)
        _load_texts(declared, loaded, control)
        commons[declared["key"]] = control
    return commons


def _load_common(
    declared: Tree, loaded: Loaded, set_by: Unit, answers: Tree, continues: CommonControl | None = None
) -> CommonControl:
    year = Period.parse(next(iter(answers))).year
    names = ("name", "key", "process", "why", "method", "of_whom", "measured", "remark_label")
    control = save_common_control(
        by=the_system(),
        set_by=set_by,
        year=year,
        continues=continues,
        given=CommonGiven(**{name: declared[name] for name in names if name in declared}),
    )
    asked = [save_question(by=the_system(), control=control, given=_question(each)) for each in declared["questions"]]
    labels = declared.get("labels", {})
    who = list(list(answers.values())[-1])
    rows = set_rows(
        by=the_system(),
        control=control,
        rows=[RowGiven(loaded.units.get(name), labels.get(name, "" if name in loaded.units else name)) for name in who],
    )
    by_name = dict(zip(who, rows, strict=True))
    for period, given_rows in answers.items():
        for name, figures in given_rows.items():
            typed = {
                question.pk: _typed(question.kind, figures[question.key])
                for question in asked
                if question.key in figures
            }
            answer(by=the_system(), row=by_name[name], period=Period.parse(period), given=typed)
    return control


def _question(declared: Tree) -> QuestionGiven:
    limits = [(word, Decimal(limit)) for word, limit in declared.get("limits", ())]
    return QuestionGiven(**{**declared, "limits": limits})


def _typed(kind: str, figures: Sequence[Any]) -> AnswerGiven:
    first, second = (str(figures[0]), str(figures[1])) if len(figures) > 1 else (str(figures[0]), "")
    if kind == QuestionKind.SHARE:
        return AnswerGiven(population=first, deviations=second)
    return AnswerGiven(number=first, other=second)


def _load_texts(declared: Tree, loaded: Loaded, control: CommonControl) -> None:
    by = (loaded.people["samordnare"], control.year)
    result = declared["result"].replace("[[total:", f"[[{control.ref}:")
    _write(control.ref, RESULT, result, control.set_by, by)
    if "total" in declared:
        _write(control.ref, TOTAL, declared["total"], control.set_by, by)
    rows = {_name(row): row for row in control.rows.select_related("unit")}
    for name, text in declared.get("remarks", {}).items():
        row = rows[name]
        _write(row.ref, REMARK, text, row.unit or control.set_by, by)


def _name(row: CommonRow) -> str:
    return row.unit.code if row.unit is not None else row.label


def _write(subject: Ref, slot: str, text: str, unit: Unit, by: tuple[Person, int]) -> None:
    import_text(by=by[0], unit=unit, subject=subject, slot=slot, period=str(by[1]), document=written(text))
