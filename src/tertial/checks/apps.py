from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tertial.common.menus import MAIN, Entry
from tertial.domain.message import gettext_noop


class ChecksConfig(AppConfig):
    name = "tertial.checks"
    label = "checks"
    verbose_name = _("Figures checked")

    def ready(self) -> None:
        """Declares what the room has, puts its pages in the menu, and says where they are."""
        from tertial.checks.kinds import KINDS  # noqa: PLC0415 - models exist only now
        from tertial.reports.addresses import CHECKS_OF_A_REPORT  # noqa: PLC0415
        from tertial.things.kinds import declare  # noqa: PLC0415

        declare(*KINDS)
        MAIN.add(Entry(82, gettext_noop("Figures checked"), "checks:report", "check", takes_place=True))
        CHECKS_OF_A_REPORT.stands_at("checks:summary")
        MAIN.add(Entry(85, gettext_noop("Check a report"), "checks:check", "figure", takes_place=True))
