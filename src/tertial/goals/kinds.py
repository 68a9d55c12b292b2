"""What the room of goals has: plans, goals, indicators, assignments, their parts, and the steering model."""

from functools import partial

from django.db.models import Q

from tertial.domain.message import gettext_noop
from tertial.goals import configuration, guarded, log_words, models, once, text_subjects, writes
from tertial.goals.actions import steering_undo, undo
from tertial.goals.queries import found, held, offered
from tertial.goals.queries.loose_ends import loose_ends_of_plan, owned_in_plan
from tertial.organisation.graph import AnsweredFor, HangsLoose
from tertial.organisation.handing_over import HandedOver
from tertial.organisation.pointing import PointedAt
from tertial.texts.figures import HasFigures
from tertial.texts.subjects import HasTexts
from tertial.things.finding import stored
from tertial.things.histories import as_of
from tertial.things.kinds import Kind
from tertial.things.searching import Searched

_STANDING = Q(archived_at=None, plan__archived_at=None)

PLAN = Kind(
    word="plan",
    one=gettext_noop("Plan"),
    many=gettext_noop("Plans"),
    find=stored(models.Plan, held.held_plan, "unit"),
    writes=writes.PLAN,
    facets=(undo.PLAN, guarded.PLAN, log_words.PLAN, HangsLoose(loose_ends_of_plan), AnsweredFor(owned_in_plan)),
)
GOAL = Kind(
    word="goal",
    one=gettext_noop("Goal"),
    many=gettext_noop("Goals"),
    find=stored(models.Goal, held.held_goal, "plan"),
    history=held.history_of_goal,
    writes=writes.GOAL,
    facets=(
        undo.GOAL,
        HandedOver(
            write="goal.change",
            model=models.Goal,
            field="responsible",
            standing=_STANDING,
        ),
        guarded.GOAL,
        log_words.GOAL,
        HasTexts(text_subjects.goal_subject),
        once.ANALYSES,
        HasFigures(text_subjects.goal_figures),
        PointedAt(offered.goals_offered, partial(offered.continued, models.Goal)),
        Searched(10, found.goals_found),
    ),
)
ASSESSMENT = Kind(
    word="goalassessment",
    one=gettext_noop("Assessment of a goal"),
    many=gettext_noop("Assessments of goals"),
    find=stored(models.GoalAssessment, held.held_assessment, "goal__plan"),
    history=as_of(models.GoalAssessment, "goal", held.history_of_goal),
)
FOLLOWED = Kind(
    word="goalindicator",
    one=gettext_noop("Indicator of a goal"),
    many=gettext_noop("Indicators of goals"),
    find=stored(models.GoalIndicator, held.held_link, "goal__plan", "indicator"),
    history=as_of(models.GoalIndicator, "goal", held.history_of_goal),
    writes=writes.FOLLOWED,
    facets=(log_words.FOLLOWED,),
)
JUDGEMENT = Kind(
    word="indicatorassessment",
    one=gettext_noop("Judgement of an indicator"),
    many=gettext_noop("Judgements of indicators"),
    find=stored(
        models.IndicatorAssessment, held.held_judgement, "goal_indicator__goal__plan", "goal_indicator__indicator"
    ),
    history=as_of(models.IndicatorAssessment, "goal_indicator__goal", held.history_of_goal),
)
INDICATOR = Kind(
    word="indicator",
    one=gettext_noop("Indicator"),
    many=gettext_noop("Indicators"),
    find=held.find_indicators(),
    history=held.history_of_indicator,
    writes=writes.INDICATOR,
    facets=(
        undo.INDICATOR,
        HandedOver(write="indicator.change", model=models.Indicator, field="owner", standing=Q(archived_at=None)),
        guarded.INDICATOR,
        log_words.INDICATOR,
        PointedAt(offered.indicators_offered),
        Searched(11, found.indicators_found),
    ),
)
OUTCOME = Kind(
    word="outcome",
    one=gettext_noop("Outcome"),
    many=gettext_noop("Outcomes"),
    find=held.find_outcomes(),
    history=as_of(models.Outcome, "indicator", held.history_of_indicator),
    writes=writes.OUTCOME,
    facets=(undo.OUTCOME, log_words.OUTCOME),
)
TARGET = Kind(
    word="target",
    one=gettext_noop("Target"),
    many=gettext_noop("Targets"),
    find=held.find_targets(),
    history=as_of(models.Target, "indicator", held.history_of_indicator),
)
ASSIGNMENT = Kind(
    word="assignment",
    one=gettext_noop("Assignment"),
    many=gettext_noop("Assignments"),
    find=stored(models.Assignment, held.held_assignment, "plan"),
    writes=writes.ASSIGNMENT,
    facets=(
        undo.ASSIGNMENT,
        HandedOver(
            write="assignment.change",
            model=models.Assignment,
            field="responsible",
            standing=_STANDING,
        ),
        guarded.ASSIGNMENT,
        log_words.ASSIGNMENT,
        PointedAt(offered.assignments_offered, partial(offered.continued, models.Assignment)),
        Searched(12, found.assignments_found),
    ),
)
FOLLOW_UP = Kind(
    word="assignmentfollowup",
    one=gettext_noop("Follow-up of an assignment"),
    many=gettext_noop("Follow-ups of assignments"),
    find=stored(models.AssignmentFollowUp, held.held_follow_up, "assignment__plan"),
    history=as_of(models.AssignmentFollowUp, "assignment", ASSIGNMENT.history_of),
)
TEXT = Kind(
    word="text",
    one=gettext_noop("Text about a goal"),
    many=gettext_noop("Texts about goals"),
    find=held.find_texts_of_goals,
    history=held.history_of_text,
    facets=(once.TEXTS_OF_GOALS,),
)

