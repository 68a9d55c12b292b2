"""From a year on a municipality steers with other words; earlier years keep theirs (docs/rules/words-of-a-year.md)."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.common.audit import ChangedSince
from tertial.common.models import AuditEntry
from tertial.domain.period import Period
from tertial.goals.actions.assessments import assess_goal, withdraw_assessment
from tertial.goals.actions.assignments import follow_up
from tertial.goals.actions.plans import copy_forward
from tertial.goals.actions.steering_model import remove_part
from tertial.goals.errors import PlanNotSaved, WordOfAnotherYear
from tertial.goals.models import Assignment, Goal, GoalAssessment, Level, Plan, ScaleStep, SteeringModel
from tertial.goals.queries.steering import steering_model_of
from tertial.organisation.roles import Role
from tertial.things.undo import undo
from tests.shared.pages import undo_address, words
from tests.shared.printed import printed
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db

BEGIN = "/struktur/styrmodell/fran/"


@pytest.fixture
def place(db: None) -> SmallMunicipality:
    made = small_municipality(only=())
    Person.objects.update(language="en")
    return made


@pytest.fixture
def clicks(place: SmallMunicipality) -> Client:
    """The administrator's browser."""
    client = Client()
    client.force_login(Person.objects.get(pk=place.people[Role.ADMINISTRATOR].pk))
    return client


@pytest.fixture
def next_plan(place: SmallMunicipality) -> Plan:
    """The plan of 2025, with an assessed goal and an assignment that goes on."""
    status = place.model.assignment_statuses.get(meaning="ongoing")
    follow_up(by=the_system(), assignment=place.assignment, period=Period.parse("2024"), status=status)
    copy = copy_forward(by=place.people[Role.COORDINATOR], plan=place.plan)
    goal = copy.goals.get(continues=place.goal)
    assess_goal(by=the_system(), goal=goal, period=Period.parse("2025"), step=first_step(place.model), reason="Så.")
    for each in copy.assignments.all():
        follow_up(by=the_system(), assignment=each, period=Period.parse("2025"), status=status)
    return copy


def first_step(model: SteeringModel) -> ScaleStep:
    return model.scale_steps.all()[0]


def begin(client: Client, year: object = 2025):
    return client.post(BEGIN, {"year": year}, follow=True)


def of_2025() -> SteeringModel:
    return SteeringModel.objects.get(valid_from=2025)


def rename(client: Client, kind: str, part, **values: object):
    return client.post(reverse("steering_model:change_part", args=[part.ref]), values, follow=True)


def rename_first_step(client: Client, name: str):
    step = first_step(of_2025())
    values = {"name": name, "at_least": "75", "shape": step.shape, "tone": step.tone}
    return rename(client, "skala", step, **values)


def test_the_report_of_an_earlier_year_is_printed_as_before_in_every_format(clicks, next_plan, tmp_path: Path):
    before = printed(tmp_path / "before", "KS", "2024")
    begin(clicks)
    rename_first_step(clicks, "I hamn")
    level = of_2025().levels.last()
    rename(clicks, "nivaer", level, name="Uppdragsmål", name_plural="Uppdragsmål", unit_kind="committee", assessed="on")
    clicks.post("/struktur/styrmodell/ar/2025/andra/", {**headings("2025"), "word_motivation": "Därför"})

    after = printed(tmp_path / "after", "KS", "2024")
    new = printed(tmp_path / "new", "KS", "2025")

    assert sorted(before) == [".docx", ".html", ".json", ".pdf"]
    assert {form: after[form] == before[form] for form in before} == dict.fromkeys(before, True)
    for form in (".html", ".json"):
        assert "I hamn" in new[form].decode()
        assert "I hamn" not in after[form].decode()


def headings(year: str) -> dict[str, str]:
    return {"name": f"Modell {year}", "tolerance_percent": "5", "indicator_weight_percent": "75"}


def test_the_page_says_which_years_its_words_are_of_and_leads_to_the_others(clicks):
    assert "They apply to every year." in words(clicks.get("/struktur/styrmodell/"))

    page = words(begin(clicks))

    assert "There are words from 2025, the same as before." in page
    assert "up to 2024" in page
    rename_first_step(clicks, "I hamn")
    assert "I hamn" in words(clicks.get("/struktur/styrmodell/"))
    assert "I hamn" in words(clicks.get("/struktur/styrmodell/ar/2031/"))
    assert "I hamn" not in words(clicks.get("/struktur/styrmodell/ar/2024/"))


def test_a_plan_and_its_judgements_have_the_words_of_their_year(clicks, place, next_plan):
    begin(clicks)

    for year, plan in ((2024, place.plan), (2025, next_plan)):
        model = steering_model_of(place.units["BY"], year)
        plan.refresh_from_db()
        assert plan.steering_model == model
        assert {goal.level.steering_model for goal in plan.goals.all()} == {model}
        assert {each.step.steering_model for each in GoalAssessment.objects.filter(goal__plan=plan)} == {model}
        assert {each.origin.steering_model for each in plan.assignments.all()} == {model}
        told = {each.status.steering_model for one in plan.assignments.all() for each in one.follow_ups.all()}
        assert told == {model}


