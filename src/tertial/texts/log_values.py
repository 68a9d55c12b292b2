"""What entries about pictures and tables under texts hold, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.organisation.log_values import describe


def declare() -> None:
    """Says what the log cannot read from the models."""
    describe(shaped={"attachment.file": lambda _name: _("a picture"), "attachment.table": _table})


def _table(table: Mapping[str, Any]) -> str:
    number = len(table.get("rows", ()))
    return ngettext("a table of %(number)s row", "a table of %(number)s rows", number) % {"number": number}
