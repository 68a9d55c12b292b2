from django.apps import AppConfig


class TextsConfig(AppConfig):
    name = "tertial.texts"
    label = "texts"
