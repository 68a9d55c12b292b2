from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "tertial.sources"
    label = "sources"

    def ready(self) -> None:
        """Tells the log what writes are called, the command line what can be imported, and the worker what waits."""
        from tertial.organisation.log_words import add  # noqa: PLC0415 - nothing of Django may be asked for earlier
        from tertial.sources import importing, log_words, waiting  # noqa: PLC0415

        add(words=log_words.WORDS, kinds=log_words.KINDS, fields=log_words.FIELD_WORDS)
        importing.register()
        waiting.register()
