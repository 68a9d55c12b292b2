"""What the indicators of a goal weigh, as the report tells it."""

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.goals.actions.steering_model import FIELDS, save_steering_model
from tertial.goals.actions.weights import weigh_indicators
from tertial.goals.models import Goal, SteeringModel
from tests.shared.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_municipality")]


def let_them_weigh(model: SteeringModel) -> None:
    kept = {name: getattr(model, name) for name in FIELDS} | {"weighs_indicators": True}
    save_steering_model(by=the_system(), municipality=model.municipality, valid_from=model.valid_from, **kept)


def test_unlike_weights_stand_under_the_table_where_the_municipality_lets_them_count():
    goal = Goal.objects.select_related("plan").get(name="Attraktivt företagsklimat", plan__year=2024)
    links = list(goal.goal_indicators.all())
    weigh_indicators(by=the_system(), goal=goal, weights={links[0]: 3})
    client = Client()
    client.force_login(Person.objects.get(email="lasare@huddinge.example"))
    report = reverse("reports:report", args=["KS", "2024"])
    told = f"Vikter i den föreslagna bedömningen: {links[0].indicator.name} 3, {links[1].indicator.name} 1."

    assert told not in words(client.get(report))
    let_them_weigh(goal.plan.steering_model)

    assert told in words(client.get(report))
