from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "tertial.reports"
    label = "reports"

    def ready(self) -> None:
        """Tells the texts room which free texts a plan's report has, and that texts about plans may tell of money."""
        from tertial.reports import text_subjects  # noqa: PLC0415 - models exist only now
        from tertial.texts.figures import register_figures  # noqa: PLC0415
        from tertial.texts.subjects import register  # noqa: PLC0415

        register("plan", text_subjects.plan_subject)
        register_figures("plan", text_subjects.economy_of_plan)
        register_figures("goal", text_subjects.economy_of_goal)
