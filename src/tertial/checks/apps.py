from django.apps import AppConfig

from tertial.common.menus import MAIN, Entry
from tertial.domain.message import gettext_noop


class ChecksConfig(AppConfig):
    name = "tertial.checks"
    label = "checks"

    def ready(self) -> None:
        """Puts the room's page in the menu."""
        MAIN.add(Entry(85, gettext_noop("Check a report"), "checks:check", "figure", takes_place=True))
