"""Two people decide at the same moment: the second is judged by what the first did, not by what it had read.

In each pair the second begins, with what it read before, when the first has written and not yet let go.
"""

from collections.abc import Callable
from datetime import date
from threading import Thread

import pytest
from django.db import connection, transaction
from django.urls import reverse

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.common import audit
from tertial.control.actions.judgements import approve_judgement
from tertial.control.models import ControlPlan
from tertial.control.text_subjects import JUDGEMENT
from tertial.domain.document import from_plain_text, rich_text_to_json
from tertial.domain.message import DomainError
from tertial.domain.period import Period
from tertial.goals.actions.assessments import approve_assessment, assess_goal, decision_seen, withdraw_assessment
from tertial.goals.actions.goals import archive_goal, save_goal
from tertial.goals.actions.outcomes import record_outcome
from tertial.goals.models import Goal, GoalAssessment, Plan
from tertial.organisation.actions.roles import take_role
from tertial.organisation.models import RoleAssignment
from tertial.organisation.roles import Role
from tertial.staff.actions import apply_import, replaced_by
from tertial.staff.incoming.reading import TextFile, read
from tertial.staff.models import StaffData
from tertial.staff.queries.within import units_within
from tertial.texts.actions import save_text
from tests.shared.browsers import browser_of
from tests.shared.factories import PersonFactory, RoleFactory
from tests.shared.small_municipality import SmallMunicipality, small_municipality
from tests.shared.small_rooms.staff import HEAD, ROW
from tests.shared.typed_forms import form_with

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.two_at_once,
]

Write = Callable[[], object]
YEAR, TERTIAL = Period.parse("2024"), Period.parse("2024-T2")


@pytest.fixture
def place(db: None) -> SmallMunicipality:
    made = small_municipality(only=("control",))
    Person.objects.update(language="en")
    return made


def waits_or_ends(thread: Thread) -> bool:
    """Whether it waits for what this transaction holds; looked at until it does, or has ended.

    Other processes of the run have databases of their own in the same server, and wait there for one another.
    """
    waits_for_this = "SELECT EXISTS (SELECT FROM pg_locks WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid)))"
    for _look in range(1000):
        thread.join(0.02)
        with connection.cursor() as cursor:
            cursor.execute(waits_for_this)
            if cursor.fetchone()[0]:
                return True
        if not thread.is_alive():
            return False
    raise AssertionError("neither waits nor ends")


def second_is_told(first: Write, second: Write) -> str:
    """What becomes of the second, which begins when the first has written and not yet let go."""
    told = []

    def run() -> None:
        try:
            second()
            told.append("done")
        except DomainError as error:
            told.append(type(error).__name__)
        finally:
            connection.close()

    thread = Thread(target=run)
    with transaction.atomic():
        first()
        thread.start()
        waits = waits_or_ends(thread)
    thread.join(30)
    return f"waits, {told[0]}" if waits else told[0]


def approves_what_is_assessed_anew(place: SmallMunicipality) -> tuple[Write, Write]:
    by, other = place.people[Role.ADMINISTRATOR], place.model.scale_steps.all()[1]
    read_before = GoalAssessment.objects.get()
    return (
        lambda: assess_goal(by=the_system(), goal=place.goal, period=YEAR, step=other, reason="Nu så."),
        lambda: approve_assessment(by=by, assessment=read_before, seen=decision_seen(read_before)),
    )


def withdraws_what_is_withdrawn(place: SmallMunicipality) -> tuple[Write, Write]:
    by, (one, two) = place.people[Role.COORDINATOR], (GoalAssessment.objects.get() for _look in range(2))
    return lambda: withdraw_assessment(by=by, assessment=one), lambda: withdraw_assessment(by=by, assessment=two)


def approves_a_judgement_being_written(place: SmallMunicipality) -> tuple[Write, Write]:
    by, plan = place.people[Role.ADMINISTRATOR], ControlPlan.objects.get(unit=place.units["KS"])
    where = {"unit": plan.unit, "subject": plan.ref, "slot": JUDGEMENT, "period": "2024"}

    def write(words: str, revision: int) -> object:
        return save_text(by=by, document=rich_text_to_json(from_plain_text(words)), revision=revision, **where)

    revision = write("Gott nog.", 0).section.revision
    return (
        lambda: write("Inte alls gott.", revision),
        lambda: approve_judgement(by=by, plan=plan, period=YEAR, revision=revision),
    )


