from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "tertial.reports"
    label = "reports"
