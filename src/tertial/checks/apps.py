from django.apps import AppConfig


class ChecksConfig(AppConfig):
    name = "tertial.checks"
    label = "checks"
