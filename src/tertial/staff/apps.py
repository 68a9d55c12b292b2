from django.apps import AppConfig

from tertial.common.menus import MAIN, Entry
from tertial.domain.message import gettext_noop


class StaffConfig(AppConfig):
    name = "tertial.staff"
    label = "staff"

    def ready(self) -> None:
        """Tells the log what the writes of this room are called, texts what staff have to say, and refs where to."""
        from tertial.organisation.log_words import add  # noqa: PLC0415 - nothing of Django may be asked for earlier
        from tertial.staff import live_figures, log_words, text_subjects  # noqa: PLC0415
        from tertial.staff.incoming.command import register_importer  # noqa: PLC0415
        from tertial.staff.refs import register_kinds  # noqa: PLC0415
        from tertial.texts.figures import register_source  # noqa: PLC0415
        from tertial.texts.subjects import register  # noqa: PLC0415
        from tertial.things.old_refs import renew  # noqa: PLC0415

        register(text_subjects.KIND, text_subjects.staff_subject)
        renew(live_figures.KIND, text_subjects.as_now)
        register_source(live_figures.KIND, make=live_figures.StaffFigures)
        register_kinds()
        register_importer()
        add(words=log_words.WORDS, kinds=log_words.KINDS, fields=log_words.FIELD_WORDS, keys=log_words.KEY_WORDS)
        MAIN.add(Entry(60, gettext_noop("Staff"), "staff:overview", "staff", takes_place=True))
