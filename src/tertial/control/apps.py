from django.apps import AppConfig

from tertial.common.menus import MAIN, SETTINGS, Entry
from tertial.domain.message import gettext_noop


class ControlConfig(AppConfig):
    name = "tertial.control"
    label = "control"

    def ready(self) -> None:
        """Tells the log what its writes are called and the texts room what it has to say, and lets refs be traced.

        It also tells what of it points at things of other rooms, what hangs loose, and what can be found.
        """
        from tertial.control import guarded, log_words, text_subjects  # noqa: PLC0415 - models exist only now
        from tertial.control.actions.undo import declare  # noqa: PLC0415 - models exist only now
        from tertial.control.incoming.command import register_importer  # noqa: PLC0415
        from tertial.control.queries import live_figures  # noqa: PLC0415
        from tertial.control.queries.found import found_in_control  # noqa: PLC0415
        from tertial.control.queries.pointing import control_at, loose_ends_of_control, owned_in_control  # noqa: PLC0415
        from tertial.control.queries.refs import register_kinds  # noqa: PLC0415
        from tertial.organisation.gate.people import asked_by_administrator  # noqa: PLC0415
        from tertial.organisation.graph import register_connections, register_loose_ends, register_owned  # noqa: PLC0415
        from tertial.organisation.log_values import describe  # noqa: PLC0415
        from tertial.organisation.log_words import add  # noqa: PLC0415
        from tertial.organisation.searching import register_search  # noqa: PLC0415
        from tertial.texts.figures import register_figures, register_source  # noqa: PLC0415
        from tertial.texts.subjects import register  # noqa: PLC0415

        describe(points={"controlplan.risks": "risk", "controlplan.common_controls": "commoncontrol"})
        add(words=log_words.WORDS, kinds=log_words.KINDS, fields=log_words.FIELD_WORDS)
        register("controlplan", text_subjects.plan_subject)
        register("commoncontrol", text_subjects.common_subject)
        register("commonrow", text_subjects.row_subject)
        register_source("controlplan", "commoncontrol", "commonanswer", make=live_figures.unit_figures)
        register_figures("controlplan", live_figures.plan_figures)
        register_figures("commoncontrol", live_figures.common_figures)
        register_figures("commonrow", live_figures.row_figures)
        register_kinds()
        register_importer()
        register_connections("control", control_at)
        register_loose_ends("control", loose_ends_of_control)
        register_owned("control", owned_in_control)
        register_search("control", 30, found_in_control)
        guarded.declare()
        declare()
        MAIN.add(Entry(70, gettext_noop("Internal control"), "control:overview", "control", takes_place=True))
        SETTINGS.add(
            Entry(80, gettext_noop("Internal control"), "control:settings", seen_by=asked_by_administrator),
        )