def records_what_is_recorded_otherwise(place: SmallMunicipality) -> tuple[Write, Write]:
    def record(text: str) -> object:
        plan = Plan.objects.get(pk=place.plan.pk)
        return record_outcome(by=the_system(), indicator=place.indicator, plan=plan, period=TERTIAL, text=text)

    return lambda: record("70"), lambda: record("71")


def saves_what_is_archived(place: SmallMunicipality) -> tuple[Write, Write]:
    goal, plan = Goal.objects.get(pk=place.goal.pk), Plan.objects.get(pk=place.plan.pk)
    return (
        lambda: archive_goal(by=place.people[Role.COORDINATOR], goal=place.goal),
        lambda: save_goal(by=the_system(), plan=plan, goal=goal, level=goal.level, name="Nytt namn"),
    )


def puts_a_goal_under_what_is_archived(place: SmallMunicipality) -> tuple[Write, Write]:
    _area, upper, lower = place.model.levels.all()
    above = save_goal(by=the_system(), plan=place.plan, level=upper, name="Ovanför")
    plan, parent = Plan.objects.get(pk=place.plan.pk), Goal.objects.get(pk=above.pk)
    return (
        lambda: archive_goal(by=place.people[Role.COORDINATOR], goal=above),
        lambda: save_goal(by=the_system(), plan=plan, level=lower, name="Under", parent=parent),
    )


def takes_the_last_administrator(place: SmallMunicipality) -> tuple[Write, Write]:
    RoleFactory(person=PersonFactory(), unit=place.units["BY"], role=Role.ADMINISTRATOR)
    roles = RoleAssignment.objects.filter(role=Role.ADMINISTRATOR, unit=place.units["BY"]).select_related("person")
    one, two = roles
    return lambda: take_role(by=one.person, given=two), lambda: take_role(by=two.person, given=one)


def applies_what_is_applied(place: SmallMunicipality) -> tuple[Write, Write]:
    unit = place.units["KS"]
    file = TextFile("januari.csv", [(1, HEAD), (2, ROW)])
    given = read(StaffData.HOURS, [file], units_within(unit), today=date(2024, 6, 30))
    seen = replaced_by(given).seen
    return (
        lambda: apply_import(by=the_system(), unit=unit, sent=given, seen=seen),
        lambda: apply_import(by=the_system(), unit=unit, sent=given, seen=seen),
    )


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        (approves_what_is_assessed_anew, "AssessmentNotSaved"),
        (withdraws_what_is_withdrawn, "Gone"),
        (approves_a_judgement_being_written, "ControlNotSaved"),
        (records_what_is_recorded_otherwise, "DuplicateOutcome"),
        (saves_what_is_archived, "Archived"),
        (puts_a_goal_under_what_is_archived, "GoalNotSaved"),
        (takes_the_last_administrator, "RoleNotSaved"),
        (applies_what_is_applied, "ReplacesSomethingElse"),
    ],
)
def test_of_two_who_decide_at_once_the_second_is_judged_by_what_the_first_did(place, pair, told):
    assert second_is_told(*pair(place)) == f"waits, {told}"


def test_a_form_that_the_database_ends_for_anothers_sake_is_saved_all_the_same(place):
    url, told = reverse("goals:goal_change", args=[place.goal.ref]), []
    browser = browser_of(place.people[Role.COORDINATOR])
    form = form_with(browser.get(url), "name")

    def save() -> None:
        try:
            told.append(browser.post(url, form.values(description="Annas beskrivning")).status_code)
        finally:
            connection.close()

    thread = Thread(target=save)
    with transaction.atomic():
        Plan.objects.select_for_update().get(pk=place.plan.pk)
        thread.start()
        assert waits_or_ends(thread)  # it holds the goal and waits for the plan
        Goal.objects.filter(pk=place.goal.pk).update(name="Bos namn")  # now each waits for the other
    thread.join(30)

    assert told == [302]
    place.goal.refresh_from_db()
    assert (place.goal.name, place.goal.description) == ("Bos namn", "Annas beskrivning")
    assert audit.history(place.goal).filter(action="goal.change").count() == 1
