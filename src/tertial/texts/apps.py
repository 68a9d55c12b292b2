from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TextsConfig(AppConfig):
    name = "tertial.texts"
    label = "texts"
    verbose_name = _("Texts")

    def ready(self) -> None:
        """Declares what the room has."""
        from tertial.texts.kinds import KINDS  # noqa: PLC0415 - models exist only now
        from tertial.things.kinds import declare  # noqa: PLC0415

        declare(*KINDS)
