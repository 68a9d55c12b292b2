from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tertial.common.menus import MAIN, SETTINGS, Entry
from tertial.common.shared_pages import CHECKLIST, HELP, HISTORY, PRESETS, SEARCH, START, TRACE
from tertial.domain.message import gettext_noop


class DeskConfig(AppConfig):
    name = "tertial.desk"
    label = "desk"
    verbose_name = _("Presets")

    def ready(self) -> None:
        """Puts the start page and the log in the menus, and says where the pages are that the rooms below lead to."""
        from tertial.desk.kinds import KINDS  # noqa: PLC0415
        from tertial.organisation.gate import asked_by_administrator  # noqa: PLC0415 - models exist only now
        from tertial.things.kinds import declare  # noqa: PLC0415

        declare(*KINDS)
        MAIN.add(Entry(10, gettext_noop("Start"), "desk:start", "start", takes_place=True))
        SETTINGS.add(
            Entry(5, gettext_noop("Getting started"), "desk:checklist", seen_by=asked_by_administrator),
            Entry(85, gettext_noop("Presets"), "desk:presets", seen_by=asked_by_administrator),
            Entry(90, gettext_noop("Log"), "desk:log", seen_by=asked_by_administrator),
            Entry(97, gettext_noop("Configuration"), "desk:configuration", seen_by=asked_by_administrator),
            Entry(100, gettext_noop("Background work"), "desk:work", seen_by=asked_by_administrator),
        )
        for page in (START, HELP, SEARCH, HISTORY, TRACE, CHECKLIST, PRESETS):
            page.stands_at(f"desk:{page.name}")
