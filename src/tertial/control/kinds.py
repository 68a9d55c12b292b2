"""What the room of internal control has: plans, risks, measures, controls, recommendations and their parts."""

from django.db.models import Q

from tertial.control import configuration, guarded, log_words, models, text_subjects, writes
from tertial.control.actions import undo
from tertial.control.queries import found, held, live_figures
from tertial.control.queries.pointing import control_at, loose_ends_of_control, owned_in_control
from tertial.domain.message import gettext_noop
from tertial.organisation.graph import AnsweredFor, HangsLoose, PointsAt
from tertial.organisation.handing_over import HandedOver
from tertial.texts.figures import HasFigures, Offers
from tertial.texts.subjects import HasTexts
from tertial.things.finding import stored, stored_in_lines
from tertial.things.histories import as_of
from tertial.things.kinds import Kind
from tertial.things.searching import Searched

_STANDING = Q(archived_at=None, plan__archived_at=None)

PLAN = Kind(
    word="controlplan",
    one=gettext_noop("Control plan"),
    many=gettext_noop("Control plans"),
    find=stored(models.ControlPlan, held.held_plan, "unit"),
    history=held.history_of_plan,
    writes=writes.PLAN,
    facets=(
        undo.PLAN,
        guarded.PLAN,
        log_words.PLAN,
        HasTexts(text_subjects.plan_subject),
        HasFigures(live_figures.plan_figures),
        Offers(live_figures.unit_figures),
        PointsAt("control", control_at),
        HangsLoose(loose_ends_of_control),
        AnsweredFor(owned_in_control),
    ),
)
MODEL = Kind(
    word="controlmodel",
    one=gettext_noop("Scales and words of internal control"),
    many=gettext_noop("Scales and words of internal control"),
    find=stored(models.ControlModel, held.held_model, "municipality"),
    writes=writes.MODEL,
    facets=(log_words.CONTROL, configuration.SCALES),
)
RISK = Kind(
    word="risk",
    one=gettext_noop("Risk"),
    many=gettext_noop("Risks"),
    find=stored(models.Risk, held.held_thing, "plan__unit"),
    writes=writes.RISK,
    facets=(
        undo.planned(models.Risk),
        guarded.RISK,
        log_words.RISK,
        Searched(30, found.risks_found),
        HandedOver(
            write="risk.change",
            model=models.Risk,
            field="responsible",
            standing=_STANDING,
        ),
    ),
)
MEASURE = Kind(
    word="measure",
    one=gettext_noop("Measure"),
    many=gettext_noop("Measures"),
    find=stored(models.Measure, held.held_thing, "risk__plan__unit"),
    history=held.history_of_measure,
    writes=writes.MEASURE,
    facets=(
        undo.planned(models.Measure),
        guarded.MEASURE,
        log_words.RISK,
        Searched(31, found.measures_found),
        HandedOver(
            write="measure.change",
            model=models.Measure,
            field="responsible",
            standing=Q(archived_at=None, risk__archived_at=None, risk__plan__archived_at=None),
        ),
    ),
)
RECOMMENDATION = Kind(
    word="recommendation",
    one=gettext_noop("Audit recommendation"),
    many=gettext_noop("Audit recommendations"),
    find=stored(models.Recommendation, held.held_thing, "plan__unit"),
    history=held.history_of_recommendation,
    writes=writes.RECOMMENDATION,
    facets=(
        undo.planned(models.Recommendation),
        HandedOver(
            write="recommendation.change",
            model=models.Recommendation,
            field="responsible",
            standing=_STANDING,
        ),
        guarded.RECOMMENDATION,
        log_words.RECOMMENDATION,
        Searched(34, found.recommendations_found),
    ),
)
CONTROL = Kind(
    word="systematiccontrol",
    one=gettext_noop("Systematic control"),
    many=gettext_noop("Systematic controls"),
    find=stored(models.SystematicControl, held.held_thing, "plan__unit"),
    history=held.history_of_control,
    writes=writes.CONTROL,
    facets=(
        undo.planned(models.SystematicControl),
        HandedOver(
            write="control.change",
            model=models.SystematicControl,
            field="responsible",
            standing=_STANDING,
        ),
        guarded.CONTROL,
        log_words.CONTROL,
        Searched(32, found.controls_found),
    ),
)
RESULT = Kind(
    word="controlresult",
    one=gettext_noop("Result of a control"),
    many=gettext_noop("Results of controls"),
    find=stored(models.ControlResult, held.held_result, "control__plan__unit"),
    history=as_of(models.ControlResult, "control", held.history_of_control),
    writes=writes.RESULT,
    facets=(undo.RESULT, log_words.CONTROL),
)
FOLLOW_UP = Kind(
    word="controlfollowup",
    one=gettext_noop("Follow-up of a measure or a recommendation"),
    many=gettext_noop("Follow-ups of measures and recommendations"),
    find=stored(models.ControlFollowUp, held.held_follow_up, "measure__risk__plan__unit", "recommendation__plan__unit"),
    history=held.history_of_follow_up,
    writes=writes.FOLLOW_UP,
    facets=(undo.FOLLOW_UP, log_words.RISK),
)
RECHECK = Kind(
    word="recheck",
    one=gettext_noop("Re-check"),
    many=gettext_noop("Re-checks"),
    find=stored(models.Recheck, held.held_recheck, "recommendation__plan__unit"),
    history=as_of(models.Recheck, "recommendation", held.history_of_recommendation),
    writes=writes.RECHECK,
    facets=(undo.RECHECK, log_words.RECOMMENDATION),
)
COMMON = Kind(
    word="commoncontrol",
    one=gettext_noop("Common control"),
    many=gettext_noop("Common controls"),
    find=stored_in_lines(models.CommonControl, held.held_common, "set_by", asked="rows__unit"),
    history=held.history_of_common,
    writes=writes.COMMON,
    facets=(
        undo.planned(models.CommonControl),
        guarded.COMMON,
        log_words.COMMON,
        configuration.COMMON_CONTROLS,
        Searched(33, found.commons_found),
        HasTexts(text_subjects.common_subject),
        HasFigures(live_figures.common_figures),
        Offers(live_figures.unit_figures),
    ),
)
QUESTION = Kind(
    word="commonquestion",
    one=gettext_noop("Question of a common control"),
    many=gettext_noop("Questions of common controls"),
    find=stored_in_lines(models.CommonQuestion, held.held_question, "control__set_by", asked="control__rows__unit"),
    history=as_of(models.CommonQuestion, "control", held.history_of_common),
    writes=writes.QUESTION,
    facets=(undo.QUESTION, log_words.ASKED),
)
ROW = Kind(
    word="commonrow",
    one=gettext_noop("One who is asked in a common control"),
    many=gettext_noop("Those who are asked in common controls"),
    find=stored_in_lines(models.CommonRow, held.held_row, "control__set_by", "unit", asked="control__rows__unit"),
    history=held.history_of_row,
    facets=(
        guarded.ROW,
        HasTexts(text_subjects.row_subject),
        HasFigures(live_figures.row_figures),
    ),
)
ANSWER = Kind(
    word="commonanswer",
    one=gettext_noop("Answer to a common control"),
    many=gettext_noop("Answers to common controls"),
    find=stored_in_lines(
        models.CommonAnswer, held.held_answer, "row__control__set_by", "row__unit", asked="row__control__rows__unit"
    ),
    history=as_of(models.CommonAnswer, "row", held.history_of_row),
    writes=writes.ANSWER,
    facets=(undo.ANSWER, log_words.ASKED, Offers(live_figures.unit_figures)),
)

KINDS = (PLAN, MODEL, RISK, MEASURE, RECOMMENDATION, CONTROL, RESULT, FOLLOW_UP, RECHECK, COMMON, QUESTION, ROW, ANSWER)
