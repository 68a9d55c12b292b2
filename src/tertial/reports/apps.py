from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tertial.common.menus import MAIN, SETTINGS, Entry
from tertial.domain.message import gettext_noop


class ReportsConfig(AppConfig):
    name = "tertial.reports"
    label = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        """Declares what the room has, and puts its pages in the menus."""
        from tertial.goals.addresses import REPORT  # noqa: PLC0415 - models exist only now
        from tertial.organisation.steps import STEPS  # noqa: PLC0415
        from tertial.reports.kinds import KINDS  # noqa: PLC0415
        from tertial.reports.steps import FIRST_REPORT  # noqa: PLC0415
        from tertial.things.kinds import declare  # noqa: PLC0415

        declare(*KINDS)
        STEPS.add(FIRST_REPORT)
        MAIN.add(Entry(80, gettext_noop("Report"), "reports:report", "report", takes_place=True))
        SETTINGS.add(Entry(70, gettext_noop("Report templates"), "reports:templates"))
        REPORT.stands_at("reports:report")
