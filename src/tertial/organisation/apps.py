from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "tertial.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Lets units and people be found, and what is written about them taken back."""
        from tertial.organisation.actions.undo import declare as declare_undo  # noqa: PLC0415 - models exist only now
        from tertial.organisation.found import found_in_organisation  # noqa: PLC0415
        from tertial.organisation.kinds import KINDS  # noqa: PLC0415
        from tertial.organisation.searching import register_search  # noqa: PLC0415
        from tertial.things.kinds import declare  # noqa: PLC0415

        declare(*KINDS)
        declare_undo()
        register_search("organisation", 60, found_in_organisation)
