from django.apps import AppConfig

from tertial.common.menus import MAIN, SETTINGS, Entry
from tertial.domain.message import gettext_noop


class EconomyConfig(AppConfig):
    name = "tertial.economy"
    label = "economy"

    def ready(self) -> None:
        """Tells the log what the writes of this room are called, and the rooms below what can be traced and printed."""
        from tertial.economy import log_values, log_words  # noqa: PLC0415 - nothing of Django may be asked for earlier
        from tertial.economy.actions import coding_undo  # noqa: PLC0415
        from tertial.economy.budget import registration as budget  # noqa: PLC0415
        from tertial.economy.budget.actions import undo as budget_undo  # noqa: PLC0415
        from tertial.economy.projects import guarded as projects_guarded  # noqa: PLC0415
        from tertial.economy.projects import registration as projects  # noqa: PLC0415
        from tertial.economy.projects.actions import undo as projects_undo  # noqa: PLC0415
        from tertial.economy.statements import registration as statements  # noqa: PLC0415
        from tertial.organisation.log_words import add  # noqa: PLC0415

        log_values.declare()
        add(words=log_words.WORDS, kinds=log_words.KINDS, fields=log_words.FIELD_WORDS)
        statements.register_everything()
        budget.register_everything()
        projects.register_everything()
        projects_guarded.declare()
        for undoing in (coding_undo, budget_undo, projects_undo):
            undoing.declare()
        MAIN.add(Entry(50, gettext_noop("Economy"), "economy:overview", "economy", takes_place=True))
        SETTINGS.add(
            Entry(50, gettext_noop("Codes"), "economy:all_codes"),
            Entry(60, gettext_noop("Statement layouts"), "economy:layouts"),
        )
