"""The sample municipality has begun next year's plan, so that there is something to do in it."""

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.models import Person
from tertial.goals.models import Goal, Plan
from tests.shared.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_municipality")]


def test_next_years_goals_continue_this_years_and_serve_the_councils_of_their_own_year():
    goals = Goal.objects.filter(plan__unit__code="KS", plan__year=2025)

    assert goals.count() == 9
    assert all(goal.continues.plan.year == 2024 for goal in goals)
    assert all(goal.contributes_to.plan.year == 2025 for goal in goals)


def test_only_what_is_not_done_follows_into_next_year():
    plan = Plan.objects.get(unit__code="KS", year=2025)

    assert plan.assignments.count() == 9
    assert all(
        assignment.continues.follow_ups.get().status.word == "Ej klart i år" for assignment in plan.assignments.all()
    )


def test_who_signs_in_comes_to_the_year_that_is_being_reported():
    client = Client()
    client.force_login(Person.objects.get(email="rapportor@huddinge.example"))

    answer = client.get("/", follow=True)

    assert answer.redirect_chain[-1][0] == reverse("desk:start", args=["KS", "2024"])


def test_next_year_says_what_there_is_to_do():
    client = Client()
    client.force_login(Person.objects.get(email="trygghet@huddinge.example"))

    page = words(client.get(reverse("desk:start", args=["KS", "2025"])))

    assert "Öka trygghet och delaktighet" in page
    assert "Oro för brottslighet i samhället (%)" in page
