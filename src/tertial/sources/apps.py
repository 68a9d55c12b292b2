from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "tertial.sources"
    label = "sources"

    def ready(self) -> None:
        """Tells the log what the writes of this room are called, and the command line what can be imported."""
        from tertial.organisation.log_words import add  # noqa: PLC0415 - nothing of Django may be asked for earlier
        from tertial.sources import importing, log_words  # noqa: PLC0415

        add(words=log_words.WORDS, kinds=log_words.KINDS, fields=log_words.FIELD_WORDS)
        importing.register()
