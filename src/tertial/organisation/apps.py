from django.apps import AppConfig

from tertial.common.menus import MAIN, SETTINGS, Entry
from tertial.domain.message import gettext_noop


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
        MAIN.add(Entry(90, gettext_noop("Structure and settings"), "organisation:structure", "settings"))
        SETTINGS.add(
            Entry(10, gettext_noop("Units"), "organisation:structure"),
            Entry(20, gettext_noop("People"), "organisation:people"),
            Entry(30, gettext_noop("Roles"), "organisation:roles"),
        )
