from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "tertial.goals"
    label = "goals"
