"""What the room of goals has: plans, goals, indicators, assignments, their parts, and the steering model."""

from tertial.domain.message import gettext_noop
from tertial.goals import models
from tertial.goals.queries import held
from tertial.things.finding import stored
from tertial.things.kinds import Kind

PLAN = Kind(
    word="plan",
    one=gettext_noop("Plan"),
    many=gettext_noop("Plans"),
    find=stored(models.Plan, held.held_plan, "unit"),
)
GOAL = Kind(
    word="goal",
    one=gettext_noop("Goal"),
    many=gettext_noop("Goals"),
    find=stored(models.Goal, held.held_goal, "plan"),
    history=held.history_of_goal,
)
ASSESSMENT = Kind(
    word="goalassessment",
    one=gettext_noop("Assessment of a goal"),
    many=gettext_noop("Assessments of goals"),
    find=stored(models.GoalAssessment, held.held_assessment, "goal__plan"),
    history=held.as_of(models.GoalAssessment, "goal", held.history_of_goal),
)
FOLLOWED = Kind(
    word="goalindicator",
    one=gettext_noop("Indicator of a goal"),
    many=gettext_noop("Indicators of goals"),
    find=stored(models.GoalIndicator, held.held_link, "goal__plan"),
    history=held.as_of(models.GoalIndicator, "goal", held.history_of_goal),
)
JUDGEMENT = Kind(
    word="indicatorassessment",
    one=gettext_noop("Judgement of an indicator"),
    many=gettext_noop("Judgements of indicators"),
    find=stored(models.IndicatorAssessment, held.held_judgement, "goal_indicator__goal__plan"),
    history=held.as_of(models.IndicatorAssessment, "goal_indicator__goal", held.history_of_goal),
)
INDICATOR = Kind(
    word="indicator",
    one=gettext_noop("Indicator"),
    many=gettext_noop("Indicators"),
    find=held.find_indicators,
    history=held.history_of_indicator,
)
OUTCOME = Kind(
    word="outcome",
    one=gettext_noop("Outcome"),
    many=gettext_noop("Outcomes"),
    find=held.find_parts(models.Outcome, "outcome", "period"),
    history=held.as_of(models.Outcome, "indicator", held.history_of_indicator),
)
TARGET = Kind(
    word="target",
    one=gettext_noop("Target"),
    many=gettext_noop("Targets"),
    find=held.find_parts(models.Target, "target", "year"),
    history=held.as_of(models.Target, "indicator", held.history_of_indicator),
)
ASSIGNMENT = Kind(
    word="assignment",
    one=gettext_noop("Assignment"),
    many=gettext_noop("Assignments"),
    find=stored(models.Assignment, held.held_assignment, "plan"),
)
FOLLOW_UP = Kind(
    word="assignmentfollowup",
    one=gettext_noop("Follow-up of an assignment"),
    many=gettext_noop("Follow-ups of assignments"),
    find=stored(models.AssignmentFollowUp, held.held_follow_up, "assignment__plan"),
    history=held.as_of(models.AssignmentFollowUp, "assignment", kind="assignment"),
)
TEXT = Kind(
    word="text",
    one=gettext_noop("Text about a goal"),
    many=gettext_noop("Texts about goals"),
    find=held.find_texts_of_goals,
    history=held.history_of_text,
)

KINDS = (PLAN, GOAL, ASSESSMENT, FOLLOWED, JUDGEMENT, INDICATOR, OUTCOME, TARGET, ASSIGNMENT, FOLLOW_UP, TEXT)
