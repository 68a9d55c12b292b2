from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _


class CommonConfig(AppConfig):
    name = "tertial.common"
    label = "common"
    verbose_name = _("Log")

    def ready(self) -> None:
        """Every new connection can put words in Swedish order; addresses can hold refs."""
        from tertial.common.ref_addresses import take_refs  # noqa: PLC0415
        from tertial.common.swedish_order import teach_the_database  # noqa: PLC0415

        connection_created.connect(teach_the_database)
        take_refs()
