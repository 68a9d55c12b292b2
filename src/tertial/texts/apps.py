from django.apps import AppConfig


class TextsConfig(AppConfig):
    name = "tertial.texts"
    label = "texts"

    def ready(self) -> None:
        """Lets texts be found."""
        from tertial.organisation.searching import register_search  # noqa: PLC0415 - models exist only now
        from tertial.texts.found import found_in_texts  # noqa: PLC0415

        register_search("texts", 50, found_in_texts)
