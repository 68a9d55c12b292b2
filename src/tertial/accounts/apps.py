from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tertial.common.shared_pages import LANGUAGE, PROFILE, SIGN_OUT


class AccountsConfig(AppConfig):
    name = "tertial.accounts"
    label = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        """Says where the pages of the account stand."""
        PROFILE.stands_at("accounts:profile")
        LANGUAGE.stands_at("accounts:language")
        SIGN_OUT.stands_at("accounts:sign_out")
