from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tertial.common.menus import MAIN, SETTINGS, Entry
from tertial.domain.message import gettext_noop


class EconomyConfig(AppConfig):
    name = "tertial.economy"
    label = "economy"
    verbose_name = _("Economy")

    def ready(self) -> None:
        """Declares what the room has, and puts its pages in the menus."""
        from tertial.economy.kinds import KINDS  # noqa: PLC0415 - models exist only now
        from tertial.economy.steps import CODING, STATEMENTS  # noqa: PLC0415
        from tertial.organisation.steps import STEPS  # noqa: PLC0415
        from tertial.things.kinds import declare  # noqa: PLC0415

        declare(*KINDS)
        STEPS.add(CODING, STATEMENTS)
        MAIN.add(Entry(50, gettext_noop("Economy"), "economy:overview", "economy", takes_place=True))
        SETTINGS.add(
            Entry(50, gettext_noop("Codes"), "economy:all_codes"),
            Entry(55, gettext_noop("Amounts and signs"), "economy:amounts"),
            Entry(60, gettext_noop("Statement layouts"), "economy:layouts"),
        )
