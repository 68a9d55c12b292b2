from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "tertial.mail"
    label = "mail"
