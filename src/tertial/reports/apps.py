from django.apps import AppConfig

from tertial.common.menus import MAIN, SETTINGS, Entry
from tertial.domain.message import gettext_noop
from tertial.domain.ref import Ref


class ReportsConfig(AppConfig):
    name = "tertial.reports"
    label = "reports"

    def ready(self) -> None:
        """Tells the texts room which texts and figures reports have, and lets what stands in chapters be traced."""
        from tertial.goals.addresses import REPORT  # noqa: PLC0415 - models exist only now
        from tertial.organisation.searching import register_search  # noqa: PLC0415 - models exist only now
        from tertial.organisation.tracing import register as register_ref  # noqa: PLC0415
        from tertial.reports import guarded, refs, text_subjects  # noqa: PLC0415
        from tertial.reports.chapters.found import found_in_chapters  # noqa: PLC0415
        from tertial.reports.text_slots import ENTRY, KIND  # noqa: PLC0415
        from tertial.reports.undo import declare  # noqa: PLC0415
        from tertial.texts.figures import register_figures  # noqa: PLC0415
        from tertial.texts.subjects import register  # noqa: PLC0415
        from tertial.things.old_refs import renew  # noqa: PLC0415

        register(KIND, text_subjects.report_subject)
        register(ENTRY, text_subjects.entry_subject)
        register_figures(KIND, text_subjects.report_figures)
        register_figures(ENTRY, text_subjects.entry_figures)
        register_search("reports", 40, found_in_chapters)
        register_ref("chapterentry", refs.entry)
        renew("entry", lambda ref: Ref(ENTRY, ref.key))
        register_ref("attachment", refs.attachment)
        guarded.declare()
        declare()
        MAIN.add(Entry(80, gettext_noop("Report"), "reports:report", "report", takes_place=True))
        SETTINGS.add(Entry(70, gettext_noop("Report templates"), "reports:templates"))
        REPORT.stands_at("reports:report")
