from django.apps import AppConfig


class ThingsConfig(AppConfig):
    name = "tertial.things"
    label = "things"