def test_goals_and_pages_of_each_year_say_its_words(clicks, place, next_plan):
    begin(clicks)
    rename_first_step(clicks, "I hamn")
    new = next_plan.goals.get(continues=place.goal)

    assert "I hamn" in words(clicks.get(f"/mal/{new.ref.key}/?period=2025"))
    assert "I hamn" not in words(clicks.get(f"/mal/{place.goal.ref.key}/?period=2024"))


def test_a_plan_that_is_copied_into_new_words_takes_them(clicks, place):
    begin(clicks)
    rename_first_step(clicks, "I hamn")

    copy = copy_forward(by=place.people[Role.COORDINATOR], plan=place.plan)

    assert copy.steering_model == of_2025()
    assert {goal.level.steering_model for goal in copy.goals.all()} == {of_2025()}
    assert {each.origin.steering_model for each in copy.assignments.all()} == {of_2025()}


def test_a_plan_is_not_copied_where_the_new_words_lack_one_of_its_own(clicks, place):
    begin(clicks)
    level = of_2025().levels.get(continues=place.goal.level)
    remove_part(by=the_system(), part=level)

    with pytest.raises(PlanNotSaved, match="is not among the words of 2025"):
        copy_forward(by=place.people[Role.COORDINATOR], plan=place.plan)


def test_what_is_in_use_cannot_be_removed_from_the_words_of_its_year(clicks, next_plan):
    begin(clicks)
    origin = Assignment.objects.filter(plan=next_plan)[0].origin
    page = clicks.post(reverse("steering_model:remove", args=[origin.ref]), follow=True)

    assert "is in use" in words(page)


def test_a_word_of_another_year_is_refused_in_a_sentence(clicks, place, next_plan):
    begin(clicks)
    goal = Goal.objects.get(plan=next_plan, continues=place.goal)

    with pytest.raises(WordOfAnotherYear, match="is not among the words of 2025; choose another"):
        assess_goal(by=the_system(), goal=goal, period=Period.parse("2025"), step=first_step(place.model), reason="Så.")


def test_a_withdrawn_judgement_does_not_come_back_with_the_words_of_another_year(clicks, place, next_plan):
    goal = Goal.objects.get(plan=next_plan, continues=place.goal)
    by = place.people[Role.ADMINISTRATOR]
    withdraw_assessment(by=by, assessment=goal.assessments.get())
    withdrawn = AuditEntry.objects.latest("pk")
    begin(clicks)

    with pytest.raises(WordOfAnotherYear):
        undo(by=by, entry=withdrawn)


def test_words_that_have_begun_are_taken_back_until_they_are_changed(clicks, place, next_plan):
    answer = begin(clicks)
    answer = clicks.post(undo_address(answer), follow=True)

    next_plan.refresh_from_db()
    assert SteeringModel.objects.count() == 1
    assert next_plan.steering_model == place.model
    assert {goal.level.steering_model for goal in next_plan.goals.all()} == {place.model}

    clicks.post(undo_address(answer))
    assert SteeringModel.objects.count() == 2
    begin(clicks, 2027)
    begun = AuditEntry.objects.filter(action="steering_model.begin", ref=of_2025().ref).get()
    rename_first_step(clicks, "I hamn")
    refused = clicks.post(reverse("organisation:undo", args=[begun.pk]))
    assert refused.status_code == 422
    assert "has been changed since" in words(refused)
    assert of_2025().scale_steps.filter(name="I hamn").exists()


def test_words_between_two_years_take_the_plans_of_the_years_between(clicks, place, next_plan):
    begin(clicks, 2026)
    begin(clicks, 2025)
    next_plan.refresh_from_db()

    assert next_plan.steering_model == of_2025()
    assert [each.valid_from for each in SteeringModel.objects.all()] == [1900, 2025, 2026]
    assert "2025" in words(clicks.get("/struktur/styrmodell/ar/2025/"))


@pytest.mark.parametrize(
    ("year", "says"), [("2025", "There are words from 2025 already"), ("1", "is not a year that words can begin in")]
)
def test_a_year_that_cannot_be_is_refused_in_the_form(clicks, year: str, says: str):
    begin(clicks)
    answer = clicks.post(BEGIN, {"year": year})

    assert answer.status_code == 422
    assert says in words(answer)
    assert SteeringModel.objects.count() == 2


def test_words_that_something_was_added_to_are_not_taken_back(clicks, place):
    begin(clicks)
    clicks.post("/struktur/styrmodell/ar/2025/ursprung/ny/", {"name": "Regionen", "prefix": ""})
    assert of_2025().assignment_origins.filter(name="Regionen").exists()
    assert not place.model.assignment_origins.filter(name="Regionen").exists()

    with pytest.raises(ChangedSince):
        undo(by=place.people[Role.ADMINISTRATOR], entry=AuditEntry.objects.get(action="steering_model.begin"))


def test_only_who_administers_lets_other_words_begin(place):
    client = Client()
    client.force_login(Person.objects.get(pk=place.people[Role.COORDINATOR].pk))

    assert client.post(BEGIN, {"year": 2025}).status_code == 403
    assert Level.objects.filter(steering_model__valid_from=2025).count() == 0
