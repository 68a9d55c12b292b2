from django.apps import AppConfig

from tertial.common.menus import Entry
from tertial.domain.message import gettext_noop


class SourcesConfig(AppConfig):
    name = "tertial.sources"
    label = "sources"

    def ready(self) -> None:
        """Tells the log what writes are called, the command line what can be imported, and the worker what waits."""
        from tertial.economy.menu import LEDGER_IMPORTS, PARTS  # noqa: PLC0415 - nothing of Django may be asked for earlier
        from tertial.organisation.log_words import add  # noqa: PLC0415
        from tertial.sources import importing, log_words, waiting  # noqa: PLC0415

        add(words=log_words.WORDS, kinds=log_words.KINDS, fields=log_words.FIELD_WORDS)
        importing.register()
        waiting.register()
        PARTS.add(Entry(60, gettext_noop("Import"), "sources:imports"))
        LEDGER_IMPORTS.stands_at("sources:imports")
