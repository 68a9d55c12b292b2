from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tertial.common.menus import SETTINGS, Entry
from tertial.common.shared_pages import IMPORT, IMPORTS, WORKBOOKS
from tertial.domain.message import gettext_noop


class SourcesConfig(AppConfig):
    name = "tertial.intake"
    verbose_name = _("Imports")
    # What its tables and migrations are called since before the room got its name.
    label = "sources"

    def ready(self) -> None:
        """Declares what the room has, and puts its pages in the menus."""
        from tertial.economy.menu import PARTS  # noqa: PLC0415 - models exist only now
        from tertial.intake.kinds import KINDS  # noqa: PLC0415
        from tertial.intake.steps import LEDGER  # noqa: PLC0415
        from tertial.organisation.gate import asked_by_coordinator  # noqa: PLC0415
        from tertial.organisation.steps import STEPS  # noqa: PLC0415
        from tertial.things.kinds import declare  # noqa: PLC0415

        declare(*KINDS)
        STEPS.add(LEDGER)
        PARTS.add(Entry(60, gettext_noop("Import"), "intake:imports", more=("ekonomi",)))
        IMPORTS.stands_at("intake:imports")
        IMPORT.stands_at("intake:import")
        SETTINGS.add(Entry(7, gettext_noop("Start in Excel"), "intake:workbooks", seen_by=asked_by_coordinator))
        WORKBOOKS.stands_at("intake:workbooks")
