from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tertial.accounts"
    label = "accounts"
