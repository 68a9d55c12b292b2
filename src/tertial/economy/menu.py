"""The tabs over the pages of the economy; rooms above can add theirs."""

from tertial.common.menus import Entry, Menu
from tertial.domain.message import gettext_noop

PARTS = Menu()
PARTS.add(
    Entry(10, gettext_noop("Overview"), "economy:overview"),
    Entry(20, gettext_noop("Statements"), "economy:statements"),
    Entry(30, gettext_noop("Budget"), "economy:budget"),
    Entry(40, gettext_noop("Forecast"), "economy:forecast"),
    Entry(45, gettext_noop("Remedies"), "economy:remedies"),
    Entry(50, gettext_noop("Projects"), "economy:projects"),
)
