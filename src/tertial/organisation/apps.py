from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tertial.common.menus import MAIN, SETTINGS, Entry
from tertial.common.shared_pages import FIRST_START
from tertial.domain.message import gettext_noop


class OrganisationConfig(AppConfig):
    name = "tertial.organisation"
    label = "organisation"
    verbose_name = _("Organisation")

    def ready(self) -> None:
        """Declares what the room has, and puts its pages in the menus."""
        from tertial.organisation.gate import asked_by_administrator  # noqa: PLC0415
        from tertial.organisation.kinds import KINDS  # noqa: PLC0415 - models exist only now
        from tertial.organisation.own_steps import PEOPLE, UNITS  # noqa: PLC0415
        from tertial.organisation.steps import STEPS  # noqa: PLC0415
        from tertial.things.kinds import declare  # noqa: PLC0415

        declare(*KINDS)
        STEPS.add(UNITS, PEOPLE)
        FIRST_START.stands_at("first_start:begin")
        MAIN.add(Entry(90, gettext_noop("Structure and settings"), "organisation:structure", "settings"))
        SETTINGS.add(
            Entry(10, gettext_noop("Units"), "organisation:structure"),
            Entry(20, gettext_noop("People"), "organisation:people"),
            Entry(30, gettext_noop("Roles"), "organisation:roles"),
            Entry(110, gettext_noop("Mail"), "organisation:mail", seen_by=asked_by_administrator),
        )
