from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "tertial.organisation"
    label = "organisation"
