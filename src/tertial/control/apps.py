from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tertial.common.menus import MAIN, SETTINGS, Entry
from tertial.domain.message import gettext_noop


class ControlConfig(AppConfig):
    name = "tertial.control"
    label = "control"
    verbose_name = _("Internal control")

    def ready(self) -> None:
        """Declares what the room has, and puts its pages in the menus."""
        from tertial.control.kinds import KINDS  # noqa: PLC0415 - models exist only now
        from tertial.control.steps import CONTROL  # noqa: PLC0415
        from tertial.organisation.gate import asked_by_administrator  # noqa: PLC0415
        from tertial.organisation.steps import STEPS  # noqa: PLC0415
        from tertial.things.kinds import declare  # noqa: PLC0415

        declare(*KINDS)
        STEPS.add(CONTROL)
        MAIN.add(Entry(70, gettext_noop("Internal control"), "control:overview", "control", takes_place=True))
        SETTINGS.add(
            Entry(80, gettext_noop("Internal control"), "control:settings", seen_by=asked_by_administrator),
        )
