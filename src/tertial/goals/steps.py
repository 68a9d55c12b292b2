"""The steps of setting up the municipality's own words, and the plans."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.domain.message import gettext_noop
from tertial.domain.period import Period
from tertial.goals.models import Goal, Level, Plan, ScaleStep
from tertial.organisation.models import Unit
from tertial.organisation.steps import Progress, Step, below


def _words(municipality: Unit) -> Progress:
    levels = Level.objects.filter(steering_model__municipality=municipality).count()
    steps = ScaleStep.objects.filter(steering_model__municipality=municipality).count()
    if not levels:
        return Progress()
    return Progress(
        _("%(levels)s, %(steps)s")
        % {
            "levels": ngettext("%(number)s level", "%(number)s levels", levels) % {"number": levels},
            "steps": ngettext("%(number)s step in the scale", "%(number)s steps in the scale", steps)
            % {"number": steps},
        },
        done=True,
    )


def _plans(municipality: Unit) -> Progress:
    standing = Plan.objects.filter(archived_at=None, unit__in=below(municipality))
    plans = standing.count()
    goals = Goal.objects.filter(archived_at=None, plan__in=standing).count()
    if not plans:
        return Progress()
    return Progress(
        _("%(plans)s with %(goals)s")
        % {
            "plans": ngettext("%(number)s plan", "%(number)s plans", plans) % {"number": plans},
            "goals": ngettext("%(number)s goal", "%(number)s goals", goals) % {"number": goals},
        },
        done=bool(goals),
    )


def _steering_model(_municipality: Unit, _period: Period) -> str:
    return reverse("steering_model:page")


def _goals(municipality: Unit, period: Period) -> str:
    return reverse("goals:goals", args=[municipality.code, period.key])


WORDS = Step(
    order=30,
    key="words",
    word=gettext_noop("Your own words"),
    why=gettext_noop(
        "The steering model: what the levels of goals, the scale of assessments and the statuses are called."
    ),
    progress=_words,
    page=_steering_model,
    presets="steering",
)
PLAN = Step(
    order=60,
    key="plan",
    word=gettext_noop("Plan"),
    why=gettext_noop("Goals, indicators with targets, and assignments, for a year and a unit."),
    progress=_plans,
    page=_goals,
    after=("words",),
)
