"""What remains to be done in a plan, for whom, and where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.common.wording import sentence
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import excerpt
from tertial.goals.addresses import goal_url, mend_url
from tertial.goals.queries.readings import GoalReading, PlanReading

_LONGEST = 100
_ORDER = (
    "target-missing",
    "outcome-missing",
    "outcome-published-later",
    "outcome-preliminary",
    "rounded-on-strict-limit",
    "indicator-differs-without-reason",
    "assignment-without-status",
    "assignment-without-comment",
    "text-missing",
    "goal-differs-without-reason",
    "assessment-missing",
)


@dataclass(frozen=True, slots=True)
class Task:
    """Something missing or doubtful: the sentence that says so, the place to put it right, and whose it is."""

    goal: GoalReading
    finding: Finding
    url: str
    responsible_id: int | None

    @property
    def sentence(self) -> str:
        """What is wrong and what to do."""
        return sentence(self.finding.message)

    @property
    def short(self) -> str:
        """What to do in a few words, where the goal is already named beside it."""
        template = _short_words().get(self.finding.code)
        if template is None:
            return self.sentence
        return template % {name: excerpt(str(value), _LONGEST) for name, value in self.finding.message.params.items()}

    @property
    def for_planners(self) -> bool:
        """Whether only those who plan can do it: they set the targets."""
        return self.finding.code == "target-missing"

    @property
    def severity(self) -> str:
        """`error`, `warning` or `note`."""
        return self.finding.severity.value


@dataclass(frozen=True, slots=True)
class Approval:
    """An assessment that waits for the person who approves it."""

    goal: GoalReading
    url: str

    @property
    def short(self) -> str:
        """What to do in a few words."""
        return _("Approve the assessment")


def waiting_for_approval(plan: PlanReading) -> list[Approval]:
    """The assessments that nobody has approved yet, in the order of the plan."""
    return [
        Approval(reading, goal_url(reading.goal.ref, plan.period, "assessment"))
        for reading in plan.assessed_goals
        if reading.human is not None and reading.human.approved_at is None
    ]


def tasks_of(plan: PlanReading) -> list[Task]:
    """Everything that remains, goal by goal; what only explains is left out."""
    return [
        task
        for reading in plan.goals
        for task in goal_tasks(reading, plan)
        if task.finding.severity is not Severity.NOTE
    ]


def goal_tasks(reading: GoalReading, plan: PlanReading) -> list[Task]:
    """Every finding about a goal, in the order in which one works: figures, follow-ups, texts, assessment, notes."""
    owners = dict(_owners(reading))
    tasks = [
        Task(
            reading,
            finding,
            mend_url(reading, finding, plan.period),
            owners.get(finding.ref, reading.goal.responsible_id),
        )
        for finding in reading.findings
    ]
    return sorted(tasks, key=_when)


def mine(tasks: Iterable[Task], person: Person) -> list[Task]:
    """Those of the tasks that the person is responsible for."""
    return [task for task in tasks if task.responsible_id == person.pk]


def by_goal(tasks: Iterable[Task]) -> list[tuple[GoalReading, list[Task]]]:
    """The tasks under their goals, in the order of the plan."""
    groups: dict[int, tuple[GoalReading, list[Task]]] = {}
    for task in tasks:
        groups.setdefault(task.goal.goal.pk, (task.goal, []))[1].append(task)
    return list(groups.values())


def _when(task: Task) -> tuple[bool, int]:
    code = task.finding.code
    position = _ORDER.index(code) if code in _ORDER else len(_ORDER)
    return (task.finding.severity is Severity.NOTE, position)


def _short_words() -> dict[str, str]:
    return {
        "outcome-missing": _("Enter the outcome: %(name)s"),
        "target-missing": _("Set a target: %(name)s"),
        "assignment-without-status": _("Set the status: %(name)s"),
        "assignment-without-comment": _("Write a comment: %(name)s"),
        "text-missing": _("Write: %(text)s"),
        "assessment-missing": _("Assess the goal: the figures suggest “%(suggested)s”"),
        "goal-differs-without-reason": _("Write the reason why the assessment differs from the figures"),
    }


def _owners(reading: GoalReading) -> Iterator[tuple[str, int | None]]:
    for indicator in reading.indicators:
        owner = indicator.indicator.owner_id or reading.goal.responsible_id
        yield indicator.ref, owner
        for outcome in indicator.outcomes.values():
            yield outcome.ref, owner
    for assignment in reading.assignments:
        yield assignment.ref, assignment.assignment.responsible_id or reading.goal.responsible_id
