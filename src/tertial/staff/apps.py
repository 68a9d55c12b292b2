from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tertial.common.menus import MAIN, Entry
from tertial.domain.message import gettext_noop


class StaffConfig(AppConfig):
    name = "tertial.staff"
    label = "staff"
    verbose_name = _("Staff")

    def ready(self) -> None:
        """Declares what the room has, and puts its pages in the menus."""
        from tertial.organisation.steps import STEPS  # noqa: PLC0415
        from tertial.staff.kinds import KINDS  # noqa: PLC0415 - models exist only now
        from tertial.staff.steps import STAFF  # noqa: PLC0415
        from tertial.things.kinds import declare  # noqa: PLC0415

        declare(*KINDS)
        STEPS.add(STAFF)
        MAIN.add(Entry(60, gettext_noop("Staff"), "staff:overview", "staff", takes_place=True))
