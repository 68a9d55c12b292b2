from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "tertial.common"
    label = "common"
