from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tertial.common.menus import MAIN, SETTINGS, Entry
from tertial.domain.message import gettext_noop


class GoalsConfig(AppConfig):
    name = "tertial.goals"
    label = "goals"
    verbose_name = _("Goals")

    def ready(self) -> None:
        """Declares what the room has, and puts its pages in the menus."""
        from tertial.goals.kinds import KINDS  # noqa: PLC0415 - models exist only now
        from tertial.goals.steps import PLAN, WORDS  # noqa: PLC0415
        from tertial.organisation.steps import STEPS  # noqa: PLC0415
        from tertial.things.kinds import declare  # noqa: PLC0415

        declare(*KINDS)
        STEPS.add(WORDS, PLAN)
        MAIN.add(
            Entry(20, gettext_noop("Goals"), "goals:goals", "goals", takes_place=True),
            Entry(30, gettext_noop("Indicators"), "goals:indicators", "indicators", takes_place=True),
            Entry(40, gettext_noop("Assignments"), "goals:assignments", "assignments", takes_place=True),
        )
        SETTINGS.add(Entry(40, gettext_noop("Steering model"), "steering_model:page"))
