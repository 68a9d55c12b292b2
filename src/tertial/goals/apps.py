from django.apps import AppConfig

from tertial.common.menus import MAIN, SETTINGS, Entry
from tertial.domain.message import gettext_noop


class GoalsConfig(AppConfig):
    name = "tertial.goals"
    label = "goals"

    def ready(self) -> None:
        """Tells the rooms below what goals have to say, which figures there are, what can be found and pointed at."""
        from tertial.goals import (  # noqa: PLC0415 - models exist only now
            guarded,
            kinds,
            log_values,
            text_subjects,
        )
        from tertial.goals.actions import steering_undo, undo  # noqa: PLC0415 - models exist only now
        from tertial.goals.queries.found import found_in_plans  # noqa: PLC0415
        from tertial.goals.queries.loose_ends import loose_ends_of_plan, owned_in_plan  # noqa: PLC0415
        from tertial.goals.queries.offered import register_offered  # noqa: PLC0415
        from tertial.organisation.graph import register_loose_ends, register_owned  # noqa: PLC0415
        from tertial.organisation.searching import register_search  # noqa: PLC0415
        from tertial.texts.figures import register_figures  # noqa: PLC0415
        from tertial.texts.subjects import register  # noqa: PLC0415
        from tertial.things.kinds import declare  # noqa: PLC0415

        register("goal", text_subjects.goal_subject)
        register_figures("goal", text_subjects.goal_figures)
        declare(*kinds.KINDS)
        register_loose_ends("goals", loose_ends_of_plan)
        register_owned("goals", owned_in_plan)
        register_offered()
        register_search("goals", 10, found_in_plans)
        guarded.declare()
        undo.declare()
        log_values.declare()
        steering_undo.declare()
        MAIN.add(
            Entry(20, gettext_noop("Goals"), "goals:goals", "goals", takes_place=True),
            Entry(30, gettext_noop("Indicators"), "goals:indicators", "indicators", takes_place=True),
            Entry(40, gettext_noop("Assignments"), "goals:assignments", "assignments", takes_place=True),
        )
        SETTINGS.add(Entry(40, gettext_noop("Steering model"), "steering_model:page"))
