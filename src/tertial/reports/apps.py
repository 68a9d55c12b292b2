from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "tertial.reports"
    label = "reports"

    def ready(self) -> None:
        """Tells the texts room which free texts a plan's report has."""
        from tertial.reports.text_subjects import plan_subject  # noqa: PLC0415 - models exist only now
        from tertial.texts.subjects import register  # noqa: PLC0415

        register("plan", plan_subject)