STEERING_MODEL = Kind(
    word="steeringmodel",
    one=gettext_noop("Steering model"),
    many=gettext_noop("Steering models"),
    find=stored(models.SteeringModel, held.held_model),
    writes=writes.STEERING_MODEL,
    facets=(steering_undo.MODEL, log_words.STEERING, configuration.STEERING_MODELS),
)
LEVEL = Kind(
    word="level",
    one=gettext_noop("Level"),
    many=gettext_noop("Levels"),
    find=stored(models.Level, held.held_part, "steering_model"),
    writes=writes.LEVEL,
    facets=(steering_undo.part(models.Level), log_words.STEERING),
)
SCALE_STEP = Kind(
    word="scalestep",
    one=gettext_noop("Step of the scale"),
    many=gettext_noop("Steps of the scale"),
    find=stored(models.ScaleStep, held.held_part, "steering_model"),
    writes=writes.SCALE_STEP,
    facets=(steering_undo.part(models.ScaleStep), log_words.MARKED),
)
ASSIGNMENT_STATUS = Kind(
    word="assignmentstatus",
    one=gettext_noop("Status of assignments"),
    many=gettext_noop("Statuses of assignments"),
    find=stored(models.AssignmentStatus, held.held_part, "steering_model"),
    writes=writes.ASSIGNMENT_STATUS,
    facets=(steering_undo.part(models.AssignmentStatus), log_words.MARKED),
)
ASSIGNMENT_ORIGIN = Kind(
    word="assignmentorigin",
    one=gettext_noop("Origin of assignments"),
    many=gettext_noop("Origins of assignments"),
    find=stored(models.AssignmentOrigin, held.held_part, "steering_model"),
    writes=writes.ASSIGNMENT_ORIGIN,
    facets=(steering_undo.part(models.AssignmentOrigin), log_words.STEERING),
)

_STEERING = (STEERING_MODEL, LEVEL, SCALE_STEP, ASSIGNMENT_STATUS, ASSIGNMENT_ORIGIN)
KINDS = (
    *_STEERING,
    PLAN,
    GOAL,
    ASSESSMENT,
    FOLLOWED,
    JUDGEMENT,
    INDICATOR,
    OUTCOME,
    TARGET,
    ASSIGNMENT,
    FOLLOW_UP,
    TEXT,
)
