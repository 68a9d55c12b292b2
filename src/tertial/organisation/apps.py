from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "tertial.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Lets units and people be found."""
        from tertial.organisation.found import found_in_organisation  # noqa: PLC0415 - models exist only now
        from tertial.organisation.searching import register_search  # noqa: PLC0415

        register_search("organisation", 60, found_in_organisation)
