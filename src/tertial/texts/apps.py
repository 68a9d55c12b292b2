from django.apps import AppConfig


class TextsConfig(AppConfig):
    name = "tertial.texts"
    label = "texts"

    def ready(self) -> None:
        """Lets texts be found, and tells which say nothing new."""
        from tertial.organisation.graph import register_loose_ends  # noqa: PLC0415 - models exist only now
        from tertial.organisation.searching import register_search  # noqa: PLC0415
        from tertial.texts import log_values  # noqa: PLC0415
        from tertial.texts.found import found_in_texts  # noqa: PLC0415
        from tertial.texts.kinds import KINDS  # noqa: PLC0415
        from tertial.texts.loose_ends import unchanged_texts  # noqa: PLC0415
        from tertial.texts.undo import declare as declare_undo  # noqa: PLC0415 - models exist only now
        from tertial.things.kinds import declare  # noqa: PLC0415

        register_loose_ends("texts", unchanged_texts)
        register_search("texts", 50, found_in_texts)
        declare(*KINDS)
        declare_undo()
        log_values.declare()
